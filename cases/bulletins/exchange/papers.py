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

TO_ALL, WHOLE = "各责任单位", "总体情况"
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
    tables = _forms(figures, row.cutoff_on)
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


def _forms(figures: Figures, cutoff: date) -> tuple[FormTable, ...]:
    """The county as a whole stands on one page, each period a line; the others on their own."""
    whole = [one for one in figures.tables if not one.has_total and one.lines]
    parted = [one for one in figures.tables if one.has_total and one.lines]
    forms = [_form(one, figures.columns(one), cutoff) for one in parted]
    return (_whole(whole, figures.columns(whole[0]), cutoff), *forms) if whole else tuple(forms)


def _whole(tables: list[Table], columns: list[Definition], cutoff: date) -> FormTable:
    lines = [Line("", one.spec.title, one.total.behind) for one in tables]
    periods = "；".join(
        f"{one.spec.title}登记于{one.spec.period.since}至{one.spec.period.until}" for one in tables
    )
    note = f"{periods}。按{cutoff}当天结束时的情况统计，{tables[0].spec.clock}。"
    return _laid_out(WHOLE, ["时段", *(one.label for one in columns)], lines, columns, note)


def _form(table: Table, columns: list[Definition], cutoff: date) -> FormTable:
    period = table.spec.period
    note = (
        f"登记于{period.since}至{period.until}的诉求，按{cutoff}当天结束时的情况统计，"
        f"{table.spec.clock}。"
    )
    head = [table.spec.rows.label, *(one.label for one in columns)]
    return _laid_out(table.spec.title, head, [*table.lines, table.total], columns, note)


def _laid_out(
    title: str, head: list[str], lines: list[Line], columns: list[Definition], note: str
) -> FormTable:
    return FormTable(
        title=title,
        columns=(FIRST, *(OTHER for _ in columns)),
        rows=(
            tuple(Cell(word, is_label=True, is_centred=True) for word in head),
            *(_row(line, columns) for line in lines),
        ),
        head_rows=1,
        is_landscape=True,
        note=note,
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
