"""A worker is killed in the middle of the ladder's sweep: nothing is lost, nothing done twice."""

from __future__ import annotations

import signal
from collections import Counter

import pytest
from django.db.models import Max
from django.utils import timezone

from cadres.deadlines.rules.holiday_notices import DayKind
from cadres.deadlines.selectors import calendar
from cadres.models import AuditEntry, CalendarDay, CalendarNotice, CalendarVersion, OutboxRow
from cases.management.bench import crowd
from cases.management.bench.crowd import Crowd
from cases.models import LadderStep, TicketEvent
from cases.tickets.rules.workflow import Action
from tests.running import Site, until

# It waits twice as long as PATIENCE, at most, on a machine that does other things.
pytestmark = pytest.mark.timeout(600)
DUE = 600
# Other sweeps go before the ladder, each over every county.
PATIENCE = 180


def _make_today_a_working_day() -> None:
    """The worker reads the real clock, and on days off it urges nobody."""
    now = timezone.now()
    newest = CalendarVersion.objects.aggregate(number=Max("number"))["number"]
    version = CalendarVersion.objects.create(number=newest + 1, loaded_at=now)
    CalendarDay.objects.filter(day=timezone.localdate(now), until=None).update(until=version)
    CalendarDay.objects.create(
        day=timezone.localdate(now),
        kind=DayKind.MAKE_UP,
        label="",
        notice=CalendarNotice.objects.latest("pk"),
        since=version,
    )


def _swept(site: Site) -> bool:
    """Kick as the timetable does, again and again, until nothing is left to do."""

    def tried() -> bool:
        site.kick("cases.tasks.sweep")
        return until(lambda: LadderStep.objects.count() >= DUE, patience=10)

    return until(tried, patience=PATIENCE)


def test_a_worker_killed_while_it_sweeps_loses_nothing_and_does_nothing_twice(site):
    _make_today_a_working_day()
    crowd.pour(Crowd(DUE * crowd.OPEN_SHARE, DUE), timezone.now(), calendar.work_calendar())
    site.start("worker")
    site.kick("cases.tasks.sweep")
    assert until(lambda: LadderStep.objects.count() > 0, patience=PATIENCE)

    site.stop("worker", signal.SIGKILL)

    done = LadderStep.objects.count()
    assert 0 < done < DUE
    # What a batch wrote it wrote whole.
    assert TicketEvent.objects.filter(action=Action.SUPERVISE).count() == done
    assert OutboxRow.objects.filter(kind="ladder_step").count() == 2 * done
    site.start("worker")
    assert _swept(site)
    steps = Counter(LadderStep.objects.values_list("ticket_id", "code"))
    assert len(steps) == DUE
    assert set(steps.values()) == {1}
    assert TicketEvent.objects.filter(action=Action.SUPERVISE).count() == DUE
    assert AuditEntry.objects.filter(verb="ticket.supervise").count() == DUE
    assert OutboxRow.objects.filter(kind="ladder_step").count() == 2 * DUE
