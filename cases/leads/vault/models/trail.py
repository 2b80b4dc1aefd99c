"""The room's own trail: what was done and what was read, by whom, when; never what it said."""

from __future__ import annotations

from django.db import models

from cadres.trail.models.audit import TrailEntry, TrailSeal


class RoomEntry(TrailEntry):
    """One action or one reading in the room. A trigger refuses UPDATE, DELETE and TRUNCATE."""

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="room_entry_at"),
            models.Index(fields=["object_type", "object_id"], name="room_entry_object"),
            models.Index(fields=["xid"], name="room_entry_xid"),
        ]


class RoomSeal(TrailSeal):
    """A link of the room's chain."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["since_xid"], name="room_seal_follows_one_seal"),
        ]
