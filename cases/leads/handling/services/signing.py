"""What whoever signs in the room is shown, and its digest: both of one moment, and on record."""

from __future__ import annotations

from cases.leads.handling.rules.readable_content import Reading
from cases.leads.handling.services import drafts, reading_log, suggestions
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules.procedure import Action
from cases.leads.steps.services import transitions
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services.room_transaction import together
from cases.tickets.rules.closing import approvals

# Steps with a signature, or a decision that binds as one does.
SIGNED = frozenset(
    {
        Action.APPROVE,
        Action.REFUSE,
        Action.DELIVER,
        Action.SIGN,
        Action.DECIDE,
        Action.ACKNOWLEDGE,
    }
)


@together()
def read_to_sign(lead: Lead, action: Action, *, actor: Reader) -> tuple[Reading, str]:
    """Unlock what is to be signed, and give the digest under which it comes back.

    The lead is locked while both are made: nobody changes it between the reading and the digest.
    """
    lead, _ = transitions.ready(lead, action, actor=actor)
    reading = reading_log.read_lead(lead, actor=actor)
    if action is Action.ACKNOWLEDGE:
        return reading, feedback_digest(lead, actor=actor)
    if action is Action.DECIDE:
        return reading, suggestions.digest_of(lead, actor=actor)
    return reading, drafts.digest_of(drafts.own_file(lead, actor), actor)


def feedback_digest(lead: Lead, *, actor: Reader) -> str:
    """Of the answer that the sender signs for: which piece it is, and the code that was told."""
    opened = open_folders.of_lead(lead, FolderKind.EXCHANGE, seen_by=actor)
    told = open_folders.latest(opened, PieceKind.FEEDBACK, seen_by=actor) if opened else None
    said = (told[0].pk, told[1].decode()) if told else ()
    return approvals.seen_digest(lead.pk, lead.outcome, *said)
