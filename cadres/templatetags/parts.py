"""The parts that pages are put together from: buttons, links that look like them, notes, cards.

Loaded with `{% load site %}`. How a part looks is said here alone; a page says what it is for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Parser, Token, token_kwargs
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
_NAMED = re.compile(r"\w+=")
# Where a card tells its heading how it is called; a page can name nothing like it.
_HEADING = "card heading"
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


class Card(template.Node):
    """`{% card "诉求" id="asked" %}…{% endcard %}`: a box; under a heading it is a section.

    A heading that is put together stands inside, `{% heading %}本机关存档 {{ n }}{% endheading %}`.
    `id` names the section by its heading, `anchor` is where an address leads; where a page has
    several, `number` stands behind both. `element` and `level` are for boxes of other kinds
    (`element="article" level=3`), all else as for `button`.
    """

    child_nodelists = ("inside",)

    def __init__(self, inside: template.NodeList, given: dict[str, Any]) -> None:
        self.inside, self.given = inside, given

    def render(self, context: template.Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.given.items()}
        words, number = given.pop("words", ""), given.pop("number", "")
        named, anchor = (_numbered(given.pop(one, ""), number) for one in ("id", "anchor"))
        level, also = given.pop("level", 2), given.pop("also", "")
        with context.push(**{_HEADING: (level, named)}):
            top = heading(context, conditional_escape(words)) if words else ""
            inside = self.inside.render(context)
        element = given.pop("element", "section" if named or words else "div")
        attributes = _written({"id": anchor, "aria-labelledby": named} | given)
        return format_html(
            '<{} class="card{}"{}>{}{}</{}>',
            *(element, f" {also}" if also else "", attributes, top, inside, element),
        )


@register.tag("card")
def card(parser: Parser, token: Token) -> Card:
    """Read `{% card %}` up to its `{% endcard %}`: the heading, if any, then what is named."""
    name, *bits = token.split_contents()
    given = token_kwargs([_named(bit) for bit in bits], parser)
    if len(given) != len(bits):
        raise template.TemplateSyntaxError(f"“{name}” takes one heading, then name=value")
    inside = parser.parse(("endcard",))
    parser.delete_first_token()
    return Card(inside, given)


@register.simple_block_tag(takes_context=True)
def heading(context: template.Context, content: str, focus: bool = False) -> SafeString:
    """The heading of the card around it; `focus` moves there whoever opens the page by htmx."""
    level, named = context[_HEADING]
    attributes = {"id": named, "data-focus": bool(focus), "tabindex": "-1" if focus else ""}
    return format_html(
        '<h{} class="card-heading"{}>{}</h{}>',
        *(level, _written(attributes), SafeString(content), level),
    )


def _numbered(name: str, number: Any) -> str:
    return f"{name}-{number}" if name and number else name


def _named(bit: str) -> str:
    return bit if _NAMED.match(bit) else f"words={bit}"


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
