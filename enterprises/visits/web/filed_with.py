"""What is filed with a visit on its own page: offered here, filled by an upper app.

A problem that the enterprise raises is written on the page of the visit and kept in the same save;
what the visit knows (enterprise, day, manner) is not typed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, Visit


class Sheets(Protocol):
    """What is being filed with one visit: blank, as sent, or with what is wrong in it."""

    # The fragment that draws it inside the form; it finds this under the name `sheets`.
    template: str
    errors: Any

    def is_valid(self) -> bool: ...

    def file(self, visit: Visit, *, actor: Viewer) -> None:
        """File it with a visit that was just written; raises DomainError."""

    def told(self) -> str:
        """Return a sentence of what was filed; empty where nothing was."""


class Kind(Protocol):
    """One kind of thing that may be filed with a visit."""

    # The fragment that shows on the visit's page what was filed with it; finds it under `filed`.
    template: str

    def sheets(self, request: Request, enterprise: Enterprise) -> Sheets | None:
        """Return the sheets of this request, or None where the viewer may file nothing."""

    def of_visit(self, visit: Visit, *, seen_by: Viewer) -> Any: ...


_kinds: list[Kind] = []


def register(kind: Kind) -> None:
    """An upper app says what may be filed with a visit."""
    _kinds.append(kind)


def sheets(request: Request, enterprise: Enterprise) -> list[Sheets]:
    found = (kind.sheets(request, enterprise) for kind in _kinds)
    return [one for one in found if one is not None]


def shown(visit: Visit, *, seen_by: Viewer) -> list[dict[str, Any]]:
    """Return what was filed with a visible visit, each with the fragment that shows it."""
    return [
        {"template": kind.template, "filed": kind.of_visit(visit, seen_by=seen_by)}
        for kind in _kinds
    ]


def are_valid(given: Sequence[Sheets]) -> bool:
    """Look at all of them, so that every fault is said at once."""
    return not [one for one in given if not one.is_valid()]
