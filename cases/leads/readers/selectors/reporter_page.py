"""What a lead's page says of its reporter: that there is one, and what the reader may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules.clocks import TOLD
from cases.leads.procedure.rules.procedure import AFTER_SIGNING, SENT, Action
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.readers.rules.access_requests import AskingPurpose, AskingState
from cases.leads.readers.selectors import access_requests
from cases.leads.vault.models.folders import Folder, Wrap
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class ReporterPart:
    """No word of who it is."""

    may_read: bool
    lent_until: datetime | None
    has_asked: bool
    to_answer: int
    may_hand_over: bool
    # Of the sender nobody keeps it any longer: it went over with the file.
    is_gone: bool = False


def of_lead(lead: Lead, *, seen_by: Reader) -> ReporterPart | None:
    """None where nobody is registered as its reporter."""
    folder = Folder.objects.filter(lead=lead, kind=FolderKind.REPORTER).first()
    if folder is None:
        return None
    wrap = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(folder=folder).first()
    asked = access_requests.own(seen_by=seen_by).filter(
        lead=lead, purpose=AskingPurpose.REPORTER, state=AskingState.WAITING
    )
    return ReporterPart(
        may_read=wrap is not None,
        lent_until=wrap.ends_at if wrap else None,
        has_asked=asked.exists(),
        to_answer=access_requests.to_answer(seen_by=seen_by).filter(lead=lead).count(),
        may_hand_over=wrap is not None and wrap.ends_at is None and _goes_over(lead, seen_by),
        is_gone=seen_by.side == Side.SENDER and not is_kept(folder, Side.SENDER, seen_by=seen_by),
    )


def to_hand_over(rows: Iterable[Lead], *, seen_by: Reader) -> set[int]:
    """Return the ids of the leads whose reporter this custodian of the sender still keeps, though
    the receiver has signed for the file."""
    over = [lead.pk for lead in rows if _goes_over(lead, seen_by)]
    if not over:
        return set()
    held = Wrap.objects.lasting().filter(key_pair=seen_by.key_pair_id, folder__lead__in=over)
    of_reporter = held.filter(folder__kind=FolderKind.REPORTER)
    return set(of_reporter.values_list("folder__lead", flat=True))


def is_kept(folder: Folder, side: Side, *, seen_by: Reader) -> bool:
    """Whether a custodian of the side holds the name."""
    held = Wrap.objects.lasting().filter(folder=folder)
    return held.filter(key_pair__member__office__side=side).exists()


def owed(lead: Lead, action: str, *, seen_by: Reader) -> bool:
    """Whether the reporter waits to be told, and the reader may read who it is."""
    running = LeadClock.objects.filter(lead=lead, clock=TOLD[Action(action)], ended_at__isnull=True)
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at)
    of_reporter = held.filter(folder__lead=lead, folder__kind=FolderKind.REPORTER)
    return running.exists() and of_reporter.exists()


def _goes_over(lead: Lead, reader: Reader) -> bool:
    of_sender = reader.is_custodian and reader.side == Side.SENDER
    is_there = lead.signed_at is not None and lead.state in AFTER_SIGNING
    return of_sender and lead.route in SENT and is_there
