"""Rows of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from cadres.pages.rules.rates import Rate
from cadres.templatetags.site import opened, tally
from cases.figures.rules.cross_tables import OF, OVER

register = template.Library()

Cell = Mapping[str, Any]
# How the cells of a column begin, and what stands in them.
Begun = Sequence[tuple[str, Any]]
# Links among other letters are underlined: colour alone does not tell them.
PARTS = "num nowrap of-parts"


@register.simple_tag
def figure_rows(table: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> SafeString:
    """Rows of the report, written at once: of a city's units it has some ten thousand cells."""
    counts = [(_begun(one["word"], "num"), one) for one in table["counts"]]
    days = [(_begun(word, "num"), kind) for kind, word in table["days"]]
    said = [(_begun(word, PARTS), name) for name, word in table["said"]]
    return SafeString("".join(_row(line, counts, days, said) for line in lines))


def _row(line: Mapping[str, Any], counts: Begun, days: Begun, said: Begun) -> str:
    figures, rows, sides = line["figures"], line["rows"], line["sides"]
    cells = [f'<tr><th scope="row" class="cell-title">{escape(line["label"])}</th>']
    for begun, one in counts:
        count = getattr(figures, one["name"])
        shown = count if one["asks"] is None else opened(count, rows + one["asks"], one["look"])
        cells.append(f"{begun}{shown}</td>")
    cells += [f"{begun}{line['days'][kind]}</td>" for begun, kind in days]
    for begun, name in said:
        rate = getattr(figures, name)
        cells.append(f"{begun}{_of_sides(rate, f'{sides}&amp;name={name}&amp;side=')}</td>")
    return "".join(cells) + "</tr>"


def _of_sides(rate: Rate, sides: str) -> str:
    """As `Rate.words` says it; both sides open their tickets."""
    if not rate.denominator:
        return rate.words
    over, of = opened(rate.numerator, f"{sides}{OVER}"), opened(rate.denominator, f"{sides}{OF}")
    return f"{rate.percent}（{over}/{of}）"


def _begun(word: str, look: str) -> str:
    return f'<td class="{look}" data-label="{escape(word)}">'


@register.simple_tag
def table_cells(line: Mapping[str, Any]) -> SafeString:
    """The cells of a row of any table of figures: counts, rates, lengths, changes in words."""
    return SafeString(
        "".join(_in_cell(cell, _WRITTEN[cell["kind"]](cell)) for cell in line["cells"])
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
    over = tally(rate.numerator, cell["over"], exact=True)
    of = tally(rate.denominator, cell["of"], exact=True)
    return SafeString(f"{over}/{of}")


def _in_cell(cell: Cell, said: str) -> str:
    look = "num" if cell["kind"] == "count" else PARTS
    return f'<td class="{look}" data-label="{escape(cell["word"])}">{said}</td>'


def _count(cell: Cell) -> str:
    value, url = cell["value"], cell["url"]
    return tally(value, url, look=cell.get("look", ""), exact=True) if url else escape(value)


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
    return f"{said}（{tally(cell['value'], cell['url'], words='# 件', exact=True)}）"


def _words(cell: Cell) -> str:
    return escape(cell["text"])


_WRITTEN: dict[str, Callable[[Cell], str]] = {
    "count": _count,
    "rate": _rate,
    "days": _length,
    "text": _words,
}
