"""Compares what phones did with what the site has: lost, doubled, out of order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from cases.management.offline_check.histories import History
from cases.models import Ticket, TicketEvent
from enterprises.models import Visit


@dataclass(slots=True)
class Verdict:
    """What was found in one history, or in many."""

    made: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.strange)

    def add(self, other: Verdict) -> None:
        self.made += other.made
        self.lost += other.lost
        self.doubled += other.doubled
        self.out_of_order += other.out_of_order
        self.strange += other.strange


def judge(history: History) -> Verdict:
    """Every action that stayed on its phone is here once, in the order in which it was made."""
    found = _marks(f"试{history.name}-")
    counts = Counter(found)
    gone = {one.id for phone in history.phones for one in phone.emptied}
    verdict = Verdict(made=len(history.made), strange=list(history.strange))
    for _, kept in history.made:
        if not counts[kept.mark] and kept.id not in gone:
            verdict.lost.append(kept.mark)
        if counts[kept.mark] > 1:
            verdict.doubled.append(kept.mark)
    verdict.out_of_order = _out_of_order(history, found)
    return verdict


def _out_of_order(history: History, found: list[str]) -> list[str]:
    """Of each phone, person and thing; what its person had to put right came later by itself."""
    place = {mark: number for number, mark in enumerate(found)}
    rows: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for phone, kept in history.made:
        if kept.mark in place and kept.is_ordered:
            rows[(id(phone), kept.person, kept.about)].append(kept.mark)
    return [
        f"{one} after {other}"
        for marks in rows.values()
        for one, other in pairwise(marks)
        if place[one] > place[other]
    ]


def _marks(prefix: str) -> list[str]:
    """All marks that the site has, each kind of row in the order in which it was written."""
    visits = Visit.objects.filter(summary__startswith=prefix).order_by("pk")
    tickets = Ticket.objects.filter(description__startswith=prefix).order_by("pk")
    notes = TicketEvent.objects.filter(note__startswith=prefix, action="note").order_by("pk")
    return [
        *_of(visits.values_list("summary", flat=True)),
        *_of(tickets.values_list("description", flat=True)),
        *_of(notes.values_list("note", flat=True)),
    ]


def _of(texts: Iterable[str]) -> list[str]:
    return list(texts)
