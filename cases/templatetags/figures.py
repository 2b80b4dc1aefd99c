"""Rows of figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from cadres.templatetags.site import tally

register = template.Library()

Cell = Mapping[str, Any]
# Links among other letters are underlined: colour alone does not tell them.
PARTS = "num nowrap of-parts"


@register.simple_tag
def figure_cells(line: Mapping[str, Any]) -> SafeString:
    """The cells of a row, written at once: a report has several hundred of them."""
    return SafeString(
        "".join(_in_cell(cell, _count(cell), "num") for cell in line["counts"])
        + "".join(_in_cell(cell, _rate(cell), PARTS) for cell in line["rates"])
    )


@register.simple_tag
def table_cells(line: Mapping[str, Any]) -> SafeString:
    """The cells of a row of any table of figures: counts, rates, lengths, changes in words."""
    return SafeString(
        "".join(_in_cell(cell, _WRITTEN[cell["kind"]](cell), PARTS) for cell in line["cells"])
    )


@register.simple_tag
def trend_mark(cell: Cell, of: str) -> SafeString:
    """A mark of a drawing that opens the tickets of the rate, and says what it is when heard."""
    place, rate = cell["place"], cell["value"]
    return format_html(
        '<a href="{}" data-tally="{}" aria-label="{}{} {}">'
        '<circle class="trend-reach" cx="{x}" cy="{y}" r="12"/>'
        '<circle cx="{x}" cy="{y}" r="4"/></a>',
        *(cell["over"], rate.numerator, cell["month"], of, rate.words),
        x=place.x,
        y=place.y,
    )


@register.simple_tag
def rate_parts(cell: Cell) -> SafeString:
    """A rate with both its sides: 92.3%（12/13）, each of which opens its tickets."""
    return SafeString(_rate(cell))


@register.simple_tag
def rate_sides(cell: Cell) -> SafeString:
    """The sides alone, where the per cent stands elsewhere: 12/13."""
    rate = cell["value"]
    if not rate.denominator:
        return SafeString("")
    over, of = tally(rate.numerator, cell["over"]), tally(rate.denominator, cell["of"])
    return SafeString(f"{over}/{of}")


def _in_cell(cell: Cell, said: str, look: str) -> str:
    return f'<td class="{look}" data-label="{escape(cell["word"])}">{said}</td>'


def _count(cell: Cell) -> str:
    value, url = cell["value"], cell["url"]
    return tally(value, url, look=cell.get("look", "")) if url else escape(value)


def _rate(cell: Cell) -> str:
    """As `Rate.words` says it; both sides open their tickets."""
    rate = cell["value"]
    if not rate.denominator:
        return escape(rate.words)
    return f"{escape(rate.percent)}（{rate_sides(cell)}）"


def _length(cell: Cell) -> str:
    """How long, and of how many tickets."""
    said = escape(cell["text"])
    if not cell["value"]:
        return said
    return f"{said}（{tally(cell['value'], cell['url'], words='# 件')}）"


def _words(cell: Cell) -> str:
    return escape(cell["text"])


_WRITTEN: dict[str, Callable[[Cell], str]] = {
    "count": _count,
    "rate": _rate,
    "days": _length,
    "text": _words,
}
