"""Rows of the 一把手走流程 ledger: a measure each, several of them under one numbered problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.rules import row_identity
from cases.tickets.rules.filing_days import raised_fault
from cases.tickets.rules.sources.sources import plain_number

DONE_LATER, CLOSED_LATER = "完成时间不能晚于今天", "销号时间不能晚于今天"
DONE_TOO_EARLY, CLOSED_TOO_EARLY = "完成时间早于走流程时间", "销号时间早于走流程时间"
OTHERWISE = "与{row}的问题编号相同，{label}不同，请改成一样"
TWICE = "与{row}是同一个问题的同一条举措"
OPEN_MEASURES = "这个问题写了销号时间，但还有没有完成的举措，请核对"


@dataclass(frozen=True, slots=True)
class WalkRow:
    """One measure, and the problem under whose number it stands."""

    origin: Origin
    number: str
    text: str
    walked_on: date
    leader: str
    category: str
    unit: str
    co_units: tuple[str, ...]
    closed_on: date | None
    measure: str
    owner: str
    due_on: date | None
    told: str
    done_on: date | None

    @property
    def key(self) -> tuple[str, int]:
        """Numbers begin anew with the year."""
        return plain_number(self.number), self.walked_on.year


@dataclass(frozen=True, slots=True)
class Refused:
    row: WalkRow
    label: str
    value: str
    reason: str


# What the rows of one problem say alike.
ALIKE = (
    ("问题", lambda row: row_identity.plain(row.text)),
    ("走流程时间", lambda row: row.walked_on),
    ("牵头单位", lambda row: row.unit),
    ("销号时间", lambda row: row.closed_on),
)


def problems(rows: Iterable[WalkRow]) -> tuple[list[list[WalkRow]], list[Refused]]:
    """Return the rows problem by problem; what contradicts the first row of its number is refused.

    So is a measure that stands there twice.
    """
    found: dict[tuple[str, int], list[WalkRow]] = {}
    refused = []
    for row in rows:
        known = found.setdefault(row.key, [])
        if fault := _fault(row, known):
            refused.append(fault)
        else:
            known.append(row)
    return [known for known in found.values() if known], refused


def day_fault(row: WalkRow, today: date) -> Refused | None:
    """Say which day cannot be."""
    if fault := raised_fault(row.walked_on, today):
        return Refused(row, "走流程时间", row.walked_on.isoformat(), fault)
    for label, day, later, early in (
        ("完成时间", row.done_on, DONE_LATER, DONE_TOO_EARLY),
        ("销号时间", row.closed_on, CLOSED_LATER, CLOSED_TOO_EARLY),
    ):
        if day and (day > today or day < row.walked_on):
            return Refused(row, label, day.isoformat(), later if day > today else early)
    return None


def _fault(row: WalkRow, known: list[WalkRow]) -> Refused | None:
    if not known:
        return None
    first = known[0].origin.seen_from(row.origin)
    for label, said in ALIKE:
        if said(row) != said(known[0]):
            reason = OTHERWISE.format(row=first, label=label)
            return Refused(row, label, row.number, reason)
    for one in known:
        if row_identity.plain(one.measure) == row_identity.plain(row.measure):
            reason = TWICE.format(row=one.origin.seen_from(row.origin))
            return Refused(row, "整改举措", row.measure, reason)
    return None
