"""A phone as its rules say (docs/processes/offline.md), to be cut off, killed and emptied."""

from __future__ import annotations

import base64
import hashlib
import uuid
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.utils import timezone

from cadres.offline.rules import commands, sealing

Said = dict[str, Any]


@dataclass(slots=True, eq=False)
class Kept:
    """One command on a phone, and what the phone knows of it."""

    said: Said
    person: int
    mark: str
    about: str
    is_wrong: bool = False
    # Whether its place among the others is promised: not what its person has to put right first.
    is_ordered: bool = True
    is_delivered: bool = False

    @property
    def id(self) -> str:
        return str(self.said["id"])


@dataclass(slots=True, eq=False)
class Phone:
    """One browser: a mark that stays, a store that may be emptied, a queue of each person."""

    chance: Random
    mark: str = ""
    store: str = ""
    queue: list[Kept] = field(default_factory=list)
    # What was in the store when it was emptied: nobody can demand it of the server any more.
    emptied: list[Kept] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mark, self.store = self._id(), self._id()

    def make(self, verb: str, subject: Any, values: Said, *, person: int, **told: Any) -> Kept:
        """Keep a new command; it is the last of the queue."""
        said = {"id": self._id(), "verb": verb, "subject": subject, "trunk": "", "files": []}
        said |= {"made_at": timezone.now().isoformat(), "values": values}
        kept = Kept(written(said), person, **told)
        self.queue.append(kept)
        return kept

    def of(self, person: int) -> list[Kept]:
        return [one for one in self.queue if one.person == person]

    def request(self, person: int, most: int) -> Said:
        """The next request: what comes first in the queue of this person."""
        own = self.of(person)
        waiting = [one for one in own if not one.is_delivered]
        return {
            "app": "1",
            "device": self.mark,
            "store": self.store,
            "waiting": len(waiting),
            "newest": own[-1].id if own else "",
            "commands": [one.said for one in own[:most]],
        }

    def hear(self, results: list[Said]) -> list[str]:
        """Take an answer; return the outcomes that no phone expects."""
        known = {one.id: one for one in self.queue}
        strange = []
        for result in results:
            kept = known.get(result["id"])
            if kept is None:
                continue
            if result["outcome"] in ("done", "done_before"):
                self.queue.remove(kept)
            elif kept.is_wrong and result["code"] == "invalid":
                self._put_right(kept)
            elif result["code"] not in ("waits", "other_content"):
                strange.append(f"{kept.said['verb']} {result['outcome']} {result['sentence']}")
        return strange

    def empty(self) -> None:
        """The system of the phone clears what scripts keep; the cookie stays."""
        self.emptied += self.queue
        self.queue, self.store = [], self._id()

    def envelopes(self, person: int, key: bytes, public: bytes) -> dict[str, Kept]:
        """What others can deliver of this person's, in order, by the digests of the envelopes."""
        found = {}
        for kept in self.of(person):
            if kept.is_delivered:
                continue
            inside: Said = {"person": person, "commands": [kept.said]}
            inside["mac"] = sealing.mac(key, inside)
            nonce = self.chance.randbytes(sealing.NONCE)
            envelope = sealing.seal(commands.canonical(inside), public, nonce)
            found[base64.b64encode(envelope).decode()] = kept
        return found

    def _put_right(self, kept: Kept) -> None:
        """The person corrects it: the same id, other content."""
        values = {**kept.said["values"], "manner": "phone"}
        kept.said, kept.is_wrong = written({**kept.said, "values": values}), False
        kept.is_delivered = False

    def _id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


def written(said: Said) -> Said:
    """The command with its digest."""
    return {**said, "digest": commands.digest_of(said)}


def digest(envelope: str) -> str:
    return hashlib.sha256(base64.b64decode(envelope)).hexdigest()
