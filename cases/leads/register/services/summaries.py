"""Figures by field and by unit: both lie locked, so that counting them is reading, on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadres.pages.selectors.paging import Page, page_of_rows
from cases.leads.handling.services.reading_log import Line, read_list
from cases.leads.procedure.rules.vocabulary import Field
from cases.leads.register.rules import figures
from cases.leads.register.rules.figures import By, Figure, Figures, Standing
from cases.leads.register.selectors import figures as registers
from cases.leads.register.selectors.figures import Asked, RegisterRow
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services.room_transaction import together

# What somebody looks through at once; the rest stays locked.
PAGE_SIZE = 50
LAST = (figures.NO_UNIT, figures.GIVEN_AWAY, figures.NOT_FOR_READER)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of figures; `key` opens its rows (`read_rows`)."""

    key: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a period, whole and in parts; each partition adds up to the whole."""

    total: Figures
    by_field: tuple[Part, ...]
    by_unit: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the register with its content, where the reader may read it."""

    row: RegisterRow
    line: Line


@together()
def read_summary(asked: Asked, *, actor: Reader) -> Summary:
    """Count what was delivered in the period, over the leads that exist for the actor."""
    rows = _read(replace(asked, figure=Figure.TRANSFERRED), actor)
    on = actor.today
    return Summary(
        figures.figures_of((one.row.standing for one in rows), on),
        _parts(By.FIELD, rows, actor),
        _parts(By.UNIT, rows, actor),
    )


@together()
def read_page(asked: Asked, page: str | None, *, actor: Reader) -> Page:
    """Unlock one page of the register, its rows `ReadRow`, and leave the other leads locked."""
    rows = registers.register(asked, seen_by=actor)
    return page_of_rows(rows, page, PAGE_SIZE, lambda shown: _unlocked(shown, actor))


@together()
def read_rows(asked: Asked, *, by: str = "", key: str = "", actor: Reader) -> list[ReadRow]:
    """The rows behind a figure: of the whole, or of one part of it."""
    rows = _read(asked, actor)
    return [one for one in rows if _part(By(by), one, actor) == key] if by else rows


def _read(asked: Asked, actor: Reader) -> list[ReadRow]:
    return _unlocked(registers.register(asked, seen_by=actor), actor)


def _unlocked(rows: Sequence[RegisterRow], actor: Reader) -> list[ReadRow]:
    lines = read_list([row.lead for row in rows], actor=actor)
    return [ReadRow(row, line) for row, line in zip(rows, lines, strict=True)]


def _parts(by: By, rows: Sequence[ReadRow], actor: Reader) -> tuple[Part, ...]:
    found: dict[str, list[Standing]] = {}
    for one in rows:
        found.setdefault(_part(by, one, actor), []).append(one.row.standing)
    made = [Part(key, figures.figures_of(own, actor.today)) for key, own in found.items()]
    return tuple(sorted(made, key=_place))


def _part(by: By, one: ReadRow, actor: Reader) -> str:
    lead = one.row.lead
    return figures.part_of(by, one.line.matter, actor.side, lead.state, lead.route)


def _place(part: Part) -> tuple[int, int, str]:
    """Fields as the rules name them, units by their number; what nobody can tell comes last."""
    if part.key in LAST:
        return 1, LAST.index(part.key), ""
    labels = Field.labels
    nth = labels.index(part.key) if part.key in labels else -part.figures.transferred
    return 0, nth, part.key
