"""Parts of an enterprise's page that upper rooms put there: each with its own plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Protocol

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise


class Part(Protocol):
    """Returns what its fragment shows of a visible enterprise; `asked` is the page's query."""

    def __call__(
        self, enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
    ) -> object: ...


class Place(Enum):
    """Where on the page: below the contacts, further down, or at the side."""

    FIRST, MAIN, SIDE = range(3)


_parts: dict[str, tuple[str, Part, Place]] = {}


def register(name: str, template: str, part: Part, place: Place = Place.MAIN) -> None:
    """An upper room shows something of its own, under this name, by this fragment."""
    _parts[name] = (template, part, place)


def of(
    enterprise: Enterprise, *, seen_by: Viewer, is_near: bool, asked: Mapping[str, str]
) -> Mapping[str, object]:
    """Return what the parts show, by name: the words in which their fragments ask for it."""
    return {
        name: part(enterprise, seen_by=seen_by, is_near=is_near, asked=asked)
        for name, (_, part, _) in _parts.items()
    }


def templates() -> dict[str, list[str]]:
    """Return the fragments by the name of their place (`first`, `main`, `side`)."""
    return {
        place.name.lower(): [template for template, _, there in _parts.values() if there is place]
        for place in Place
    }
