"""Ways to people, one file each, with the same names inside.

`CHANNEL` says which one it is; `is_on()` whether it is configured; `words(row, reader)` what may be
said to the reader now (None: nothing any more); `send(row, words, at)` says it, or raises Unsent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from cadres.models import OutboxRow
from cadres.notifications.channels import email, inbox, wecom
from cadres.notifications.rules.preferences import Channel
from cadres.viewers.rules.viewer import Viewer

__all__ = ["ALL", "Way", "inbox", "open_ones"]


class Way(Protocol):
    """What every file here offers."""

    CHANNEL: Channel

    def is_on(self) -> bool: ...
    def words(self, row: OutboxRow, reader: Viewer) -> Any: ...
    def send(self, row: OutboxRow, words: Any, at: datetime) -> None: ...


ALL: dict[Channel, Way] = {way.CHANNEL: way for way in (inbox, email, wecom)}


def open_ones() -> list[Channel]:
    """Return the channels that are configured."""
    return [channel for channel, way in ALL.items() if way.is_on()]
