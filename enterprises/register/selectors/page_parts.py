"""Parts of an enterprise's page that upper rooms put there: each with its own plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise


class Part(Protocol):
    """Returns what its fragment shows of a visible enterprise; `asked` is the page's query."""

    def __call__(
        self, enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
    ) -> object: ...


_parts: dict[str, tuple[str, Part]] = {}


def register(name: str, template: str, part: Part) -> None:
    """An upper room shows something of its own, under this name, by this fragment."""
    _parts[name] = (template, part)


def of(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> Mapping[str, object]:
    """Return what the parts show, by name: the words in which their fragments ask for it."""
    return {
        name: part(enterprise, seen_by=seen_by, is_near=is_near, asked=asked)
        for name, (_, part) in _parts.items()
    }


def templates() -> list[str]:
    return [template for template, _ in _parts.values()]
