"""The only writer of the room's trail: in the transaction of the action or of the reading."""

from __future__ import annotations

from django.db import models

from cadres.trail.services import audit
from cadres.trail.services.seals import Chain
from cadres.viewers.rules.viewer import Viewer
from cases.leads.vault.models.trail import RoomEntry, RoomSeal
from cases.leads.vault.services.room_transaction import DATABASE

# The room's own chain of seals; its number only has to differ from the other chains'.
CHAIN = Chain("线索室审计", RoomEntry, RoomSeal, DATABASE, 20_261_125)


def record(
    verb: str, thing: models.Model | None, *, actor: Viewer, **codes: str | int | None
) -> RoomEntry:
    """Write one line: who, when, what was done to which number.

    `codes` are states, kinds and counts; never a word of what a lead says. Where the line cannot
    be written, the action or the reading does not happen.
    """
    entry = audit.entry_of(RoomEntry, verb, thing, None, actor, dict(codes))
    entry.save(force_insert=True)
    return entry
