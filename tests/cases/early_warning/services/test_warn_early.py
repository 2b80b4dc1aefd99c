"""The warnings of a county, computed each night, each county for itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, NotPermitted
from cadres.jobs.services import job_runs
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules.vocabulary import WarningKind
from cases.early_warning.selectors import page_part, warnings
from cases.early_warning.services import daily, hit_rates, warning_sweep
from cases.models import EarlyWarning, Round, Ticket
from cases.tickets.selectors.page import ticket_page
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CountyFactory, moment

TODAY = date(2026, 3, 6)
NIGHT = moment(TODAY, 5)


def closed(unit, on: date, late: int):
    """A past ticket of seven working days, approved so many calendar days after its day."""
    due = on + timedelta(days=9)
    return TicketFactory(
        closed=True, enterprise__county=unit.region, unit=unit, filed_on=on, due_on=due,
        promised_on=due, approved_on=due + timedelta(days=late), result="已更换变压器并送电。",
        closed_on=due + timedelta(days=late + 1),
    )  # fmt: skip


def past(unit, lates):
    return [closed(unit, date(2025, 9, 1) + timedelta(days=7 * n), late)
            for n, late in enumerate(lates)]  # fmt: skip


def running(unit, **facts):
    return TicketFactory(
        in_hand=True, enterprise__county=unit.region, unit=unit, filed_on=date(2026, 2, 27),
        due_on=date(2026, 3, 10), **facts,
    )  # fmt: skip


def sweep(county) -> list[EarlyWarning]:
    warning_sweep.sweep(county.pk, actor=Viewer.system(NIGHT))
    return list(EarlyWarning.objects.all())


def test_a_ticket_is_warned_of_where_most_like_it_were_late(handler, head, liaison):
    late = past(handler.unit, [1] * 7 + [0] * 3)[:7]
    ticket = running(handler.unit)

    (found,) = sweep(handler.county)

    assert (found.kind, found.ticket) == (WarningKind.PACE, ticket)
    assert found.facts == {"left": 2, "like": 10, "missed": 7, "of_unit": True}
    assert sorted(found.ticket_ids) == [one.pk for one in late]
    shown = {
        who: page_part.of_page(ticket_page.fetch(ticket.pk, seen_by=who.viewer(TODAY))).pace
        for who in (handler, head)
    }
    assert all("剩这么多天还没办结的 10 件，其中 7 件最后超期" in said for said in shown.values())


def test_few_or_punctual_past_tickets_warn_of_nothing(handler):
    past(handler.unit, [1] * 9)
    running(handler.unit)
    assert sweep(handler.county) == []

    past(handler.unit, [0] * 10)
    assert sweep(handler.county) == []


def test_what_is_late_already_is_no_warning(handler):
    past(handler.unit, [1] * 10)
    running(handler.unit)
    Ticket.objects.filter(state="in_hand").update(due_on=date(2026, 3, 5))

    assert sweep(handler.county) == []


def test_a_county_that_has_just_begun_is_compared_with_nothing(dispatcher):
    power = CategoryFactory(name="用电用气用水")
    for back in (*range(6), 60):
        filed(dispatcher.county, power, TODAY - timedelta(days=back))

    assert sweep(dispatcher.county) == []


def filed(county, category, on, firm=None):
    more = {"enterprise": firm} if firm else {"enterprise__county": county}
    return TicketFactory(category=category, filed_on=on, **more)


def test_a_category_that_grows_beyond_chance_opens_the_tickets_of_the_period(dispatcher):
    power = CategoryFactory(name="用电用气用水")
    for back in (60, 150, 360):
        filed(dispatcher.county, power, TODAY - timedelta(days=back))
    now = [filed(dispatcher.county, power, TODAY - timedelta(days=n)) for n in range(6)]

    (found,) = sweep(dispatcher.county)

    assert found.kind == WarningKind.GROWTH
    assert sorted(found.ticket_ids) == [one.pk for one in now]
    line, behind = warnings.fetch(found.pk, seen_by=dispatcher.viewer(TODAY))
    assert "最近 28 天 6 件，此前平均每 28 天 0.2 件" in line.sentence
    assert line.opens == behind.count() == 6


def test_an_enterprise_that_comes_again_and_again_with_one_category(dispatcher):
    firm, power = EnterpriseFactory(county=dispatcher.county), CategoryFactory(name="用电用气用水")
    for back in (5, 50, 150):
        filed(dispatcher.county, power, TODAY - timedelta(days=back), firm)
    filed(dispatcher.county, CategoryFactory(name="用工需求"), TODAY, firm)

    (found,) = sweep(dispatcher.county)

    assert (found.kind, found.enterprise, found.category) == (WarningKind.ENTERPRISE, firm, power)
    assert found.facts == {"days": 180, "times": 3}


def done_anew(unit, on):
    ticket = TicketFactory(in_hand=True, enterprise__county=unit.region, unit=unit, round=2,
                           filed_on=date(2026, 1, 5), due_on=date(2026, 1, 14))  # fmt: skip
    Round.objects.create(ticket=ticket, number=2, cause="denied", unit=unit, began_on=on)
    return ticket


def test_a_unit_that_had_to_begin_anew_again_and_again(handler):
    tickets = [done_anew(handler.unit, TODAY - timedelta(days=10 * n)) for n in range(3)]

    (found,) = sweep(handler.county)

    assert (found.kind, found.unit) == (WarningKind.UNIT, handler.unit)
    assert sorted(found.ticket_ids) == [one.pk for one in tickets]


def test_a_warning_stands_since_it_was_first_found_and_ends_when_it_is_over(handler):
    past(handler.unit, [1] * 10)
    ticket = running(handler.unit)
    sweep(handler.county)

    warning_sweep.sweep(handler.county.pk, actor=Viewer.system(moment(date(2026, 3, 9))))
    assert EarlyWarning.objects.get().found_on == TODAY

    type(ticket).objects.filter(pk=ticket.pk).update(state="void")
    assert sweep(handler.county) == []


def test_the_rate_of_pace_is_tried_on_the_last_quarter(handler):
    """Ten due long ago foretell of those due since: late as they were, and one that was not."""
    for number in range(10):
        closed(handler.unit, date(2025, 6, 2) + timedelta(days=number), 2)
    closed(handler.unit, date(2026, 1, 5), 3)
    closed(handler.unit, date(2026, 1, 6), 0)
    closed(handler.unit, date(2026, 1, 7), -9)

    hit_rates.count(handler.county.pk, actor=Viewer.system(NIGHT))

    rate = warnings.hit_rates(handler.county.pk, seen_by=handler.viewer(TODAY))[WarningKind.PACE]
    assert (rate.rate.words, rate.other_rate.words) == ("33.3%（1/3）", "—")


def test_one_county_that_fails_stops_no_other(dispatcher, monkeypatch):
    other = CountyFactory()
    done: list[int] = []

    def failing(county_id, *, actor):
        if county_id == other.pk:
            raise RuntimeError("broken")
        done.append(county_id)
        return 1

    monkeypatch.setattr(warning_sweep, "sweep", failing)
    with pytest.raises(RuntimeError):
        daily.run(NIGHT)  # called by no job, it says so at once

    job_runs.run("cases.warn_early", lambda: daily.run(NIGHT), clock=lambda: NIGHT)
    assert dispatcher.county.pk in done


def test_only_the_office_of_the_county_reads_them(handler, leader, dispatcher, stranger):
    EarlyWarning.objects.create(
        county=dispatcher.county, kind="unit", unit=handler.unit, found_on=TODAY,
        facts={"days": 90, "times": 3},
    )  # fmt: skip
    pk = EarlyWarning.objects.get().pk

    for person in (handler, leader):
        with pytest.raises(NotPermitted):
            warnings.fetch(pk, seen_by=person.viewer(TODAY))
    with pytest.raises(Absent):
        warnings.fetch(pk, seen_by=stranger.viewer(TODAY))
    with pytest.raises(Absent):
        warnings.county_of(dispatcher.county.pk, seen_by=stranger.viewer(TODAY))
