"""What the clients sent and what they were told, by the words that make each one unlike others."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass

MARK = "混沌演练"


@dataclass(slots=True)
class Deed:
    """One submission, tried until it is answered."""

    text: str
    sent_at: float
    accepted_at: float | None = None
    refused: str = ""


class Ledger:
    """All deeds of all clients."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.deeds: list[Deed] = []

    def begin(self) -> Deed:
        """A new deed, with words of its own."""
        deed = Deed(f"{MARK} {uuid.uuid4().hex}", time.monotonic())
        with self._turn:
            self.deeds.append(deed)
        return deed

    def accepted_since(self, moment: float) -> int:
        with self._turn:
            return sum((deed.accepted_at or 0) > moment for deed in self.deeds)
