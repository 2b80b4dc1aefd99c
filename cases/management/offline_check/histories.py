"""Random histories of phones, people, a bad line and a dying site; each from its own seed."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from cadres.offline.rules import sealing
from cadres.offline.services import data_keys, deliveries
from cases.management.offline_check import phones
from cases.management.offline_check.line import Line
from cases.management.offline_check.phones import Kept, Phone
from cases.management.offline_check.world import World

SYNC, SEALED = "/api/v1/sync/", "/api/v1/sync/sealed/"
STEPS = 14
# A phone that still has something after so many whole rounds is stuck.
ROUNDS = 12
WRONG = 0.15


@dataclass(slots=True)
class History:
    """What was done, by which phones, and what is strange about it."""

    name: str
    phones: list[Phone]
    made: list[tuple[Phone, Kept]] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


class Telling:
    """Tells one history: steps drawn by chance, and then everything heals."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, Random(seed)
        self.line = Line(self.chance)
        self.history = History(f"{seed:x}", [Phone(self.chance) for _ in range(2)])
        self.history.seen = self.line.seen
        self.number = 0

    def tell(self) -> History:
        """Let it happen; return it with the phones as they stand at the end."""
        self.world.begin()
        for _ in range(STEPS):
            step = self.chance.choices(tuple(STEPS_OF), tuple(STEPS_OF.values()))[0]
            getattr(self, f"_{step}")()
        self._heal()
        return self.history

    def _make(self) -> None:
        """One to three actions, sometimes a visit and the problem that was heard there."""
        phone, person = self._phone(), self._person()
        for _ in range(self.chance.randint(1, 3)):
            kind = self.chance.choice(("visit", "visit", "note", "chain"))
            if kind == "note":
                self._note(phone, person)
                continue
            visit = self._visit(phone, person)
            if kind == "chain":
                self._filing(phone, person, visit)

    def _visit(self, phone: Phone, person: int) -> Kept:
        """Some are written down wrongly, and put right when the site has refused them."""
        is_wrong = self.chance.random() < WRONG
        mark = self._mark()
        values = {"manner": "by_boat" if is_wrong else "phone", "purpose": "needs"}
        values |= {"visited_on": str(timezone.localdate()), "summary": mark}
        kept = self._keep(phone, person, "visit.log", values, mark)
        kept.is_wrong, kept.is_ordered = is_wrong, not is_wrong
        return kept

    def _filing(self, phone: Phone, person: int, visit: Kept) -> None:
        mark = self._mark()
        values = {"category": self.world.category, "description": mark}
        values["visit"] = {"command": visit.id}
        kept = self._keep(phone, person, "ticket.file", values, mark)
        kept.is_ordered = visit.is_ordered

    def _note(self, phone: Phone, person: int) -> None:
        mark = self._mark()
        self._keep(phone, person, "ticket.note", {"note": mark}, mark)

    def _keep(
        self, phone: Phone, person: int, verb: str, values: dict[str, Any], mark: str
    ) -> Kept:
        subject = self.world.ticket if verb == "ticket.note" else self.world.enterprise
        about = f"{verb} {subject}"
        kept = phone.make(verb, subject, values, person=person, mark=mark, about=about)
        self.history.made.append((phone, kept))
        return kept

    def _send(self) -> None:
        self._deliver(self._phone(), self._person(), self.chance.randint(1, 6))

    def _deliver(self, phone: Phone, person: int, most: int) -> None:
        client = self._client(person)
        answer = self.line.post(client, SYNC, phone.request(person, most))
        if answer is not None:
            self.history.strange += phone.hear(answer["results"])

    def _bring(self) -> None:
        """Somebody else, or nobody, delivers what this person has left on the phone."""
        phone, person = self._phone(), self._person()
        actor = self.world.viewer(next(c for c in self.world.people if c.pk == person), _now())
        key = base64.b64decode(data_keys.data_key(actor=actor))
        server = sealing.server_key(settings.FIELD_KEYS[0])
        sealed = phone.envelopes(person, key, server.public)
        some = list(sealed)[: self.chance.randint(1, 3)]
        if not some:
            return
        answer = self.line.post(Client(HTTP_HOST=_host()), SEALED, {"envelopes": some})
        taken = set(answer["taken"]) if answer else set()
        for envelope in some:
            sealed[envelope].is_delivered |= phones.digest(envelope) in taken

    def _open(self) -> None:
        """The worker has its turn, and may die in it."""
        with self.line.dying():
            deliveries.open_waiting(at=_now(), has_time=lambda: True)

    def _empty(self) -> None:
        self._phone().empty()

    def _late(self) -> None:
        self.line.deliver_late()

    def _heal(self) -> None:
        """The line is whole again, late requests arrive, every phone sends what it has."""
        self.line.is_whole = True
        while self.line.late:
            self.line.deliver_late()
        for _ in range(ROUNDS):
            deliveries.open_waiting(at=_now(), has_time=lambda: True)
            waiting = [(phone, one.person) for phone in self.history.phones for one in phone.queue]
            for phone, person in dict.fromkeys(waiting):
                self._deliver(phone, person, 50)
        left = [one for phone in self.history.phones for one in phone.queue]
        self.history.strange += [f"stuck: {one.said['verb']}" for one in left]

    def _phone(self) -> Phone:
        return self.chance.choice(self.history.phones)

    def _person(self) -> int:
        return self.chance.choice(self.world.people).pk

    def _client(self, person: int) -> Client:
        client = self.world.browsers[person]
        client.cookies.pop("device", None)
        return client

    def _mark(self) -> str:
        """Words that no other action has."""
        self.number += 1
        return f"试{self.history.name}-{self.number:03}"


STEPS_OF = {"make": 4, "send": 9, "bring": 2, "open": 2, "late": 2, "empty": 0.4}


def _now() -> Any:
    return timezone.now()


def _host() -> str:
    return settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
