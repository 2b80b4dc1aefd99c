"""Rows of ledgers still find the tickets of an enterprise that was split."""

from __future__ import annotations

from collections.abc import Sequence

from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import row_identity
from cases.models import LedgerMatch, Ticket
from enterprises.models import Enterprise


def stay_known(moved: Sequence[Ticket], old: Enterprise, *, actor: Viewer) -> None:
    """A ledger that still names the old enterprise tells these tickets, and no second ones."""
    for ticket in moved:
        key = row_identity.issue_key(old.code, ticket.filed_on, ticket.description)
        LedgerMatch.objects.update_or_create(
            county_id=ticket.county_id,
            key=key,
            defaults={"ticket": ticket, "said_by_id": actor.cadre_id, "said_at": actor.at},
        )
