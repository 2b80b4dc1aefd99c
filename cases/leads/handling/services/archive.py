"""The sender's own paper (存档): recorded with the delivery, since its content goes after it.

It lies in a folder of its own, which stays with the sender when the file is given away.
"""

from __future__ import annotations

from dataclasses import replace

from cadres.errors import Absent
from cases.leads.handling.rules import archive
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.steps.services import transitions
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together

NONE_THERE = "本件没有本机关存档的记录。"


def keep(step: LeadStep, kept: KeptCopy, holders: list[Seat], *, actor: Reader) -> Piece:
    """Part of the delivery: the first record, for those of the side who read the lead."""
    kept = archive.check(kept)
    keys = [seat.key_pair for seat in holders]
    opened = folders.begin(FolderKind.ARCHIVE, keys, trust=actor.trust, at=actor.at, lead=step.lead)
    data = archive.as_bytes(replace(kept, on=str(actor.today)))
    return folders.put(opened, PieceKind.KEPT_COPY, data, at=actor.at, by=actor.cadre_id, step=step)


@together()
def move_copy(lead: Lead, kept: KeptCopy, *, actor: Reader) -> Piece:
    """The paper lies elsewhere now, or somebody else holds it; what was recorded before stays."""
    kept = archive.check(kept)
    lead = transitions.look_again(lead, actor=actor)
    transitions.check_not_lent(lead)
    opened = open_folders.of_lead(lead, FolderKind.ARCHIVE, seen_by=actor)
    if opened is None:
        raise Absent(NONE_THERE)
    trail.record("lead.keep_copy", lead, actor=actor.viewer)
    data = archive.as_bytes(replace(kept, on=str(actor.today)))
    return folders.put(opened, PieceKind.KEPT_COPY, data, at=actor.at, by=actor.cadre_id)
