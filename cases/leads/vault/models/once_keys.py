"""The room's once-keys: where a submission led, and nothing of what it held."""

from __future__ import annotations

from cadres.submissions.models.once_keys import KeptAnswer


class RoomOnceKey(KeptAnswer):
    """In the room's own database, in the transaction of the room's action."""
