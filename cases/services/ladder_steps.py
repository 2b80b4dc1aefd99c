"""What a deed does to the open steps of the ladder: it lifts them, or makes them void."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.rules.viewer import Viewer
from cases.models import LadderStep, Ticket
from cases.rules import ladder
from cases.rules.ladder import OPEN_STEPS, StepState
from cases.rules.workflow import Action
from cases.services.letters import of_steps

ENDED = (StepState.LIFTED, StepState.LAPSED)


def follow(ticket: Ticket, action: Action, *, actor: Viewer) -> None:
    """Called by the engine after each step; asks the database only where the deed may lift.

    Most tickets never stand on the ladder: the statement then reads one small partial index.
    """
    if not ladder.may_touch(action, ticket.state):
        return
    steps, why = open_steps(ticket), f"工单已{action.label}"
    lift, touched = ladder.lifted_by(action), 0
    if lift is not None:
        lifted = steps.filter(rung__lifts__contains=[lift])
        touched += lifted.update(state=StepState.LIFTED, lifted_at=actor.at, lifted_why=why)
    if ladder.ends_steps(action, ticket.state):
        touched += steps.update(state=StepState.LAPSED, lifted_at=actor.at, lifted_why=why)
    if touched:
        ended = LadderStep.objects.filter(ticket=ticket, state__in=ENDED)
        of_steps.release_all(ended, actor=actor, why=why)


def answer(pk: int, *, reply: str, actor: Viewer) -> None:
    """A letter that was answered on paper answers the rung that it put on paper."""
    LadderStep.objects.filter(pk=pk, state=StepState.ISSUED).update(
        state=StepState.ANSWERED, reply=reply, reply_by_id=actor.person_id, replied_at=actor.at
    )


def open_steps(ticket: Ticket) -> QuerySet[LadderStep]:
    return LadderStep.objects.filter(ticket=ticket, state__in=sorted(OPEN_STEPS))
