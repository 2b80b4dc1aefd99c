"""Ledgers whose rows belong to a room above: that room says how they are read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules.imports import Kind


class Contents(Protocol):
    """What was read of a file: its titles, its rows, and what became of the others."""

    @property
    def titles(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> Sequence[Any]: ...
    @property
    def tally(self) -> Tally: ...
    @property
    def units(self) -> Sequence[str]: ...


class Write(Protocol):
    """Writes the rows, and says what became of each."""

    def __call__(self, rows: Sequence[Any], places: Places, *, actor: Viewer) -> Tally: ...


@dataclass(frozen=True, slots=True)
class UpperLedger:
    parse: Callable[[Workbook, Mapping[str, str] | None], Contents]
    write: Write


_known: dict[Kind, UpperLedger] = {}


def register(kind: Kind, ledger: UpperLedger) -> None:
    """A room above hands in how its ledger is read and written."""
    _known[kind] = ledger


def of(kind: Kind) -> UpperLedger:
    return _known[kind]
