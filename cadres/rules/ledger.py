"""Rows of ledgers as values: where a row came from, what it says, or why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    """Kinds of refusal that the summary counts apart."""

    BAD_CODE = "bad_check_digit"
    NO_CODE = "missing_code"
    UNKNOWN_ENTERPRISE = "unknown_enterprise"
    CLOSED_BEFORE_REPORTED = "closed_before_reported"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands, and its cells (field → text) so that it can be corrected later."""

    file: str
    digest: str
    sheet: str
    row: int
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowError:
    """A refused row: the first cell that was wrong, and every reason."""

    origin: Origin
    column: str
    value: str
    reason: str
    fault: Fault = Fault.OTHER

    def as_dict(self) -> dict[str, str | int]:
        return {
            "file": self.origin.file,
            "sheet": self.origin.sheet,
            "row": self.origin.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One cadre of the roster; the phone is the identity."""

    origin: Origin
    name: str
    unit: str
    post: str
    phone: str


@dataclass(slots=True)
class Tally:
    """What became of the rows of one ledger."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    refused: list[RowError] = field(default_factory=list)

    def refuse(self, row: Origin, column: str, value: str, reason: str) -> None:
        self.refused.append(RowError(row, column, value, reason))
