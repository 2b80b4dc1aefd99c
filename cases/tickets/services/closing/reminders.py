"""Whoever was asked to confirm is reminded at most three times, and then left in peace (未答复)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.jobs.services import job_runs
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules.closing import reminders as rules
from cases.tickets.rules.closing.reminders import Pace
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.closing import reminders
from cases.tickets.services import batches, recipients
from cases.tickets.services.transitions import advance, ready


def sweep(at: datetime) -> int:
    """Remind, and leave in peace, in each county whose offices are open now.

    What falls due at night or on a day off waits for the next working morning.
    """
    actor = Viewer.system(at)
    return job_runs.each(
        "county", reminders.counties(seen_by=actor), lambda pk: _in_county(pk, actor)
    )


def _in_county(county_id: int, actor: Viewer) -> int:
    days = calendar.work_calendar(region_id=county_id)
    pace = Pace.of(limits.book(actor.today, county_id))
    if pace is None or not days.is_office_time(actor.at):
        return 0
    left = reminders.to_leave(county_id, pace, days, seen_by=actor)
    done = batches.in_batches(left, partial(_leave, pace, days), actor=actor)
    due = reminders.to_remind(county_id, pace, days, seen_by=actor)
    return done + batches.in_batches(due, partial(_remind, pace, days), actor=actor)


@transaction.atomic
def _remind(pace: Pace, days: WorkCalendar, ticket: Ticket, actor: Viewer) -> None:
    """Whoever covers the enterprise passes it on, or the office; the handling unit never does."""
    ticket = ready(ticket, Action.REMIND_ENTERPRISE, actor=actor)
    still = reminders.to_remind(ticket.county_id, pace, days, seen_by=actor)
    if not still.filter(pk=ticket.pk).exists():  # somebody asked, or reminded, while this waited
        return
    nth = reminders.times_reminded(ticket, seen_by=actor) + 1
    note = rules.said(nth, pace.times)
    ticket = advance(ticket, Action.REMIND_ENTERPRISE, actor=actor, is_ready=True, note=note)
    to = recipients.team(ticket, actor) or recipients.office(ticket, actor)
    once = f"{ticket.round} {nth}"
    recipients.tell("remind_enterprise", ticket, to, actor=actor, once_per=once)


@transaction.atomic
def _leave(pace: Pace, days: WorkCalendar, ticket: Ticket, actor: Viewer) -> None:
    ticket = ready(ticket, Action.LEAVE_UNANSWERED, actor=actor)
    still = reminders.to_leave(ticket.county_id, pace, days, seen_by=actor)
    if not still.filter(pk=ticket.pk).exists():
        return
    note = rules.said_unanswered(reminders.times_reminded(ticket, seen_by=actor))
    ticket = advance(ticket, Action.LEAVE_UNANSWERED, actor=actor, is_ready=True, note=note)
    to = [ticket.filed_by_id, *recipients.team(ticket, actor), *recipients.office(ticket, actor)]
    recipients.tell("left_unanswered", ticket, to, actor=actor)
