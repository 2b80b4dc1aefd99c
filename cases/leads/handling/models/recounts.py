"""What a newer calendar moved in the room: days and numbers, in the room's own database."""

from __future__ import annotations

from django.db import models

from cadres.models import RecountColumns


class RoomRecount(RecountColumns):
    """A clock of a lead, or the term of a stub, counted anew."""

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="room_recount_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.before_on} → {self.after_on}"
