"""The inbox: lines about the same thing lie together, the thing with the newest line on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from cadres.models import Notice
from cadres.notifications.rules.preferences import Group
from cadres.notifications.selectors import notices
from cadres.notifications.selectors.notices import Line
from cadres.pages.models.prepared import IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.paging import SIZE, Onward
from cadres.viewers.rules.viewer import Viewer

# The newest lines of the things of a page (`SIZE` of them, however many lines lie under each), and
# the last of them where more follow.
_Cut = tuple[list[Notice], Notice | None]


@dataclass(frozen=True, slots=True)
class Thread:
    """What was told about one thing, the newest first; never empty."""

    lines: tuple[Line, ...]

    @property
    def newest(self) -> Line:
        return self.lines[0]

    @property
    def others(self) -> tuple[Line, ...]:
        return self.lines[1:]

    @property
    def unread(self) -> list[int]:
        return [line.pk for line in self.lines if not line.is_read]


def page(
    *,
    seen_by: Viewer,
    group: Group | None = None,
    unread_only: bool = False,
    below: int | None = None,
) -> Onward:
    """Return a page of what the reader may still see, its rows threads.

    What may not be seen any more takes no place and is not counted: a page on which nothing is
    left is passed over.
    """
    if not (group or unread_only or below):
        heads, last = _cut(_FIRST(seen_by=seen_by))
        things = [head.object_id for head in heads]
        threads = _threads(_OF_THINGS(things, seen_by=seen_by), heads, seen_by)
        if threads or last is None:  # where nothing follows, nothing is asked again
            return Onward(threads, last.pk if last else None)
    mine = _mine(seen_by, group, unread_only)
    own = Notice.objects.filter(pk=below or 0, to_id=seen_by.cadre_id)
    last = own.first() if below else None
    heads, last = _next_heads(mine, last)
    threads = _threads(_of_things(mine, heads), heads, seen_by)
    while last and not threads:
        heads, last = _next_heads(mine, last)
        threads = _threads(_of_things(mine, heads), heads, seen_by)
    return Onward(threads, last.pk if last else None)


def _mine(viewer: Viewer, group: Group | None, unread_only: bool) -> QuerySet[Notice]:
    families = notices.families()
    family = Case(
        *(When(kind__in=kinds, then=Value(place)) for place, kinds in enumerate(families)),
        output_field=IntegerField(),
    )
    rows = Notice.objects.filter(to_id=viewer.cadre_id).annotate(family=family)
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    if group:
        rows = rows.filter(kind__in=notices.kinds_of(group))
    return rows


def _next_heads(mine: QuerySet[Notice], above: Notice | None) -> _Cut:
    """Return the newest line of each thing, below a line; and the last of them if more follow."""
    heads = _heads(mine)
    if above is not None:
        heads = heads.filter(Q(at__lt=above.at) | Q(at=above.at, pk__lt=above.pk))
    return _cut(list(heads[: SIZE + 1]))


def _heads(mine: QuerySet[Notice]) -> QuerySet[Notice]:
    same = mine.filter(Q(object_id=OuterRef("object_id"), family=OuterRef("family")))
    newer = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    return mine.filter(~Exists(newer)).order_by("-at", "-pk")


def _cut(found: list[Notice]) -> _Cut:
    return found[:SIZE], found[SIZE - 1] if len(found) > SIZE else None


def _of_things(mine: QuerySet[Notice], heads: Sequence[Notice]) -> QuerySet[Notice]:
    return mine.filter(object_id__any_of=[head.object_id for head in heads])


# The first page as it is opened most: everything, from the newest on.
_FIRST = PreparedForViewer(lambda viewer: _heads(_mine(viewer, None, False))[: SIZE + 1])
_OF_THINGS = PreparedForViewer(
    lambda viewer, things: _mine(viewer, None, False).filter(object_id__any_of=things), IDS
)


def _threads(rows: Iterable[Notice], heads: Sequence[Notice], viewer: Viewer) -> list[Thread]:
    place = {kind: at for at, kinds in enumerate(notices.families()) for kind in kinds}
    found: dict[tuple[int, int], list[Line]] = {
        (place[head.kind], head.object_id): [] for head in heads if head.kind in place
    }
    told = [row for row in rows if (place.get(row.kind, -1), row.object_id) in found]
    for line in notices.in_words(told, seen_by=viewer):
        found[place[line.kind], line.object_id].append(line)
    return [Thread(tuple(lines)) for lines in found.values() if lines]
