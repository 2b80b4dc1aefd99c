"""Notices as their reader may see them now; an upper app says how its kinds are worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cadres.models import Notice
from cadres.rules.viewer import Viewer

# Older lines stay in the table; a page shows the newest.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A notice in words: what happened, about what, and where it is."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the inbox."""

    pk: int
    at: datetime
    is_read: bool
    message: Message


# Given ids and the reader, return words for those things that the reader may see; no others.
Renderer = Callable[[str, Sequence[int], Viewer], dict[int, Message]]
_renderers: dict[str, Renderer] = {}


def register(kinds: Sequence[str], renderer: Renderer) -> None:
    """An upper app words its kinds of notices."""
    _renderers.update(dict.fromkeys(kinds, renderer))


def render(kind: str, object_ids: Sequence[int], *, seen_by: Viewer) -> dict[int, Message]:
    renderer = _renderers.get(kind)
    return renderer(kind, object_ids, seen_by) if renderer else {}


def lines(*, seen_by: Viewer, unread_only: bool = False) -> list[Line]:
    """Return the newest notices whose thing the reader may still see, newest first."""
    rows = Notice.objects.filter(to_id=seen_by.cadre_id).order_by("-at", "-pk")
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    newest = list(rows[:SHOWN])
    worded = _word(newest, seen_by)
    return [
        Line(row.pk, row.at, row.read_at is not None, message)
        for row in newest
        if (message := worded.get((row.kind, row.object_id)))
    ]


def unread(*, seen_by: Viewer) -> int:
    """Count unread notices that may still be seen, up to the number a page shows."""
    return len(lines(seen_by=seen_by, unread_only=True))


def _word(rows: list[Notice], reader: Viewer) -> dict[tuple[str, int], Message]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.object_id)
    return {
        (kind, object_id): message
        for kind, ids in by_kind.items()
        for object_id, message in render(kind, ids, seen_by=reader).items()
    }
