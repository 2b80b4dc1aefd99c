"""The options of a drop-down, written at once: by templates a hundred cost more than a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from cadres.search.rules import finding

register = template.Library()
Group = tuple[str | None, list[dict[str, Any]], int]
INITIALS = "data-initials"
KEPT = 8192


@register.simple_tag
def options(groups: Iterable[Group]) -> SafeString:
    """Return what Django's own templates would write for the groups of a widget."""
    return SafeString("".join(_group(name, choices) for name, choices, _ in groups))


def picked_options(groups: Iterable[Group]) -> SafeString:
    """The options of a drop-down in which one finds by typing: each with its initials."""
    for _, choices, _ in (known := list(groups)):
        for choice in choices:
            found = finding.initials(str(choice["label"]))
            choice["attrs"] = {**choice["attrs"], INITIALS: found}
    return options(known)


def _group(name: str | None, choices: list[dict[str, Any]]) -> str:
    inside = "".join(map(_option, choices))
    return f'<optgroup label="{conditional_escape(name)}">{inside}</optgroup>' if name else inside


def _option(choice: dict[str, Any]) -> str:
    value, label, attrs = str(choice["value"]), choice["label"], choice["attrs"]
    if not attrs:
        return _plain(value, label)
    if attrs.keys() == {INITIALS}:
        return _plain(value, label, attrs[INITIALS])
    return _written(value, label, attrs)


@lru_cache(KEPT, typed=True)  # what is marked as safe is not escaped, and is not equal here
def _plain(value: str, label: Any, initials: str | None = None) -> str:
    """An option that is not chosen: every list says the same few hundred."""
    return _written(value, label, {} if initials is None else {INITIALS: initials})


def _written(value: str, label: Any, attrs: dict[str, Any]) -> str:
    shown = conditional_escape(label)
    return f'<option value="{conditional_escape(value)}"{attributes(attrs)}>{shown}</option>'


def attributes(attrs: dict[str, Any]) -> str:
    """Write attributes with the blank before each; one that is false is left out."""
    return "".join(_attribute(name, value) for name, value in attrs.items())


def _attribute(name: str, value: Any) -> str:
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
