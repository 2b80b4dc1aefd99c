"""A bulletin on paper: its text as an official letter, its tables across pages of their own."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards, differences, published, task_lists
from cases.bulletins.rules.figures import Definition, Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinState, Copy
from cases.bulletins.rules.tables import Source
from cases.figures.rules.completion import Period
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.organs import Organ
from cases.letters.rules.sheets import Annex, Cell, FormTable, LetterSheet
from cases.letters.rules.wording import clauses
from cases.letters.selectors import styles as letter_styles
from cases.models import Bulletin

TO_ALL, WHOLE, CARDS = "各责任单位", "总体情况", "亮牌情况"
FIRST, OTHER = 3.2, 1.6
LIST_WIDTHS, CARD_WIDTHS = (0.7, 1.3, 4.6, 2.6, 1.4, 1.5, 1.2, 4.2), (3.2, 1.6, 2.0)
UNTOLD_CARDS = "件数不公布的，亮牌只通知本单位。"
MADE = {"pdf": pdf, "docx": docx}


def printed(row: Bulletin, figures: Figures, form: str, *, seen_by: Viewer) -> bytes:
    """Return a copy of the bulletin as .pdf or .docx; its face says if it is none to hand on."""
    return MADE[form](sheet(row, figures, seen_by=seen_by))


def sheet(row: Bulletin, figures: Figures, *, seen_by: Viewer) -> LetterSheet:
    """Return everything that stands on its pages, with the figures of this copy."""
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
        mark=_mark(row, figures),
    )


def _mark(row: Bulletin, figures: Figures) -> str:
    if row.state != BulletinState.SEALED:
        return composing.DRAFT_MARK
    return "" if figures.is_published else Copy.WHOLE.label


def _dated(row: Bulletin) -> date:
    """成文日期 is the day of the signature, not of the seal and its number."""
    signed = row.approvals.filter(is_approved=True).last() if row.sealed_at else None
    return timezone.localdate(signed.signed_at if signed else row.drafted_at)


def _days(period: Period) -> str:
    return f"{clauses.day(period.since)}至{clauses.day(period.until)}"


def _forms(figures: Figures, cutoff: date) -> tuple[FormTable, ...]:
    """The county as a whole stands on one page, each period a line; the others on their own."""
    whole = [one for one in figures.tables if not one.has_total and one.lines]
    parted = [one for one in figures.tables if one.has_total and one.lines]
    forms = [_form(one, figures.columns(one), cutoff) for one in parted]
    first = [_whole(whole, figures.columns(whole[0]), cutoff)] if whole else []
    return (*first, *forms, *_lists(figures), *_cards(figures))


def _whole(tables: list[Table], columns: list[Definition], cutoff: date) -> FormTable:
    lines = [Line("", one.spec.title, one.total.behind, one.blank) for one in tables]
    word = "" if tables[0].spec.of is Source.TASKS else "登记于"
    periods = "；".join(f"{one.spec.title}{word}{_days(one.spec.period)}" for one in tables)
    note = f"{periods}。按{clauses.day(cutoff)}当天结束时的情况统计，{tables[0].spec.clock}。"
    note += "" if all(one.is_whole for one in tables) else published.BLANK
    first = "清单" if tables[0].spec.of is Source.TASKS else "时段"
    return _laid_out(WHOLE, [first, *(one.label for one in columns)], lines, columns, note)


def _form(table: Table, columns: list[Definition], cutoff: date) -> FormTable:
    note = (
        f"登记于{_days(table.spec.period)}的诉求，按{clauses.day(cutoff)}当天结束时的情况统计，"
        f"{table.spec.clock}。{'' if table.is_whole else published.BLANK}"
    )
    head = [table.spec.by, *(one.label for one in columns)]
    return _laid_out(table.spec.title, head, [*table.lines, table.total], columns, note)


def _lists(figures: Figures) -> list[FormTable]:
    """The tasks of both weeks (双清单), each list on its own."""
    weeks = [one for one in figures.tables if one.spec.of is Source.TASKS]
    found = [one for one in weeks if one.total.counted(task_lists.LISTED)]
    return [
        FormTable(
            title=table.spec.title,
            columns=LIST_WIDTHS,
            rows=_cells_of(task_lists.lines(figures, table)),
            head_rows=1,
            is_landscape=True,
            note=f"{_days(table.spec.period)}。",
        )
        for table in found
    ]


def _cards(figures: Figures) -> list[FormTable]:
    """The units that are shown a card; none where the county shows none."""
    if figures.cards is None or not cards.shown(figures):
        return []
    lines = [["责任单位", "亮牌", "在办已超期（件）"]] + [
        [card.label, card.colour.label, str(card.overdue)] for card in cards.shown(figures)
    ]
    note = f"{figures.cards.words}。{UNTOLD_CARDS if figures.is_published else ''}"
    return [FormTable(CARDS, CARD_WIDTHS, _cells_of(lines), 1, is_landscape=True, note=note)]


def _cells_of(lines: list[list[str]]) -> tuple[tuple[Cell, ...], ...]:
    head, *rest = lines
    return (
        tuple(Cell(word, is_label=True, is_centred=True) for word in head),
        *(tuple(Cell(word) for word in line) for line in rest),
    )


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
