"""Who else has a thing open to edit, for whoever may see it; of whoever may see it, too."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import redis
from django.conf import settings

from cadres.editing.rules import presence
from cadres.editing.rules.presence import Sign
from cadres.errors import Absent
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer


class Look(Protocol):
    """Raises `Absent` where the viewer may not see the thing with this key."""

    def __call__(self, pk: int, *, seen_by: Viewer) -> object: ...


_kinds: dict[str, Look] = {}
# The signs stand in the shared cache alone: they are gone with it, and nothing depends on them.
STORE = redis.from_url(settings.CACHES["default"]["LOCATION"], decode_responses=True)


@dataclass(frozen=True, slots=True)
class Editor:
    name: str
    unit: str
    since: datetime


def register(kind: str, look: Look) -> None:
    """A room says how a thing of this kind is looked at by its key."""
    _kinds[kind] = look


def check(kind: str, pk: int, *, seen_by: Viewer) -> None:
    """Raise Absent where there is no such kind, no such thing, or none that the viewer may see."""
    if kind not in _kinds:
        raise Absent("没有这一页。")
    _kinds[kind](pk, seen_by=seen_by)


def key_of(kind: str, pk: int) -> str:
    return f"editing:{kind}:{pk}"


def signs(kind: str, pk: int) -> dict[int, Sign]:
    """Return every sign that is kept of a thing; none where the cache does not answer."""
    with suppress(redis.RedisError):
        kept: dict[str, str] = STORE.hgetall(key_of(kind, pk))  # type: ignore[assignment]
        return {int(cadre): presence.read(written) for cadre, written in kept.items()}
    return {}


def others(kind: str, pk: int, *, seen_by: Viewer) -> list[Editor]:
    """Return who else has it open, who came first before; whoever may not see it is left out."""
    check(kind, pk, seen_by=seen_by)
    found = presence.others(signs(kind, pk), seen_by.cadre_id, seen_by.at)[: presence.NAMED]
    named = (_editor(kind, pk, cadre, sign, seen_by.at) for cadre, sign in found)
    return [one for one in named if one]


def _editor(kind: str, pk: int, cadre_id: int, sign: Sign, at: datetime) -> Editor | None:
    other = viewers.of(cadre_id, at=at)
    if other is None:
        return None
    with suppress(Absent):
        check(kind, pk, seen_by=other)
        unit = next((post.unit_name for post in other.own_posts), "")
        return Editor(other.name, unit, sign.since)
    return None
