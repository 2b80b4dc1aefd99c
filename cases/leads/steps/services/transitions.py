"""The one engine of the room: it locks, looks again, checks, writes the state, leaves a trace."""

from __future__ import annotations

from typing import Any

from cadres.errors import NotPermitted
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.rules import clocks as timing
from cases.leads.procedure.rules import procedure
from cases.leads.procedure.rules.clocks import Ticks
from cases.leads.procedure.rules.procedure import Action, Step
from cases.leads.steps.selectors import leads
from cases.leads.steps.services import clocks
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together


@together()
def advance(
    lead: Lead,
    action: Action,
    *,
    actor: Reader,
    ticks: Ticks | None = None,
    is_on_paper: bool = False,
    outcome: str = "",
    **changes: Any,
) -> LeadStep:
    """Take one step of `procedure.STEPS`; return its row, whose lead stands as after it.

    `outcome` is the code that the sender is told with the step; the lead keeps the last one.

    Raises Absent where the lead does not exist for the actor (any more), WrongState where it has
    moved on, NotPermitted where the step is another party's.
    """
    lead, step = ready(lead, action, actor=actor)
    lead.state = step.target
    if outcome:
        changes["outcome"] = outcome
    for field, value in changes.items():
        setattr(lead, field, value)
    lead.save(update_fields=["state", *changes])
    clocks.follow(lead, timing.ticks_of(action) if ticks is None else ticks, at=actor.at)
    return trace(
        lead, action, actor=actor, before=step.source, is_on_paper=is_on_paper, outcome=outcome
    )


@together()
def ready(lead: Lead, action: Action, *, actor: Reader) -> tuple[Lead, Step]:
    """Lock the lead, look again, and check that the step may be taken."""
    lead = look_again(lead, actor=actor)
    check_not_lent(lead)
    step = procedure.step_for(lead.state, lead.route, action, folder_access.parties_of(actor, lead))
    return lead, step


def look_again(lead: Lead, *, actor: Reader) -> Lead:
    """Lock the row by its key; then, in a second statement, read it as the actor may see it."""
    Lead.objects.select_for_update(no_key=True).filter(pk=lead.pk).values_list("pk").first()
    return leads.fetch(lead.pk, seen_by=actor)


def check_not_lent(lead: Lead) -> None:
    """Whoever opened it by two, for hours, reads it; it is not theirs to move or to hand out."""
    if lead.is_lent:
        raise NotPermitted("本件只是临时借阅，只能查看，不能办理。")


def trace(
    lead: Lead,
    action: Action,
    *,
    actor: Reader,
    before: str,
    is_on_paper: bool = False,
    outcome: str = "",
) -> LeadStep:
    """Write the step into the lead's own history and into the room's trail."""
    trail.record(f"lead.{action}", lead, actor=actor.viewer, before=before, after=lead.state)
    return LeadStep.objects.create(
        lead=lead,
        action=action,
        source_state=before,
        state=lead.state,
        at=actor.at,
        actor_id=actor.cadre_id,
        side=actor.side,
        outcome=outcome,
        is_on_paper=is_on_paper,
    )
