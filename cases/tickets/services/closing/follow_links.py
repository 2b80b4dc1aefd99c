"""Whoever filed a matter and follows it opens the page on which it is answered or taken back."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from cadres.errors import WrongState
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import ConfirmationLink, Ticket
from cases.tickets.rules.closing.follow_links import may_open
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.services.clocks import clocks
from cases.tickets.services.closing.closing import end_links
from cases.tickets.services.transitions import look_again

OVER = "这件事已经不用再答复。"


@transaction.atomic
def open_by_follower(ticket: Ticket, *, actor: Viewer) -> str:
    """Make the one-time link for whoever holds the secret of the matter; return its token.

    It ends the one before, as any new link does.
    """
    ticket = look_again(ticket, actor=actor)
    if not may_open(ticket.state):
        raise WrongState(OVER)
    token = secrets.token_urlsafe(24)
    end_links(ticket, actor=actor)
    ConfirmationLink.objects.create(
        ticket=ticket,
        digest=digest_of(token),
        round=ticket.round,
        issued_at=actor.at,
        expires_at=actor.at + timedelta(days=clocks.link_days(ticket, actor.today)),
    )
    audit.record("ticket.open_by_follower", ticket, actor=actor)
    return token
