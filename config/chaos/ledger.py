"""What the clients sent and what they were told, by the words that make each one unlike others."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass

MARK = "混沌演练"


@dataclass(slots=True)
class Action:
    """One submission, tried until it is answered."""

    text: str
    sent_at: float
    accepted_at: float | None = None
    refused: str = ""


class Ledger:
    """All actions of all clients."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self.actions: list[Action] = []

    def begin(self) -> Action:
        """A new action, with words of its own."""
        action = Action(f"{MARK} {uuid.uuid4().hex}", time.monotonic())
        with self._turn:
            self.actions.append(action)
        return action

    def accepted_since(self, moment: float) -> int:
        with self._turn:
            return sum((action.accepted_at or 0) > moment for action in self.actions)
