"""Where the rows behind a number of a table of figures are found (`cases:table-rows`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.urls import reverse

from cases.figures.rules.cross_tables import OF, OTHERS, OVER, Ask
from cases.figures.rules.definitions.entries import Group

# So many tables are looked at in a while.
QUESTIONS = 200


def rows_behind(
    ask: Ask,
    name: str,
    *,
    row: str | None = None,
    column: str | None = None,
    others: Sequence[str] = (),
    label: str = "",
    page: str = "",
) -> str:
    """Return the address of the tickets that an entry of the catalogue counts in one cell.

    `others` are the columns that stand by themselves where `column` is 其他; `page` says to which
    page the list leads back.
    """
    part = {"row": row, "column": column, "label": label or None, "from": page or None}
    asked = [(word, value) for word, value in (part | {"name": name}).items() if value is not None]
    if column == OTHERS:
        asked += [("besides", one) for one in others]
    return "&".join([_rows_of(ask), *(f"{word}={quoted(value)}" for word, value in asked)])


def sides(address: str) -> dict[str, str]:
    """Return the addresses of both sides of a rate, from that of its cell."""
    return {side: f"{address}&side={side}" for side in (OVER, OF)}


def table(ask: Ask, figure: str = "") -> str:
    """Return the address of the whole table (指标统计)."""
    figured = {"figure": figure} if figure else {}
    return f"{reverse('cases:tables')}?{urlencode(said(ask) | figured)}"


# The same rows, columns and words stand in the addresses of a whole table.
quoted = lru_cache(4096)(quote_plus)


@lru_cache(QUESTIONS)
def _rows_of(ask: Ask) -> str:
    """What the addresses of all cells of a table begin with: a page has some hundred of them."""
    return f"{reverse('cases:table-rows')}?{urlencode(said(ask))}"


def said(ask: Ask) -> dict[str, object]:
    """Return a question as `TableForm` reads it from an address."""
    found: dict[str, str | date | None] = {
        "since": ask.period.since,
        "until": ask.period.until,
        "rows": ask.rows.value,
        "across": ask.across.value if ask.across else None,
        "as_of": ask.as_of,
        "own": "on" if ask.is_own else None,
        "group": Group.FLOW.value if ask.with_carried else None,
    }
    return {word: str(value) for word, value in found.items() if value is not None}
