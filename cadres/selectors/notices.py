"""Notices as their reader may see them now; an upper app says how its kinds are worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cadres.errors import Absent
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


# A thing by kind and id. Given ids by kind, and the reader, a renderer returns words for those
# things that the reader may see, and no others; it is called once for all its kinds, so that an
# inbox costs the same however many kinds lie in it.
Key = tuple[str, int]
Renderer = Callable[[Mapping[str, Sequence[int]], Viewer], dict[Key, Message]]
# The same question without the words, for the number beside the bell, which stands on every page.
Sight = Callable[[Mapping[str, Sequence[int]], Viewer], set[Key]]
_renderers: dict[str, Renderer] = {}
_sights: dict[Renderer, Sight] = {}


def register(kinds: Sequence[str], renderer: Renderer, sight: Sight | None = None) -> None:
    """An upper app words its kinds of notices, and may say more cheaply which are to be seen."""
    _renderers.update(dict.fromkeys(kinds, renderer))
    _sights[renderer] = sight or (lambda owed, reader: set(renderer(owed, reader)))


def render(kind: str, object_ids: Sequence[int], *, seen_by: Viewer) -> dict[int, Message]:
    renderer = _renderers.get(kind)
    worded = renderer({kind: object_ids}, seen_by) if renderer else {}
    return {object_id: message for (_, object_id), message in worded.items()}


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


def fetch(pk: int, *, seen_by: Viewer) -> Line:
    """Return one line of the reader's own inbox, while its thing may still be seen."""
    row = Notice.objects.filter(pk=pk, to_id=seen_by.cadre_id).first()
    message = _word([row], seen_by).get((row.kind, row.object_id)) if row else None
    if row is None or message is None:
        raise Absent("没有这条消息，或者您已不能查看它所说的事项。")
    return Line(row.pk, row.at, row.read_at is not None, message)


def unread(*, seen_by: Viewer) -> int:
    """Count unread notices that may still be seen, up to the number a page shows."""
    rows = Notice.objects.filter(to_id=seen_by.cadre_id, read_at__isnull=True)
    newest = list(rows.order_by("-at", "-pk").values_list("kind", "object_id")[:SHOWN])
    owed = _by_renderer(newest).items()
    seen = {key for renderer, ids in owed for key in _sights[renderer](ids, seen_by)}
    return sum(key in seen for key in newest)


def _word(rows: list[Notice], reader: Viewer) -> dict[Key, Message]:
    owed = _by_renderer((row.kind, row.object_id) for row in rows)
    return {
        key: message
        for renderer, ids_by_kind in owed.items()
        for key, message in renderer(ids_by_kind, reader).items()
    }


def _by_renderer(keys: Iterable[Key]) -> dict[Renderer, dict[str, list[int]]]:
    owed: dict[Renderer, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for kind, object_id in keys:
        renderer = _renderers.get(kind)
        if renderer is not None:
            owed[renderer][kind].append(object_id)
    return owed
