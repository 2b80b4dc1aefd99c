"""The proposal (拟办) on a lead, as whoever holds the receiver's own folder reads it."""

from __future__ import annotations

from dataclasses import dataclass

from cases.leads.handling.models.signing import Signature
from cases.leads.handling.rules import suggestions
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.rules.suggestions import Suggestion
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules.procedure import State
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders
from cases.leads.vault.selectors.folders import OpenFolder


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest proposal: what it says, its piece, and the folder in which it lies."""

    opened: OpenFolder
    piece: Piece
    said: Suggestion
    data: bytes


def standing(lead: Lead, *, seen_by: Reader) -> Standing | None:
    """None where nothing was proposed, or the receiver's own folder is not the reader's."""
    opened = folders.of_lead(lead, FolderKind.INNER, seen_by=seen_by)
    found = folders.latest(opened, PieceKind.SUGGESTION, seen_by=seen_by) if opened else None
    if opened is None or found is None:
        return None
    piece, data = found
    return Standing(opened, piece, suggestions.suggestion_of(data), data)


def digest_of(file_digest: str, proposed: Standing, lead: Lead, *, seen_by: Reader) -> str:
    """What an approval stands on: the file, whatever was supplied, and the proposal's words.

    Made anew of what is read, under the key of the folder, like every digest in the room.
    """
    parts = [file_digest, str(proposed.piece.pk), proposed.data.decode()]
    for opened in folders.all_of_lead(lead, seen_by=seen_by):
        if opened.folder.kind == FolderKind.SUPPLEMENT:
            own = folders.pieces(opened.folder, seen_by=seen_by)
            parts += [crypto.keyed_digest(opened.key, folders.read(opened, one)) for one in own]
    return crypto.keyed_digest(proposed.opened.key, "\n".join(parts).encode())


def is_signed(lead: Lead, digest: str, *, seen_by: Reader) -> bool:
    """Whether a living approval stands on exactly this."""
    own = Signature.objects.filter(lead=lead, part=SignaturePart.DECISION, ended_at__isnull=True)
    return own.filter(digest=digest).exists()


def may_decide(lead: Lead, *, seen_by: Reader) -> bool:
    """Whether what stands there is the reader's to approve: of its duty, and not its own."""
    proposed = standing(lead, seen_by=seen_by)
    if proposed is None or proposed.piece.made_by_id == seen_by.cadre_id:
        return False
    return suggestions.may_decide(proposed.said.opinion, seen_by.duty)


def is_approved(lead: Lead, action: str, *, seen_by: Reader) -> bool:
    """Whether the step is the one that was approved; before an approval none is."""
    proposed = standing(lead, seen_by=seen_by) if lead.state == State.DECIDED else None
    return proposed is not None and proposed.said.opinion == action
