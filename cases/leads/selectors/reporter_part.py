"""What a lead's page says of its reporter: that there is one, and what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.leads.models import Folder, Lead, Wrap
from cases.leads.rules.matters import Route, Side
from cases.leads.rules.procedure import AFTER_SIGNING
from cases.leads.rules.reader import Reader
from cases.leads.rules.reading import FolderKind
from cases.leads.selectors import askings
from cases.leads.selectors.askings import Purpose, State


@dataclass(frozen=True, slots=True)
class ReporterPart:
    """No word of who it is."""

    may_read: bool
    lent_until: datetime | None
    has_asked: bool
    to_answer: int
    may_hand_over: bool


def of_lead(lead: Lead, *, seen_by: Reader) -> ReporterPart | None:
    """None where nobody is registered as its reporter."""
    folder = Folder.objects.filter(lead=lead, kind=FolderKind.REPORTER).first()
    if folder is None:
        return None
    wrap = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(folder=folder).first()
    asked = askings.own(seen_by=seen_by).filter(
        lead=lead, purpose=Purpose.REPORTER, state=State.WAITING
    )
    return ReporterPart(
        may_read=wrap is not None,
        lent_until=wrap.ends_at if wrap else None,
        has_asked=asked.exists(),
        to_answer=askings.to_answer(seen_by=seen_by).filter(lead=lead).count(),
        may_hand_over=wrap is not None and wrap.ends_at is None and _goes_over(lead, seen_by),
    )


def _goes_over(lead: Lead, reader: Reader) -> bool:
    of_sender = reader.is_custodian and reader.side == Side.SENDER
    return of_sender and lead.route == Route.INSIDE and lead.state in AFTER_SIGNING
