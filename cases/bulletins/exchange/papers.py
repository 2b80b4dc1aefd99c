"""A bulletin on paper: its text as an official letter, its tables across pages of their own."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import differences
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.figures import Definition, Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinState
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.organs import Organ
from cases.letters.rules.sheets import Annex, Cell, FormTable, LetterSheet
from cases.letters.selectors import styles as letter_styles
from cases.models import Bulletin

TO_ALL = "各责任单位"
FIRST, OTHER = 3.2, 1.6
MADE = {"pdf": pdf, "docx": docx}


def printed(row: Bulletin, form: str, *, seen_by: Viewer) -> bytes:
    """Return the bulletin as .pdf or .docx; one that is not sealed says so on its face."""
    return MADE[form](sheet(row, seen_by=seen_by))


def sheet(row: Bulletin, *, seen_by: Viewer) -> LetterSheet:
    """Return everything that stands on its pages."""
    figures = rules.from_data(row.figures)
    styles = letter_styles.of_counties([row.county_id], seen_by=seen_by)
    issuer = styles[row.county_id, Organ.OFFICE, LetterKind.CIRCULAR].issuer
    tables = tuple(
        _form(table, figures.columns(table), row.cutoff_on)
        for table in figures.tables
        if table.lines
    )
    return LetterSheet(
        issuer=issuer,
        title=row.title,
        dated_on=_dated(row),
        number=row.number,
        addressee=TO_ALL,
        body=sheets.body_of(row.body),
        annexes=tuple(Annex(table.title) for table in tables),
        signer=issuer,
        tables=tables,
        mark="" if row.state == BulletinState.SEALED else composing.DRAFT_MARK,
    )


def _dated(row: Bulletin) -> date:
    return timezone.localdate(row.sealed_at or row.drafted_at)


def _form(table: Table, columns: list[Definition], cutoff: date) -> FormTable:
    head = [table.spec.rows.label, *(one.label for one in columns)]
    lines = [*table.lines, *([table.total] if table.has_total else [])]
    period = table.spec.period
    return FormTable(
        title=table.spec.title,
        columns=(FIRST, *(OTHER for _ in columns)),
        rows=(
            tuple(Cell(word, is_label=True, is_centred=True) for word in head),
            *(_row(line, columns) for line in lines),
        ),
        head_rows=1,
        is_landscape=True,
        note=f"登记于{period.since}至{period.until}的诉求，按{cutoff}当天结束时的情况统计。",
    )


def _row(line: Line, columns: list[Definition]) -> tuple[Cell, ...]:
    cells = (Cell(_said(line, one), is_centred=True) for one in columns)
    return (Cell(line.label, is_label=True), *cells)


def _said(line: Line, column: Definition) -> str:
    """A rate alone: what it is made of stands in the counts beside it, and in the workbook."""
    value = line.value(column)
    return value.percent if isinstance(value, Rate) else differences.written(value)


def definitions_in_words(figures: Figures) -> list[list[str]]:
    """Return headings and lines of the definitions by which the bulletin was counted."""
    head = ["指标", "统计什么", "不计入", "版本"]
    return [head] + [
        [one.label, one.counts, one.leaves_out, str(one.version)]
        for one in figures.definitions.values()
    ]
