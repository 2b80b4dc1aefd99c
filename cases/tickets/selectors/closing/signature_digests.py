"""What a head signs, and its digest: as a page shows it, or as the ticket stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from cases.models import Ticket
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.selectors.page import files as ticket_files
from cases.tickets.selectors.page import measures as ticket_measures
from cases.tickets.selectors.page.files import File
from cases.tickets.selectors.page.measures import MeasureLine

FINDING = tuple(field.name for field in fields(Finding))


def digest_of(ticket: Ticket, measures: Iterable[MeasureLine], files: Iterable[File]) -> str:
    """Return the digest of the result, of the measures of this round and of all files."""
    return approvals.content_digest(
        ticket.result,
        [
            (one.pk, one.text, one.done_on, one.evidence)
            for one in measures
            if one.round == ticket.round
        ],
        finding_of(ticket),
        [(one.pk, one.digest) for one in files],
    )


def finding_of(ticket: Ticket) -> Finding:
    """How the unit says that the matter ends."""
    return Finding(**{name: getattr(ticket, name) for name in FINDING})


def digest(ticket: Ticket) -> str:
    """Return the digest of what stands on a ticket that was found through visibility."""
    now = Ticket.objects.only("result", "round", *FINDING).get(pk=ticket.pk)
    files = ticket_files.of(now)
    return digest_of(now, ticket_measures.of(now, files), files)
