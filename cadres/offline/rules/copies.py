"""What a phone holds of the register and of tickets, written small: ids in a token, nothing else.

The server keeps no list of what lies on which phone: the phone brings it with each question, and
gets what is new, what changed and what it is to let go.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Ids = Mapping[str, Sequence[int]]
# A page of the first reading is answered in a fraction of a second.
PAGE = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """What a phone holds: the ids of each section, the marks of small whole ones, as of when."""

    at: datetime
    ids: Ids
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading on its way: what will be held when it is through, and what is still to be sent."""

    copy: Copy
    rest: Ids

    def page(self, size: int = PAGE) -> tuple[dict[str, list[int]], Ids]:
        """Return the ids of the next page, and what is then left."""
        taken: dict[str, list[int]] = {}
        rest: dict[str, Sequence[int]] = {}
        for name, ids in self.rest.items():
            count = min(len(ids), size)
            size -= count
            if count:
                taken[name] = list(ids[:count])
            if ids[count:]:
                rest[name] = ids[count:]
        return taken, rest


def packed(ids: Iterable[int]) -> str:
    """Write ids as differences, seven bits a byte, compressed: two bytes and less for each."""
    raw, last = bytearray(), 0
    for one in sorted(ids):
        step, last = one - last, one
        while step > 0x7F:
            raw.append(step & 0x7F | 0x80)
            step >>= 7
        raw.append(step)
    return base64.urlsafe_b64encode(zlib.compress(bytes(raw), 9)).decode().rstrip("=")


def unpacked(text: str) -> list[int]:
    """Read what `packed` wrote."""
    raw = zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    found: list[int] = []
    last = step = shift = 0
    for byte in raw:
        step |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            last += step
            found.append(last)
            step = shift = 0
    return found


def said(copy: Copy) -> dict[str, Any]:
    """The copy as it goes into a token."""
    ids = {name: packed(held) for name, held in copy.ids.items()}
    return {"at": copy.at.isoformat(), "ids": ids, "marks": dict(copy.marks)}


def heard(said: Mapping[str, Any]) -> Copy:
    """The copy that a token tells of."""
    ids = {name: unpacked(text) for name, text in said["ids"].items()}
    return Copy(datetime.fromisoformat(said["at"]), ids, dict(said["marks"]))
