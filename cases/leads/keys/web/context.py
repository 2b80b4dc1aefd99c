"""What a page outside may ask of the room: whether this viewer has a seat, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from cases.leads.keys.selectors import seats

PATH = "/leads/"
# Where a page of the room asks whether what it sent has arrived.
ASK_BY_KEY = "/leads/once/"


def room(request: HttpRequest) -> dict[str, Any]:
    """Only one's own profile, and an officer's desk, ask: no other page touches that database."""
    viewer = getattr(request, "viewer", None)

    @cache
    def has_seat() -> bool:
        return viewer is not None and seats.member_of(viewer) is not None

    inside = bool(viewer) and request.path.startswith(PATH)
    return {"has_seat": has_seat, "once_address": ASK_BY_KEY if inside else ""}
