"""十秒内撤回: the sentence after a press carries the way back, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.pages.web.request_types import Request
from cadres.templatetags.site import UNDO
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.services.taking_back import OnTicket, press, take_back

Done = TypeVar("Done")


class Pressed(str):
    """What is said of an action that can still be taken back, and where."""

    undo: str
    is_taken: bool

    @classmethod
    def of(cls, said: str, pk: int) -> Pressed:
        made = cls(said)
        made.is_taken = not isinstance(said, NotTaken)
        made.undo = f"{UNDO}{reverse('cases:press-take-back', args=[pk])}"
        return made


def on_ticket(
    ticket: Ticket, action: Callable[[], Done], label: str, actor: Viewer
) -> tuple[Done, int]:
    """Do an action on a ticket; return what it returns, and the press by which it is taken back."""
    done, pressed = press(action, OnTicket(ticket.pk), label=label, actor=actor)
    return done, pressed.pk


def tell(request: Request, said: str) -> None:
    """Say that it is done, or that nothing came of it, with the way back where there is one."""
    is_taken = getattr(said, "is_taken", not isinstance(said, NotTaken))
    say = messages.success if is_taken else messages.warning
    say(request, said, extra_tags=getattr(said, "undo", ""))


@require_POST
@login_required
def undo(request: Request, pk: int) -> HttpResponse:
    """Whoever pressed takes it back; the page of the thing shows that it stands as before."""
    found = take_back(pk, actor=request.viewer)
    messages.success(request, f"已撤回“{found.label}”，一切同原来一样，没有通知任何人。")
    if found.ticket_id is None:
        return redirect("cases:letter", found.letter_id)
    return redirect("cases:ticket-detail", found.ticket_id)
