"""What is told before and after a day on which somebody is waited for; each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.jobs.services import job_runs
from cadres.models import OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Share, Ticket
from cases.tickets.rules.workflow import WITH_UNIT, State
from cases.tickets.services import recipients
from cases.tickets.services.batches import in_batches

FOLLOWED = (State.IN_HAND, State.ASKING, State.PLANNED, State.HANDED_UP)
TEXT = CharField()
SOON, LATE = "step_soon", "step_late"


@dataclass(frozen=True, slots=True)
class Stage:
    """The working day before, the day itself, or when it is over; `mark` tells them apart."""

    kind: str
    mark: str
    first: date
    last: date

    def word(self, name: str, due_on: date) -> str:
        """Under which word it is told once."""
        return f"{name} {due_on} {self.mark}"


@dataclass(frozen=True, slots=True)
class Watch:
    """A step of the ticket: in which state, until when, and since when it is waited for."""

    name: str
    state: State
    due: str
    since: str


WATCHED = (
    Watch("accept", State.ASSIGNED, "step_due_on", "dispatched_on"),
    # 滚动答复: a planned matter is answered again and again.
    Watch("plan_feedback", State.PLANNED, "step_due_on", "accepted_on"),
    Watch("feedback", State.IN_HAND, "feedback_due_on", "accepted_on"),
)


def remind_feedback(at: datetime) -> int:
    """Tell the unit's clerks, once, that a promised day has passed without a word."""
    actor = Viewer.system(at)
    told = _told("feedback_due", OuterRef("ticket_id"), Cast(OuterRef("next_feedback_on"), TEXT))
    passed = Measure.objects.filter(done_on__isnull=True, next_feedback_on__lt=actor.today)
    owed = passed.exclude(Exists(told))
    due = Ticket.objects.filter(pk__in=owed.values("ticket_id"), state__in=FOLLOWED)

    def remind(ticket: Ticket, actor: Viewer) -> None:
        units = [ticket.unit_id]
        for on in set(owed.filter(ticket=ticket).values_list("next_feedback_on", flat=True)):
            recipients.tell_clerks("feedback_due", ticket, units, actor=actor, once_per=str(on))

    return in_batches(due, remind, actor=actor)


def warn_steps(at: datetime) -> int:
    """Warn of acceptances, feedbacks and answers of shares: before, on the day, after it.

    Nobody is warned on a day off, nor of a term that began today: that was told just now.
    """
    actor, calendars = Viewer.system(at), _counties()
    return job_runs.each(
        "county", calendars, lambda county_id: _warn_county(county_id, calendars[county_id], actor)
    )


def _warn_county(county_id: int, days: WorkCalendar, actor: Viewer) -> int:
    done = 0
    if days.is_working(actor.today):
        for stage in _stages(actor.today, days):
            done += sum(_warn(watch, stage, county_id, actor) for watch in WATCHED)
            done += _warn_of_shares(stage, county_id, actor)
    return done


def _warn(watch: Watch, stage: Stage, county_id: int, actor: Viewer) -> int:
    word = _word(watch.name, OuterRef(watch.due), stage)
    due = Ticket.objects.filter(
        state=watch.state,
        county_id=county_id,
        **{
            f"{watch.due}__range": (stage.first, stage.last),
            f"{watch.since}__lt": actor.today,
        },
    ).exclude(Exists(_told(stage.kind, OuterRef("pk"), word)))

    def warn(ticket: Ticket, actor: Viewer) -> None:
        once = stage.word(watch.name, getattr(ticket, watch.due))
        tell = recipients.tell_unit if stage.kind == LATE else _tell_clerks
        tell(stage.kind, ticket, actor=actor, once_per=once)

    return in_batches(due, warn, actor=actor)


def _tell_clerks(kind: str, ticket: Ticket, *, actor: Viewer, once_per: str) -> None:
    recipients.tell_clerks(kind, ticket, [ticket.unit_id], actor=actor, once_per=once_per)


def _warn_of_shares(stage: Stage, county_id: int, actor: Viewer) -> int:
    """Whoever leads is told too when a part is late: it answers for the whole."""
    name = Concat(Value("share "), Cast(OuterRef("pk"), TEXT))
    told = _told(stage.kind, OuterRef("ticket_id"), _word(name, OuterRef("due_on"), stage))
    owed = (
        Share.objects.filter(answered_at__isnull=True, ended_at__isnull=True)
        .filter(due_on__range=(stage.first, stage.last), ticket__county_id=county_id)
        .annotate(waits_since=Coalesce("accepted_at", "asked_at"))
        .filter(waits_since__date__lt=actor.today)
        .exclude(Exists(told))
    )
    due = Ticket.objects.filter(pk__in=owed.values("ticket_id"), state__in=sorted(WITH_UNIT))

    def warn(ticket: Ticket, actor: Viewer) -> None:
        for share in owed.filter(ticket=ticket):
            is_late = stage.kind == LATE
            units = [share.unit_id, ticket.unit_id] if is_late else [share.unit_id]
            heads = recipients.heads([share.unit_id], actor) if is_late else ()
            once = stage.word(f"share {share.pk}", share.due_on or stage.last)
            recipients.tell_clerks(
                stage.kind, ticket, units, actor=actor, besides=heads, once_per=once
            )

    return in_batches(due, warn, actor=actor)


def _told(kind: str, ticket: Any, word: Any) -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(kind=kind, object_id=ticket, once_per=word)


def _word(name: Any, due: Any, stage: Stage) -> Concat:
    """The same word as `Stage.word`, made by the database."""
    said = Value(name) if isinstance(name, str) else name
    return Concat(said, Value(" "), Cast(due, TEXT), Value(f" {stage.mark}"), output_field=TEXT)


def _stages(today: date, days: WorkCalendar) -> Iterator[Stage]:
    yield Stage(SOON, "eve", days.add_working_days(today, 1), days.add_working_days(today, 1))
    yield Stage(SOON, "day", today, today)
    yield Stage(LATE, "late", date.min, _day_before(today))


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _counties() -> dict[int, WorkCalendar]:
    """The counties in which anybody is waited for, with their calendars."""
    waited = {State.ASSIGNED, *FOLLOWED, State.PARKED}
    found = Ticket.objects.filter(state__in=sorted(waited)).order_by()
    return calendar.work_calendars(set(found.values_list("county_id", flat=True).distinct()))
