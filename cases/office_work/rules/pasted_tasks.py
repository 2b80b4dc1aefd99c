"""Reads rows of tasks that were copied from a spreadsheet; every row is a task or a refusal."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cadres.submissions.rules import pasted_text, typed_values
from cases.office_work.rules.tasks import TaskKind

MOST_ROWS = 100  # what one page still shows to be read through
# The columns by the words that lists of counties have above them; else in this order.
HEADINGS = {
    "text": ("任务", "工作任务", "工作内容", "内容", "事项"),
    "unit": ("责任单位", "单位", "牵头单位"),
    "owner_name": ("责任人", "负责人"),
    "due_on": ("完成时限", "时限", "完成时间", "完成日期"),
    "kind": ("类别", "动作", "类型"),
}
ORDER = tuple(HEADINGS)
NUMBERS = ("序号", "编号", "")
_DAY = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as it was pasted: `at` counts the rows from 1, the headings included."""

    at: int
    cells: dict[str, str]


def rows(text: str) -> Iterator[PastedRow]:
    """Yield the rows that hold anything, their cells by what they mean.

    Cells are separated by tabs, as a spreadsheet copies them; a cell with line breaks is quoted.
    """
    columns: Sequence[str] = ORDER
    for at, line in enumerate(csv.reader(text.splitlines(keepends=True), delimiter="\t"), 1):
        cells = [" ".join(pasted_text.value(cell).split()) for cell in line]
        if not any(cells):
            continue
        found = _columns(cells)
        if found:
            columns = found
        else:
            yield PastedRow(at, _named(cells, columns))


def kind_of(word: str) -> TaskKind | None:
    """Return what 规定动作, 规定, 自选 mean; nothing for another word."""
    return next((kind for kind in TaskKind if word and kind.label.startswith(word)), None)


def day_of(word: str, week_on: date) -> date | None:
    """Return the day written as 2026-11-20, 2026年11月20日, 11月20日 or 11.20.

    Without a year it is the one nearest to the list's week.
    """
    found = _DAY.fullmatch(word.replace(" ", ""))
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    years = [year] if year else [week_on.year - 1, week_on.year, week_on.year + 1]
    made = (typed_values.day(f"{one:04}-{month:02}-{day:02}") for one in years)
    days = [one for one in made if one is not None]
    return min(days, key=lambda one: abs((one - week_on).days), default=None)


def _columns(cells: Sequence[str]) -> list[str]:
    """The meanings of a row of headings; nothing where the row is none."""
    meant = [_meaning(cell) for cell in cells]
    is_heading = all(name is not None for name in meant) and "text" in meant
    return [name or "" for name in meant] if is_heading else []


def _meaning(cell: str) -> str | None:
    if cell in NUMBERS:
        return ""
    return next((name for name, words in HEADINGS.items() if cell in words), None)


def _named(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    found = dict.fromkeys(ORDER, "")
    for name, cell in zip(columns, cells, strict=False):
        if name:
            found[name] = cell
    beyond = [cell for cell in cells[len(columns) :] if cell]
    return {**found, "beyond": "、".join(beyond)}
