"""Rows of ledgers as values: where a row came from, what it says, or why it was refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from cadres.viewers.rules.roles import Role

# File, sheet and row: no two rows have the same.
Place = tuple[str, str, int]
FORGOTTEN = "系统没有处理这一行，请核对后重新提交"


class Fate(StrEnum):
    """What becomes of a row that was read; each row has one of them."""

    MADE = "made"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


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

    @property
    def place(self) -> Place:
        return self.file, self.sheet, self.row

    def seen_from(self, other: Origin) -> str:
        """Name the row to somebody who reads the other one: the sheet too where it differs."""
        sheet = "" if self.sheet == other.sheet else f"“{self.sheet}”表"
        return f"{sheet}第 {self.row} 行"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was read and is nothing of its own (a total, a double), and why."""

    origin: Origin
    reason: str


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
    """One cadre of the roster; the phone is the identity. No role: it says nothing of roles."""

    origin: Origin
    name: str
    unit: str
    post: str
    phone: str
    role: Role | None = None


@dataclass(slots=True)
class Tally:
    """What became of the rows of one ledger: each that was read is in one of the other lists."""

    read: list[Origin] = field(default_factory=list)
    made: list[Origin] = field(default_factory=list)
    changed: list[Origin] = field(default_factory=list)
    same: list[Origin] = field(default_factory=list)
    refused: list[RowError] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    # Cells that were left out of rows that were taken.
    parts: list[LeftOut] = field(default_factory=list)

    @property
    def created(self) -> int:
        return len(self.made)

    @property
    def updated(self) -> int:
        return len(self.changed)

    @property
    def unchanged(self) -> int:
        return len(self.same)

    def refuse(self, row: Origin, column: str, value: str, reason: str) -> None:
        self.refused.append(RowError(row, column, value, reason))

    def leave_out(self, row: Origin, reason: str) -> None:
        self.left_out.append(LeftOut(row, reason))

    def add(self, other: Tally) -> None:
        """Take over what became of rows further on."""
        self.read += other.read
        self.made += other.made
        self.changed += other.changed
        self.same += other.same
        self.refused += other.refused
        self.left_out += other.left_out
        self.parts += other.parts

    def refusals(self) -> list[RowError]:
        """One refusal a row, with all its reasons; a row that was forgotten is refused too."""
        found: dict[Place, RowError] = {}
        for error in [*self.refused, *self._forgotten()]:
            first = found.setdefault(error.origin.place, error)
            if error.reason not in first.reason:
                reason = f"{first.reason}；{error.reason}"
                found[error.origin.place] = replace(first, reason=reason)
        return list(found.values())

    def fates(self) -> dict[Place, Fate]:
        """One fate a row that was read; what is refused in part waits to be corrected."""
        parts = (
            (Fate.LEFT_OUT, [one.origin for one in self.left_out]),
            (Fate.UNCHANGED, self.same),
            (Fate.CHANGED, self.changed),
            (Fate.MADE, self.made),
            (Fate.REFUSED, [error.origin for error in self.refusals()]),
        )
        found = {origin.place: fate for fate, origins in parts for origin in origins}
        return {origin.place: found[origin.place] for origin in self.read}

    def _forgotten(self) -> Iterator[RowError]:
        settled = [*self.made, *self.changed, *self.same]
        settled += [error.origin for error in self.refused]
        settled += [one.origin for one in self.left_out]
        known = {origin.place for origin in settled}
        for origin in self.read:
            if origin.place not in known:
                yield RowError(origin, "", "", FORGOTTEN)
