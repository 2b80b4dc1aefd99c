"""A newer calendar moves the clocks that run, after a preview; facts of the past stand."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, NotPermitted
from cadres.rules.viewer import Viewer
from cadres.services.calendar import Closure, close_offices
from cases.models import ClockEvent, Ticket, TicketEvent
from cases.selectors import clock_page, recounts
from cases.services import rebuilding
from cases.services.dispatching import accept_ticket, dispatch_ticket
from cases.services.filing import Problem, file_ticket
from cases.services.recounting import recount_clocks
from tests.factories.cases import CategoryFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 9)
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


def test_loading_a_calendar_moves_nothing_by_itself(running, flood):
    flood()

    assert Ticket.objects.get(pk=running.pk).due_on == running.due_on
    assert rebuilding.rebuild_clocks(actor=SYSTEM).differences == 0


def test_the_preview_says_what_would_move_and_moves_nothing(running, flood, sysadmin):
    version = flood()

    preview = recounts.preview(seen_by=sysadmin.viewer(MONDAY))

    assert (preview.version, preview.moved) == (version, 1)
    assert {s.kind for s in preview.named[0].shifts} >= {"promise", "unit", "feedback"}
    assert Ticket.objects.get(pk=running.pk).due_on == running.due_on


def test_recounting_moves_each_running_clock_by_the_closed_day(running, flood, sysadmin):
    recount_clocks(actor=sysadmin.viewer(MONDAY), version=flood())

    ticket = Ticket.objects.get(pk=running.pk)
    assert (running.unit_due_on, ticket.unit_due_on) == (date(2026, 3, 17), date(2026, 3, 18))
    assert rebuilding.rebuild_clocks(actor=SYSTEM).differences == 0


def test_each_moved_ticket_carries_a_trace(running, flood, sysadmin):
    recount_clocks(actor=sysadmin.viewer(MONDAY), version=flood())

    assert TicketEvent.objects.filter(ticket=running, action="recount").count() == 1
    assert ClockEvent.objects.filter(ticket=running, verb="recounted").count() == 3


def test_what_was_looked_at_is_what_is_recounted(running, flood, sysadmin):
    flood()

    with pytest.raises(Conflict, match="重新预览"):
        recount_clocks(actor=sysadmin.viewer(MONDAY), version=1)


def test_recounting_twice_does_nothing_the_second_time(running, flood, sysadmin):
    version = flood()
    recount_clocks(actor=sysadmin.viewer(MONDAY), version=version)

    assert recount_clocks(actor=sysadmin.viewer(MONDAY), version=version) == 0


def test_a_past_day_keeps_the_limit_it_had(running, flood, sysadmin, dispatcher):
    recount_clocks(actor=sysadmin.viewer(MONDAY), version=flood())

    past = clock_page.as_of(running, FRIDAY, seen_by=dispatcher.viewer(MONDAY))

    assert past.due_on == running.due_on


def test_only_the_keeper_of_the_calendar_recounts(running, flood, dispatcher):
    version = flood()

    with pytest.raises(NotPermitted):
        recount_clocks(actor=dispatcher.viewer(MONDAY), version=version)
