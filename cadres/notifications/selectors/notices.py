"""Notices as their reader may see them now; an upper app says how its kinds are worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from cadres.errors import Absent
from cadres.models import Notice
from cadres.notifications.rules.preferences import Group, Rank
from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer

# Older lines stay in the table; who asks for a plain list gets the newest.
SHOWN = 100
Asked = TypeVar("Asked")


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
    kind: str
    object_id: int
    message: Message


# A thing by kind and id. Given ids by kind, and the reader, a renderer returns words for those
# things that the reader may see, and no others; it is called once for all its kinds, so that an
# inbox costs the same however many kinds lie in it.
Key = tuple[str, int]
Renderer = Callable[[Mapping[str, Sequence[int]], Viewer], dict[Key, Message]]
# The same question without the words, for the number beside the bell, which stands on every page.
Sight = Callable[[Mapping[str, Sequence[int]], Viewer], set[Key]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What an upper app said of a kind."""

    renderer: Renderer
    sight: Sight
    group: Group
    is_urgent: bool


_wordings: dict[str, Wording] = {}
_for_units: dict[str, Renderer] = {}
_waited_for: set[str] = set()


def register(
    kinds: Sequence[str],
    renderer: Renderer,
    sight: Sight | None = None,
    *,
    group: Group = Group.FLOW,
    is_urgent: bool = False,
) -> None:
    """An upper app words its kinds of notices, and may say more cheaply which are to be seen.

    What is worded by one renderer is about one sort of thing, so that its lines lie together.
    Urgent kinds wait for no working hours and cannot be switched off in the inbox.
    """
    asks = sight or (lambda owed, reader: set(renderer(owed, reader)))
    _wordings.update(dict.fromkeys(kinds, Wording(renderer, asks, group, is_urgent)))


def register_for_units(kinds: Sequence[str], renderer: Renderer) -> None:
    """These kinds may go to a unit's group, whose readers nobody can check one by one.

    The renderer is given a viewer who stands for the unit; its words name neither people nor
    enterprises nor what the thing is about.
    """
    _for_units.update(dict.fromkeys(kinds, renderer))


def register_waited_for(kinds: Iterable[str]) -> None:
    """Of these kinds somebody is waited for, by a day: they are delivered before the others."""
    _waited_for.update(kinds)


def rank_of(kind: str) -> Rank:
    if is_urgent(kind):
        return Rank.URGENT
    return Rank.WAITED_FOR if kind in _waited_for else Rank.TOLD


def group_of(kind: str) -> Group:
    return _wordings[kind].group if kind in _wordings else Group.FLOW


def is_urgent(kind: str) -> bool:
    return kind in _wordings and _wordings[kind].is_urgent


def is_for_units(kind: str) -> bool:
    return kind in _for_units


def kinds_of(group: Group) -> list[str]:
    return [kind for kind, wording in _wordings.items() if wording.group == group]


def families() -> list[list[str]]:
    """Return the kinds that are about the same sort of thing, together."""
    found: dict[Renderer, list[str]] = defaultdict(list)
    for kind, wording in _wordings.items():
        found[wording.renderer].append(kind)
    return list(found.values())


def word(keys: Iterable[Key], *, seen_by: Viewer) -> dict[Key, Message]:
    """Return words for what the reader may see now, and nothing for the rest."""
    return {
        key: message
        for renderer, ids_by_kind in _by(lambda wording: wording.renderer, keys).items()
        for key, message in renderer(ids_by_kind, seen_by).items()
    }


def seen(keys: Iterable[Key], *, seen_by: Viewer) -> set[Key]:
    """Return which of the things the reader may see now, without a word."""
    return {
        key
        for sight, ids_by_kind in _by(lambda wording: wording.sight, keys).items()
        for key in sight(ids_by_kind, seen_by)
    }


def render(kind: str, object_ids: Sequence[int], *, seen_by: Viewer) -> dict[int, Message]:
    """Return the same for things of one kind, by their ids."""
    worded = word([(kind, object_id) for object_id in object_ids], seen_by=seen_by)
    return {object_id: message for (_, object_id), message in worded.items()}


def word_for_unit(kind: str, object_id: int, *, seen_by: Viewer) -> Message | None:
    """Return what may be said in the group of the unit for which the viewer stands."""
    renderer = _for_units.get(kind)
    worded = renderer({kind: [object_id]}, seen_by) if renderer else {}
    return worded.get((kind, object_id))


def lines(*, seen_by: Viewer) -> list[Line]:
    """Return the newest notices whose thing the reader may still see, newest first."""
    rows = Notice.objects.filter(to_id=seen_by.cadre_id).order_by("-at", "-pk")
    return in_words(rows[:SHOWN], seen_by=seen_by)


def in_words(rows: Iterable[Notice], *, seen_by: Viewer) -> list[Line]:
    """Return a line for each row whose thing may still be seen, newest first."""
    newest = sorted(rows, key=lambda row: (row.at, row.pk), reverse=True)
    worded = word(((row.kind, row.object_id) for row in newest), seen_by=seen_by)
    return [
        Line(row.pk, row.at, row.read_at is not None, row.kind, row.object_id, message)
        for row in newest
        if (message := worded.get((row.kind, row.object_id)))
    ]


def fetch(pk: int, *, seen_by: Viewer) -> Line:
    """Return one line of the reader's own inbox, while its thing may still be seen."""
    row = Notice.objects.filter(pk=pk, to_id=seen_by.cadre_id)
    found = in_words(row, seen_by=seen_by)
    if not found:
        raise Absent("没有这条消息，或者您已不能查看它所说的事项。")
    return found[0]


def _unread(cadre: int) -> QuerySet[Notice, Any]:
    rows = Notice.objects.filter(to_id=cadre, read_at__isnull=True)
    return rows.order_by("-at", "-pk").values("kind", "object_id")[:SHOWN]


_UNREAD = Prepared(_unread)


def unread(*, seen_by: Viewer) -> int:
    """Count unread notices that may still be seen, up to the number a list shows."""
    newest = [(row["kind"], row["object_id"]) for row in _UNREAD(seen_by.cadre_id)]
    visible = seen(newest, seen_by=seen_by)
    return sum(key in visible for key in newest)


def _by(part: Callable[[Wording], Asked], keys: Iterable[Key]) -> dict[Asked, dict[str, list[int]]]:
    owed: dict[Asked, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for kind, object_id in keys:
        if kind in _wordings:
            owed[part(_wordings[kind])][kind].append(object_id)
    return owed
