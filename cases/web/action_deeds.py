"""An action as the ticket's page carries it out: its form, the deed, and the sentence after it."""

from __future__ import annotations

from functools import partial
from typing import Any

from cadres.rules.viewer import Viewer
from cases.actions.action import Done, TicketAction, Words
from cases.models import Ticket
from cases.web.action_forms import form_of
from cases.web.deed import Deed
from cases.web.taking_back import Pressed, on_ticket


def deed_of(action: TicketAction, part: Any = None) -> Deed:
    """Return the action as a deed of the page, on the ticket itself or on a part of it."""
    bound = action.on(part)
    form = form_of(action)
    return Deed(
        bound.verb,
        bound.step,
        bound.label,
        bound.lead,
        form if part is None else partial(form, part=part),
        partial(_run, action, part),
        submit=bound.submit,
        is_danger=bound.is_danger,
        leaves=bound.leaves,
        template=bound.template,
        fits=bound.fits,
    )


def _run(action: TicketAction, part: Any, ticket: Ticket, actor: Viewer, words: Words) -> str:
    def deed() -> Any:
        return action.carry_out(part or ticket, words, actor=actor)

    if not action.goes_back:
        return action.tell(Done(ticket, deed(), actor, words, part))
    result, pressed = on_ticket(ticket, deed, action.label, actor)
    return Pressed.of(action.tell(Done(ticket, result, actor, words, part)), pressed)
