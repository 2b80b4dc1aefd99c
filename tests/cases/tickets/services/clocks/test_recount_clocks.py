"""A newer calendar moves the clocks that run, after a preview; facts of the past stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.deadlines.selectors import recounts
from cadres.deadlines.services import terms
from cadres.deadlines.services.calendar import Closure, close_offices
from cadres.deadlines.services.recounts import ask_preview, ask_recount
from cadres.errors import Conflict, NotPermitted
from cadres.jobs.services import background_runs
from cadres.models import OutboxRow
from cadres.notifications.selectors import notices
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockEvent, Ticket, TicketEvent
from cases.tickets.selectors.clocks import clock_page
from cases.tickets.services.clocks import clock_rebuild, clock_recounts
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from tests.factories.cases import CategoryFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 9)
TUESDAY = date(2026, 3, 10)
SYSTEM = Viewer.system(moment(MONDAY))


@pytest.fixture
def running(enterprise, liaison, dispatcher, handler):
    """A ticket whose promise, own time and first feedback run."""
    problem = Problem(CategoryFactory(), "厂区停电", "visit", enterprise=enterprise)
    ticket = file_ticket(problem, actor=liaison.viewer(FRIDAY))
    ticket = dispatch_ticket(
        ticket, actor=dispatcher.viewer(FRIDAY), unit=handler.unit, handling_class="general"
    )
    return accept_ticket(ticket, actor=handler.viewer(FRIDAY))


@pytest.fixture
def flood(sysadmin):
    """The county's offices were closed on the Monday; the calendar's new version says so."""

    def close():
        closure = Closure(sysadmin.county.pk, MONDAY, MONDAY, "防汛", "县防汛指挥部通知")
        return close_offices(closure, actor=sysadmin.viewer(MONDAY)).number

    return close


def worked(sysadmin):
    """What the page shows once the worker has done what was asked."""
    while background_runs.run_next(lambda: moment(MONDAY, 12)):
        pass
    return recounts.page(seen_by=sysadmin.viewer(MONDAY))


def recount(sysadmin, version):
    ask_recount(actor=sysadmin.viewer(MONDAY), version=version)
    return worked(sysadmin)


def test_loading_a_calendar_moves_nothing_by_itself(running, flood):
    flood()

    assert Ticket.objects.get(pk=running.pk).due_on == running.due_on
    assert clock_rebuild.rebuild_clocks(actor=SYSTEM).differences == 0


def test_the_preview_says_what_would_move_and_moves_nothing(running, flood, sysadmin):
    version = flood()

    ask_preview(actor=sysadmin.viewer(MONDAY))
    page = worked(sysadmin)

    assert (page.version, page.is_current, page.moved) == (version, True, 1)
    assert {line.label for line in page.lines} >= {"对企业承诺", "承办时限", "首次反馈"}
    assert Ticket.objects.get(pk=running.pk).due_on == running.due_on


def test_recounting_moves_each_running_clock_by_the_closed_day(running, flood, sysadmin):
    recount(sysadmin, flood())

    ticket = Ticket.objects.get(pk=running.pk)
    assert (running.unit_due_on, ticket.unit_due_on) == (date(2026, 3, 17), date(2026, 3, 18))
    assert clock_rebuild.rebuild_clocks(actor=SYSTEM).differences == 0


def test_each_moved_ticket_carries_a_trace(running, flood, sysadmin):
    recount(sysadmin, flood())

    assert TicketEvent.objects.filter(ticket=running, action="recount").count() == 1
    assert ClockEvent.objects.filter(ticket=running, verb="recounted").count() == 3


def test_those_whom_the_moved_days_bind_are_told_and_the_office_once(
    running, flood, sysadmin, handler, head, liaison, dispatcher
):
    version = flood()
    recount(sysadmin, version)

    rows = OutboxRow.objects.filter(once_per=f"calendar {version}")
    told = {kind: set() for kind in ("ticket_recounted", "county_recounted")}
    for kind, pk, to_id in rows.values_list("kind", "object_id", "to_id"):
        told[kind].add((pk, to_id))
    unit_and_team = {(running.pk, who.cadre.pk) for who in (handler, head, liaison)}
    assert told["ticket_recounted"] == unit_and_team
    assert told["county_recounted"] == {(running.county_id, dispatcher.cadre.pk)}
    key = ("county_recounted", running.county_id)
    assert key in notices.word([key], seen_by=dispatcher.viewer(MONDAY))
    assert not notices.word([key], seen_by=handler.viewer(MONDAY))


def test_what_was_looked_at_is_what_is_recounted(running, flood, sysadmin):
    flood()

    with pytest.raises(Conflict, match="重新预览"):
        ask_recount(actor=sysadmin.viewer(MONDAY), version=1)


def test_a_calendar_loaded_after_the_word_was_given_stops_the_recount(running, flood, sysadmin):
    ask_recount(actor=sysadmin.viewer(MONDAY), version=flood())
    closure = Closure(sysadmin.county.pk, TUESDAY, TUESDAY, "防汛", "县防汛指挥部通知")
    close_offices(closure, actor=sysadmin.viewer(MONDAY))

    page = worked(sysadmin)

    assert "重新预览" in page.last.failure
    assert Ticket.objects.get(pk=running.pk).due_on == running.due_on


def test_recounting_twice_does_nothing_the_second_time(running, flood, sysadmin):
    version = flood()

    moved = [recount(sysadmin, version).last.result["moved"] for _ in range(2)]

    assert moved == [1, 0]


def test_a_recount_that_was_killed_is_finished_by_the_next_worker(
    running, filed, flood, sysadmin, monkeypatch
):
    ask_recount(actor=sysadmin.viewer(MONDAY), version=flood())
    survives = iter([True])

    def rewrite(pk, version, actor):
        done = clock_recounts.recount_ticket(pk, version, actor=actor)
        if next(survives, False):
            raise KeyboardInterrupt
        return done

    tickets = next(one for one in terms.owners() if one.kind == "ticket")
    dying = replace(tickets, rewrite=rewrite)
    monkeypatch.setattr(terms, "_OWNERS", [dying, *terms.owners()[1:]])
    with pytest.raises(KeyboardInterrupt):
        worked(sysadmin)
    assert recounts.page(seen_by=sysadmin.viewer(MONDAY)).is_recounting

    page = worked(sysadmin)

    assert page.recount.attempts == 2
    assert ClockEvent.objects.filter(ticket=running, verb="recounted").count() == 3
    assert TicketEvent.objects.filter(ticket=running, action="recount").count() == 1
    assert clock_rebuild.rebuild_clocks(actor=SYSTEM).differences == 0


def test_a_past_day_keeps_the_limit_it_had(running, flood, sysadmin, dispatcher):
    recount(sysadmin, flood())

    past = clock_page.as_of(running, FRIDAY, seen_by=dispatcher.viewer(MONDAY))

    assert past.due_on == running.due_on


def test_only_the_keeper_of_the_calendar_recounts(running, flood, dispatcher):
    version = flood()

    with pytest.raises(NotPermitted):
        ask_recount(actor=dispatcher.viewer(MONDAY), version=version)
