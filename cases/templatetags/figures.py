"""Rows of figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from cadres.templatetags.site import tally

register = template.Library()

Cell = Mapping[str, Any]


@register.simple_tag
def figure_cells(line: Mapping[str, Any]) -> SafeString:
    """The cells of a row, written at once: a report has several hundred of them."""
    return SafeString(
        "".join(_count(cell) for cell in line["counts"])
        + "".join(_rate(cell) for cell in line["rates"])
    )


def _count(cell: Cell) -> str:
    value, url = cell["value"], cell["url"]
    said = tally(value, url, look=cell["look"]) if url else escape(value)
    return f'<td class="num" data-label="{escape(cell["word"])}">{said}</td>'


def _rate(cell: Cell) -> str:
    return f'<td class="num nowrap" data-label="{escape(cell["word"])}">{escape(cell["text"])}</td>'
