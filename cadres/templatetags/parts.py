"""The parts that pages are put together from: buttons, links that look like them, notes, cards.

Loaded with `{% load site %}`. How a part looks is said here alone; a page says what it is for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()

# What pressing it means: the one thing to do here, what cannot be taken back, the way out.
KINDS = {"": "", "primary": " btn-primary", "danger": " btn-danger", "quiet": " btn-quiet"}
NOTES = {"": "", "info": " is-info", "success": " is-success"} | {
    "warning": " is-warning",
    "error": " is-error",
}
# The name of an address, as `{% url %}` takes it.
NAME = re.compile(r"[a-z]+:[a-z-]+")
# Where a part of the page is swapped, the address bar follows and the line above shows the wait.
SWAPPED = {"hx-swap": "outerHTML", "hx-push-url": "true", "hx-indicator": "#busy"}


@register.simple_tag
@lru_cache(maxsize=256)
def look(kind: str = "", small: bool = False, also: str = "") -> SafeString:
    """The classes of a button, where `button` and `link` cannot write it: `<a {% look "quiet" %}>`.

    `also` names classes of the place itself (only-desktop, no-print).
    """
    size, more = " btn-small" if small else "", f" {also}" if also else ""
    return format_html('class="btn{}{}{}"', size, _one_of(KINDS, kind), more)


@register.simple_block_tag
def button(
    content: str, kind: str = "", small: bool = False, also: str = "", **attributes: Any
) -> SafeString:
    """A button that sends its form: `{% button kind="primary" %}交办{% endbutton %}`.

    Other attributes are written as they are named, `data_print=True` as `data-print`.
    """
    kept = {"type": "submit"} | attributes
    return format_html(
        "<button {}{}>{}</button>", look(kind, small, also), _written(kept), SafeString(content)
    )


@register.simple_block_tag
def link(content: str, to: str, *args: Any, **more: Any) -> SafeString:
    """A link that looks like a button: `{% link "cadres:codes" kind="quiet" %}返回{% endlink %}`.

    `to` is the name of an address with its arguments, or an address; `query` follows it. `swaps`
    names the part of the page that is brought anew in place. All else as for `button`.
    """
    query, swaps = more.pop("query", ""), more.pop("swaps", "")
    address = _address(to, args) + (f"?{query}" if query else "")
    shape = look(more.pop("kind", ""), more.pop("small", False), more.pop("also", ""))
    swapped = {"hx-get": address, "hx-target": swaps, **SWAPPED} if swaps else {}
    attributes = _written({"href": address} | swapped | more)
    return format_html("<a {}{}>{}</a>", shape, attributes, SafeString(content))


@register.simple_block_tag
def note(content: str, kind: str = "", role: str = "", focus: bool = False) -> SafeString:
    """Words that stand out: `{% note "warning" %}<p>…</p>{% endnote %}`.

    `focus` moves there whoever hears the page, where the words answer what was just done.
    """
    attributes = {"role": role, "data-focus": focus, "tabindex": "-1" if focus else ""}
    return format_html(
        '<div class="note{}"{}>{}</div>',
        _one_of(NOTES, kind),
        _written(attributes),
        SafeString(content),
    )


@register.simple_block_tag
def card(content: str, heading: str, id: str = "", also: str = "") -> SafeString:
    """A section of a page under its heading; with an `id` it is named by the heading, too."""
    return format_html(
        '<section class="card{}"{}><h2 class="card-heading"{}>{}</h2>{}</section>',
        f" {also}" if also else "",
        _written({"aria-labelledby": id}),
        _written({"id": id}),
        heading,
        SafeString(content),
    )


def _one_of(known: dict[str, str], kind: str) -> str:
    """A kind that nobody knows would be shown without its colour, and nobody would notice."""
    if kind not in known:
        raise template.TemplateSyntaxError(f"“{kind}” is none of {sorted(known)}")
    return known[kind]


def _address(to: str, args: tuple[Any, ...]) -> str:
    return reverse(to, args=args) if NAME.fullmatch(to) else to


def _written(attributes: dict[str, Any]) -> SafeString:
    """Attributes as HTML: what is empty is left out, True is written without a value."""
    return SafeString("".join(_attribute(name, attributes[name]) for name in attributes))


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    name = name.replace("_", "-")
    return f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
