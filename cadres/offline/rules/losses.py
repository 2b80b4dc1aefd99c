"""Loss made visible: what a phone had waiting, and never came because its store was emptied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a phone said at its last contact: its store, and how many actions waited in it."""

    store: str = ""
    waiting: int = 0


def left_waiting(waiting: int, done: int) -> int:
    """How many still wait after an answer in which `done` were done."""
    return max(0, waiting - done)


def lost(before: Waiting, store: str, arrived: int) -> int:
    """How many are gone with an emptied store; `arrived` came since by another way."""
    if not before.store or before.store == store:
        return 0
    return max(0, before.waiting - arrived)


def sentence(count: int) -> str:
    return f"本机 {count} 条未发送记录可能已被手机清除，请核对后重新登记。" if count else ""
