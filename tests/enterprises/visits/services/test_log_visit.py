"""Visits are written down with little, and keep the units of their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import AuditEntry
from cadres.viewers.rules.roles import Role
from enterprises.models import Manner, Purpose, Visit
from enterprises.visits.services.visits import Call, log_visit
from tests import cast
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import PostingFactory
from tests.fresh import correct_visit

FRIDAY = date(2026, 11, 20)
CALL = Call(Manner.ON_SITE, Purpose.NEEDS, FRIDAY)


@pytest.fixture
def enterprise(liaison):
    return EnterpriseFactory(county=liaison.county)


def names(visit):
    return sorted(member.cadre.name for member in visit.members.all())


def test_a_day_is_enough(enterprise, liaison):
    visit = log_visit(enterprise, CALL, actor=liaison.viewer(FRIDAY))

    assert (visit.summary, names(visit)) == ("", ["张伟"])
    assert AuditEntry.objects.get(verb="visit.log").object_id == visit.pk


def test_the_unit_of_the_day_is_kept_when_people_move(enterprise, liaison):
    visit = log_visit(enterprise, CALL, actor=liaison.viewer(FRIDAY))
    liaison.cadre.postings.update(unit=cast.unit("县商务局"))

    assert visit.members.get().unit.name == "县工信局"


def test_a_visit_of_last_year_keeps_the_unit_of_last_year(enterprise, liaison):
    liaison.cadre.postings.update(from_on=date(2026, 1, 1))
    PostingFactory(
        cadre=liaison.cadre, unit=cast.unit("县科技局"), role=Role.CADRE, to_on=date(2025, 12, 31)
    )
    then = replace(CALL, visited_on=date(2025, 6, 2))

    visit = log_visit(enterprise, then, actor=liaison.viewer(FRIDAY))

    assert visit.members.get().unit.name == "县科技局"


def test_colleagues_and_the_team_may_be_named(enterprise, liaison):
    colleague = cast.person("王芳", Role.CADRE, liaison.unit).cadre
    elsewhere = cast.person("赵云", Role.CADRE, cast.unit("县商务局")).cadre
    teammate = AssignmentFactory(enterprise=enterprise, cadre=elsewhere).cadre
    both = replace(CALL, cadre_ids=(liaison.cadre.pk, colleague.pk, teammate.pk))

    visit = log_visit(enterprise, both, actor=liaison.viewer(FRIDAY))

    assert names(visit) == sorted(["张伟", "王芳", "赵云"])


def test_whoever_goes_out_in_the_county_may_be_named(enterprise, liaison, outsider):
    both = replace(CALL, cadre_ids=(liaison.cadre.pk, outsider.cadre.pk))

    visit = log_visit(enterprise, both, actor=liaison.viewer(FRIDAY))

    assert names(visit) == sorted([liaison.cadre.name, outsider.cadre.name])


@pytest.mark.parametrize("who", ["stranger", "officer", "leader", "auditor"])
def test_other_counties_and_whoever_does_not_go_out_may_not(request, enterprise, liaison, who):
    named = request.getfixturevalue(who)
    with pytest.raises(Invalid) as refused:
        log_visit(
            enterprise,
            replace(CALL, cadre_ids=(liaison.cadre.pk, named.cadre.pk)),
            actor=liaison.viewer(FRIDAY),
        )

    assert set(refused.value.fields) == {"cadre_ids"}
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "day", [date(2026, 11, 21), date(2019, 12, 31), date(206, 3, 1), date(9999, 1, 1)]
)
def test_a_visit_lies_neither_ahead_nor_before_the_campaign(enterprise, liaison, day):
    with pytest.raises(Invalid) as refused:
        log_visit(enterprise, replace(CALL, visited_on=day), actor=liaison.viewer(FRIDAY))

    assert set(refused.value.fields) == {"visited_on"}


@pytest.mark.parametrize("who", ["leader", "supervisor", "officer", "auditor", "sysadmin"])
def test_who_only_reads_logs_no_visits(request, enterprise, who):
    with pytest.raises(NotPermitted):
        log_visit(enterprise, CALL, actor=request.getfixturevalue(who).viewer(FRIDAY))


def test_an_enterprise_of_another_county_is_absent(enterprise, stranger):
    with pytest.raises(Absent):
        log_visit(enterprise, CALL, actor=stranger.viewer(FRIDAY))


def test_the_filer_puts_a_slip_right(enterprise, liaison):
    visit = log_visit(enterprise, CALL, actor=liaison.viewer(FRIDAY))

    corrected = correct_visit(
        visit,
        replace(CALL, manner=Manner.PHONE, summary="企业反映用电问题"),
        actor=liaison.viewer(FRIDAY),
    )

    assert (corrected.manner, corrected.summary) == (Manner.PHONE, "企业反映用电问题")
    assert names(corrected) == ["张伟"]


def test_the_office_s_correction_keeps_who_took_part(enterprise, liaison, dispatcher):
    visit = log_visit(enterprise, CALL, actor=liaison.viewer(FRIDAY))
    same = replace(CALL, cadre_ids=(liaison.cadre.pk,), summary="补记")

    corrected = correct_visit(visit, same, actor=dispatcher.viewer(FRIDAY))

    assert names(corrected) == ["张伟"]
    assert corrected.members.get().unit.name == "县工信局"


def test_a_companion_reads_but_does_not_correct(enterprise, liaison):
    colleague = cast.person("王芳", Role.CADRE, liaison.unit)
    both = replace(CALL, cadre_ids=(liaison.cadre.pk, colleague.cadre.pk))
    visit = log_visit(enterprise, both, actor=liaison.viewer(FRIDAY))

    with pytest.raises(NotPermitted):
        correct_visit(visit, CALL, actor=colleague.viewer(FRIDAY))


def test_who_cannot_see_a_visit_cannot_correct_it(enterprise, liaison, outsider):
    visit = log_visit(enterprise, CALL, actor=liaison.viewer(FRIDAY))

    with pytest.raises(Absent):
        correct_visit(visit, CALL, actor=outsider.viewer(FRIDAY))
