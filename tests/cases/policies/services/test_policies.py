"""The office keeps policies; everybody of the county reads for whom each one is, and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cadres.submissions.selectors import edits
from cases.models import Policy
from cases.policies.rules.fit import Fit
from cases.policies.rules.policies import PolicyState
from cases.policies.selectors import fitting, policies
from cases.policies.services.policies import Said, correct_policy, file_policy, void_policy
from enterprises.models import Size
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def said(handler) -> Said:
    return Said(
        title="技改补贴",
        issuer="省工业和信息化厅",
        text="按设备投资额的百分之十补贴。",
        unit=handler.unit,
        valid_to=date(2026, 12, 31),
        apply_at="https://example.org/jigai",
        outer_id="HN-2026-7",
        sizes=(Size.ABOVE_SCALE,),
        industries=("食品加工",),
    )


@pytest.fixture
def row(said, dispatcher) -> Policy:
    return file_policy(said, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def stands(row, kind, viewer) -> list[tuple[str, list[str]]]:
    found = fitting.fitting(row, kind, None, seen_by=viewer)
    return [
        (one.enterprise.name, [reason.sentence for reason in one.reasons])
        for one in found.page.rows
    ]


def test_each_enterprise_fits_or_is_told_why_not(row, liaison):
    county = liaison.county
    EnterpriseFactory(county=county, name="甲", size=Size.ABOVE_SCALE, industry="食品加工")
    EnterpriseFactory(county=county, name="乙", size=Size.SMALL, industry="食品加工")
    EnterpriseFactory(county=county, name="丙", size=Size.ABOVE_SCALE)
    viewer = liaison.viewer(FRIDAY)

    assert stands(row, Fit.FITS, viewer) == [("甲", [])]
    assert stands(row, Fit.NOT, viewer) == [("乙", ["企业规模是“小微”，要求是：规上"])]
    assert stands(row, Fit.UNKNOWN, viewer) == [("丙", ["行业类别未知，需核对（要求：食品加工）"])]
    counts = fitting.fitting(row, Fit.FITS, None, seen_by=viewer).counts
    assert dict(counts) == {Fit.FITS: 1, Fit.UNKNOWN: 1, Fit.NOT: 1}


def test_only_the_office_keeps_policies(said, row, handler, dispatcher):
    with pytest.raises(NotPermitted):
        file_policy(said, actor=handler.viewer(FRIDAY), county=handler.county)
    with pytest.raises(NotPermitted):
        void_policy(row, actor=handler.viewer(FRIDAY), why="x")
    trail = AuditEntry.objects.filter(verb="policy.file", object_id=row.pk)
    assert trail.get().actor_id == dispatcher.cadre.pk


def test_another_county_sees_none_of_it(row, stranger):
    with pytest.raises(Absent):
        policies.fetch(row.pk, seen_by=stranger.viewer(FRIDAY))


def test_an_outer_number_stands_once_in_a_county(said, row, dispatcher):
    with pytest.raises(Conflict):
        file_policy(said, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def test_an_end_before_the_beginning_is_refused(said, dispatcher):
    wrong = replace(said, valid_from=date(2027, 1, 1), outer_id="")
    with pytest.raises(Invalid):
        file_policy(wrong, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def test_a_correction_changes_for_whom_it_is(said, row, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    read = edits.read(row, policies.facts(row), seen_by=viewer)
    wider = replace(said, sizes=(), industries=("食品加工", "装备制造"))

    row = correct_policy(row, actor=viewer, read=read, said=wider)

    row = policies.fetch(row.pk, seen_by=viewer)
    assert policies.facts(row)["sizes"] == []
    assert policies.facts(row)["industries"] == ["食品加工", "装备制造"]


def test_a_voided_policy_stays_with_its_reason_and_is_changed_no_more(row, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)

    row = void_policy(row, actor=viewer, why="上级已废止。")

    (line,) = policies.lines([row], seen_by=viewer)
    assert (line.state, row.voided_why) == (PolicyState.VOID, "上级已废止。")
    with pytest.raises(WrongState):
        void_policy(row, actor=viewer, why="再来一次")
    standing = policies.in_tab(policies.rows(seen_by=viewer), policies.Tab.IN_FORCE, seen_by=viewer)
    assert list(standing) == []


def test_what_is_over_or_not_begun_is_not_in_force(said, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    said = replace(said, outer_id="")
    for more, state in (
        ({"valid_to": date(2026, 3, 5)}, PolicyState.OVER),
        ({"valid_from": date(2026, 3, 7)}, PolicyState.AHEAD),
        ({"valid_to": FRIDAY}, PolicyState.IN_FORCE),
    ):
        row = file_policy(replace(said, **more), actor=viewer, county=dispatcher.county)
        (line,) = policies.lines([row], seen_by=viewer)
        assert line.state is state


def test_a_closed_unit_answers_for_no_policy(said, dispatcher, handler):
    handler.unit.is_active = False
    handler.unit.save(update_fields=["is_active"])
    with pytest.raises(Invalid, match="停用"):
        file_policy(said, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)
