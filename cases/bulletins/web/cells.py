"""The tables of a bulletin as its page draws them: each number with the address of its tickets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards as card_rules
from cases.bulletins.rules import task_figures, task_lists
from cases.bulletins.rules.differences import written
from cases.bulletins.rules.figures import Definition, Figures, Line, Table
from cases.bulletins.rules.tables import Source
from cases.bulletins.selectors import cell_tickets, unit_cards
from cases.models import Bulletin

Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """For whom the tables are drawn, and which cells an erratum has corrected since.

    Where an erratum names no cells of a table, `corrected` has it under no row and no column.
    """

    bulletin_id: int
    figures: Figures
    visible: Collection[int]
    viewer: Viewer
    corrected: Mapping[tuple[str, str, str], str]


def drawn(drawing: Drawing) -> list[Words]:
    """Return the tables: title, headings with their definitions, rows and the sum."""
    return [_table(table, drawing) for table in drawing.figures.tables]


def _table(table: Table, drawing: Drawing) -> Words:
    columns = drawing.figures.columns(table)
    page = reverse("cases:definitions")
    headings = [
        {"word": one.label, "url": f"{page}#{one.name}", "version": one.version} for one in columns
    ]
    return {
        "name": table.spec.name,
        "title": table.spec.title,
        "period": table.spec.period,
        "clock": table.spec.clock,
        "is_of_tasks": table.spec.of is Source.TASKS,
        "by": table.spec.by,
        "corrected": drawing.corrected.get((table.spec.title, "", "")),
        "headings": headings,
        "lines": [_line(table, line, line.key, columns, drawing) for line in table.lines],
        "total": _line(table, table.total, None, columns, drawing) if table.has_total else None,
    }


def _line(
    table: Table, line: Line, key: str | None, columns: list[Definition], drawing: Drawing
) -> Words:
    where = {"table": table.spec.name} | ({} if key is None else {"row": key})
    cells = [_cell(table, line, column, where, drawing) for column in columns]
    return {"label": line.label, "cells": cells}


def _cell(table: Table, line: Line, column: Definition, where: Words, drawing: Drawing) -> Words:
    """A number opens its tickets where all of them may be seen; else it is told, as published."""
    value = line.value(column)
    words = written(value)
    by = drawing.corrected.get((table.spec.title, line.label, column.label))
    if by:
        return {"kind": "text", "word": column.label, "text": f"{words}（已更正，见{by}）"}
    sides = ("over", "of") if column.is_rate else ("",)
    is_open = isinstance(value, Rate | int) and all(
        cell_tickets.opens(column, line.ids(column, side), drawing.visible, seen_by=drawing.viewer)
        for side in sides[-1:]
    )
    if not is_open:
        return {"kind": "text", "word": column.label, "text": words}
    urls = {side: _address(drawing.bulletin_id, where, column, side) for side in sides}
    if column.is_rate:
        return {"kind": "rate", "word": column.label, "value": value, **urls}
    return {"kind": "count", "word": column.label, "value": value, "url": urls[""]}


def _address(pk: int, where: Words, column: Definition, side: str) -> str:
    asked = {**where, "name": column.name, **({"side": side} if side else {})}
    return f"{reverse('cases:bulletin-rows', args=[pk])}?{urlencode(asked)}"


def lists(figures: Figures) -> list[Words]:
    """Return the two lists of tasks, each cell with the heading of its column."""
    found = []
    for table in figures.tables:
        if table.spec.of is Source.TASKS:
            head, *lines = task_lists.lines(figures, table)
            # The task is the title of its card on a phone; numbers are for paper.
            first = head.index(task_figures.FACTS["text"])
            at = [first, *(one for one in range(1, len(head)) if one != first)]
            told = [[(head[one], line[one]) for one in at] for line in lines]
            found.append(
                {
                    "name": table.spec.name,
                    "title": table.spec.title,
                    "head": [head[one] for one in at],
                    "lines": told,
                }
            )
    return found


def cards_not_told(row: Bulletin, figures: Figures, *, seen_by: Viewer) -> list[Any]:
    """Return the cards of this viewer's units that the published copy does not list."""
    if not figures.is_published:
        return []
    told = {one.unit_id for one in card_rules.shown(figures)}
    rows = unit_cards.of_bulletin(row, seen_by=seen_by)
    return [one for unit_id, one in rows.items() if unit_id not in told]


def cards(row: Bulletin, figures: Figures, *, seen_by: Viewer) -> list[Words]:
    """Return the cards that follow, with the rows of those whose answers may be read."""
    rows = unit_cards.of_bulletin(row, seen_by=seen_by)
    return [{"card": one, "row": rows.get(one.unit_id)} for one in card_rules.shown(figures)]
