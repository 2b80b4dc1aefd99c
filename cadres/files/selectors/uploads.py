"""Files that wait for an action, found only by whoever sent them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.files.rules.uploads import KEPT, Sender
from cadres.models import Upload

ABSENT = "这个文件已经不在了：可能已经提交、移除，或放了超过一天。请重新选择。"


def rows(*, seen_by: Sender) -> QuerySet[Upload]:
    """Return what this sender has sent and no action has taken; what is a day old is forgotten."""
    own = Upload.objects.filter(started_at__gt=seen_by.at - KEPT)
    if seen_by.cadre_id is not None:
        return own.filter(cadre_id=seen_by.cadre_id)
    return own.filter(cadre=None, link=seen_by.link) if seen_by.link else own.none()


def of_crowd(*, seen_by: Sender) -> QuerySet[Upload]:
    """Return what waits of everybody who came in by the same code: to be counted, not shown."""
    lately = Upload.objects.filter(cadre=None, started_at__gt=seen_by.at - KEPT)
    return lately.filter(link__startswith=seen_by.crowd) if seen_by.crowd else lately.none()


def fetch(pk: UUID, *, seen_by: Sender) -> Upload:
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def received(upload: Upload, *, seen_by: Sender) -> list[int]:
    """The pieces that are here already."""
    found = rows(seen_by=seen_by).filter(pk=upload.pk).order_by()
    pieces = found.exclude(pieces=None).values_list("pieces__index", flat=True)
    return sorted(index for index in pieces if index is not None)


def waiting(place: str, *, seen_by: Sender) -> list[Upload]:
    """Return the whole files that wait at a form."""
    return list(rows(seen_by=seen_by).filter(place=place, finished_at__isnull=False))


def chosen(pks: Iterable[UUID], *, seen_by: Sender) -> list[Upload]:
    """Return those of these files that are whole and still wait, in the order they came."""
    return list(rows(seen_by=seen_by).filter(pk__in=set(pks), finished_at__isnull=False))


def named(names: Sequence[str], place: str, *, seen_by: Sender) -> list[Upload]:
    """Return the whole files that their sender named so: by their own id, or by an id made before
    they were sent (`place` and that id); in the order of the names, what is not there left out.
    """
    whole = rows(seen_by=seen_by).filter(finished_at__isnull=False)
    found = whole.filter(Q(pk__in=names) | Q(place__in=[f"{place}{name}" for name in names]))
    known = {name: one for one in found for name in (str(one.pk), one.place.removeprefix(place))}
    return [known[name] for name in dict.fromkeys(names) if name in known]
