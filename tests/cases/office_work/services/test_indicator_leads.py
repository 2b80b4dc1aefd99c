"""Who leads an indicator is data with a history, and answers what is filed without a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, Unit, UnitKind
from cadres.people.selectors import unit_merging
from cadres.people.services.unit_merging import merge_units
from cadres.people.services.units import close_unit
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.selectors import edits
from cases.models import Indicator, IndicatorLead
from cases.office_work.selectors import indicator_leads
from cases.office_work.services.findings import Found, file_finding
from cases.office_work.services.indicator_leads import Leading, set_lead
from tests import cast
from tests.factories.office_work import IndicatorFactory

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def indicator(dispatcher) -> Indicator:
    return IndicatorFactory(county=dispatcher.county, path="获得电力")


@pytest.fixture
def force() -> Unit:
    unit = cast.unit("营商环境专班")
    unit.kind = UnitKind.TASK_FORCE
    unit.save(update_fields=["kind"])
    return unit


@pytest.fixture
def said(handler, force) -> Leading:
    return Leading(handler.unit, force, MONDAY, "关于明确牵头单位的通知")


@pytest.fixture
def lead(indicator, dispatcher):
    """Set a lead, as a page does that was opened just now, or that had read something else."""

    def run(said, who=dispatcher, read=None) -> IndicatorLead:
        viewer = who.viewer(FRIDAY)
        facts = indicator_leads.facts(indicator_leads.standing(indicator, seen_by=viewer))
        read = read or edits.read(indicator, facts, seen_by=viewer)
        return set_lead(indicator, said, actor=viewer, read=read)

    return run


def test_whoever_led_before_stays_to_be_seen(lead, said, indicator, dispatcher):
    first = lead(said)
    other = cast.unit("县发改委")
    second = lead(replace(said, unit=other, from_on=FRIDAY))

    history = indicator_leads.history(indicator, seen_by=dispatcher.viewer(FRIDAY))
    assert [(one.pk, one.until_on) for one in history] == [(second.pk, None), (first.pk, FRIDAY)]
    assert AuditEntry.objects.filter(verb="finding.lead").count() == 2


@pytest.mark.parametrize(
    "spoilt",
    [{"basis": " "}, {"from_on": date(2026, 3, 7)}, {"from_on": date(2026, 3, 1)}],
)
def test_a_lead_has_its_document_and_a_day_that_can_be(lead, said, spoilt):
    lead(said)
    with pytest.raises(Invalid):
        lead(replace(said, task_force=None, **spoilt))


def test_the_same_again_and_a_force_that_is_none_are_refused(lead, said, handler):
    lead(said)
    with pytest.raises(Invalid):
        lead(said)
    with pytest.raises(Invalid):
        lead(replace(said, task_force=handler.unit))

    assert IndicatorLead.objects.count() == 1


@pytest.mark.parametrize("who", ["handler", "leader", "supervisor", "stranger"])
def test_nobody_but_the_office_says_who_leads(lead, said, who, request):
    with pytest.raises(NotPermitted):
        lead(said, request.getfixturevalue(who))


def test_two_who_set_at_once_do_not_overwrite_each_other(lead, said, indicator, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    read = edits.read(indicator, indicator_leads.facts(None), seen_by=viewer)
    lead(said)
    with pytest.raises(EditedMeanwhile):
        lead(replace(said, unit=cast.unit("县发改委"), from_on=FRIDAY), read=read)


def test_a_finding_without_a_unit_goes_to_the_lead_of_the_level_above(
    lead, said, indicator, dispatcher
):
    below = IndicatorFactory(county=dispatcher.county, level=2, path="获得电力 / 接入便利度")
    found = Found(below, "第一季度", MONDAY, "没有佐证。", None, FRIDAY)
    with pytest.raises(Invalid):
        file_finding(found, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)
    lead(said)

    row = file_finding(found, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)

    assert row.unit == said.unit


def test_a_unit_that_leads_is_not_closed_and_its_heir_leads_on(
    lead, said, indicator, sysadmin, dispatcher
):
    unit = cast.unit("县商务局")
    lead(replace(said, unit=unit))
    actor = sysadmin.viewer(FRIDAY)
    with pytest.raises(WrongState, match="1 项牵头的指标"):
        close_unit(unit, actor=actor)

    new = cast.unit("县发改委")
    seen = unit_merging.effects(unit, new, seen_by=actor).seen
    merge_units(unit, new, actor=actor, seen=seen, reason="机构改革")

    now = indicator_leads.standing(indicator, seen_by=dispatcher.viewer(FRIDAY))
    assert (now.unit, now.task_force, now.from_on) == (new, said.task_force, FRIDAY)
    assert IndicatorLead.objects.filter(unit=unit, until_on=FRIDAY).exists()
