"""What an action does to the open steps of the ladder: it lifts them, or makes them void."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import Case, QuerySet, Value, When

from cadres.deadlines.selectors import calendar
from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockEvent, LadderStep, Suspension, Ticket, ToleranceFinding
from cases.supervision.models.ladder import STANDING
from cases.supervision.rules import ladder_clock, ladder_lifts, ladder_runs
from cases.supervision.rules.ladder import OPEN_STEPS, StepState, Taken
from cases.supervision.rules.ladder_clock import RungClock, Standing
from cases.supervision.selectors import ladder as ladders
from cases.supervision.services import step_letters
from cases.tickets.rules.workflow import Action

ENDED = (StepState.LIFTED, StepState.LAPSED)


def follow(ticket: Ticket, action: Action, *, actor: Viewer, has_new_days: bool) -> None:
    """Called by the engine after each step; asks the database only where the action may end steps,
    or moved a day on which one may stand.

    Most tickets never stand on the ladder: that is asked first, in a word.
    """
    if not (has_new_days or ladder_lifts.may_touch(action, ticket.state)):
        return
    if not _ANY(ticket.pk):
        return
    why, lift = f"工单已{action.label}", ladder_lifts.lifted_by(action)
    if lift is not None:
        # A result may be given back: until it is approved, what was promised stays promised.
        lifted = open_steps(ticket).filter(rung__lifts__contains=[lift])
        _end(lifted, StepState.LIFTED, ticket, why, actor)
    if ladder_lifts.ends_steps(action, ticket.state):
        _end(_standing_steps(ticket), StepState.LAPSED, ticket, why, actor)
    elif has_new_days:
        lapsed = _standing_steps(ticket).filter(code__in=_lapsed(ticket, actor))
        _end(lapsed, StepState.LAPSED, ticket, f"{why}，时限有变", actor)


_ANY = Prepared(lambda pk: LadderStep.objects.filter(ticket=pk).values("pk")[:1])


def _end(
    steps: QuerySet[LadderStep], state: StepState, ticket: Ticket, why: str, actor: Viewer
) -> None:
    kept = When(state=StepState.ANSWERED, then=Value(StepState.ANSWERED))
    ends = Case(kept, default=Value(state))
    if steps.update(state=ends, lifted_at=actor.at, lifted_why=why):
        ended = LadderStep.objects.filter(ticket=ticket, state__in=ENDED)
        step_letters.release_all(ended, actor=actor, why=why)


def answer(steps: QuerySet[LadderStep], *, reply: str, promised_on: date, actor: Viewer) -> None:
    """The steps are answered, with the day by which the unit has promised the matter."""
    steps.filter(state=StepState.ISSUED).update(
        state=StepState.ANSWERED,
        reply=reply,
        promised_on=promised_on,
        reply_by_id=actor.person_id,
        replied_at=actor.at,
    )


def carry_over(ticket: Ticket, more: int, *, actor: Viewer) -> None:
    """The promise begins anew, `more` times, with what another ticket was promised: whoever was
    urged by it before is not urged once more. To be called before that is written."""
    rows = list(LadderStep.objects.filter(ticket=ticket).select_related("rung").order_by("pk"))
    if not rows or not more:
        return
    rungs = {row.code: ladders.as_rung(row.rung) for row in rows}
    taken = [Taken(row.code, row.cycle, row.state) for row in rows]
    carried = ladder_runs.carried(taken, rungs, _promise_run(ticket), more)
    for row, step in zip(rows, carried, strict=True):
        LadderStep.objects.filter(pk=row.pk).update(cycle=step.cycle)


def _promise_run(ticket: Ticket) -> int:
    """In which run the promise is: the same as `ladder_history.cycles`."""
    events = ClockEvent.objects.filter(ladders.run_events(RungClock.PROMISE), ticket=ticket)
    revoked = ToleranceFinding.objects.filter(ticket=ticket, revoked_at__isnull=False)
    pauses = Suspension.objects.filter(ticket=ticket).count() + revoked.count()
    return events.count() + pauses


def standing(ticket: Ticket) -> Standing:
    """Return what the ticket's own columns say of how it stands."""
    return ladder_clock.standing_of(partial(getattr, ticket))


def _lapsed(ticket: Ticket, actor: Viewer) -> set[str]:
    """Which steps stand on a lateness that is none any more."""
    still = set(_standing_steps(ticket).values_list("code", flat=True))
    if not still:
        return still
    taken = LadderStep.objects.filter(ticket=ticket).select_related("rung").order_by("pk")
    rungs = {step.code: ladders.as_rung(step.rung) for step in taken}
    days = calendar.work_calendar(region_id=ticket.county_id)
    return ladder_lifts.lapsed(still, rungs, standing(ticket), days, actor.at)


def open_steps(ticket: Ticket) -> QuerySet[LadderStep]:
    return LadderStep.objects.filter(ticket=ticket, state__in=sorted(OPEN_STEPS))


def _standing_steps(ticket: Ticket) -> QuerySet[LadderStep]:
    """The same, and those that were answered with a promise."""
    return LadderStep.objects.filter(STANDING, ticket=ticket)
