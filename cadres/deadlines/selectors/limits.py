"""Which limit holds: the nearest region's, on the day, for the handling class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Length

from cadres.deadlines.rules import limit_groups, presets
from cadres.deadlines.rules.limit_groups import is_switch
from cadres.deadlines.rules.limits import Limit, LimitBook, LimitKey, LimitUnit, label_of, named
from cadres.deadlines.rules.presets import Preset, subject_label
from cadres.errors import Absent
from cadres.models import Region, TimeLimit
from cadres.pages.models.prepared import DAY, ID, WORD, Prepared, Row
from cadres.people.rules import administration
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer

ABOUT = "limits"


@dataclass(frozen=True, slots=True)
class PresetChange:
    """One row of a preset beside what holds now."""

    before: Limit | None
    after: Limit

    @property
    def key_label(self) -> str:
        return label_of(self.after.key)

    @property
    def subject_label(self) -> str:
        return subject_label(self.after.subject)

    @property
    def is_same(self) -> bool:
        return self.before is not None and (self.before.amount, self.before.unit) == (
            self.after.amount,
            self.after.unit,
        )


@dataclass(frozen=True, slots=True)
class EffectiveLimit:
    """One line of the table: what holds for a step and a handling class, and since when."""

    key: str
    subject: str
    limit: Limit

    @property
    def key_label(self) -> str:
        return label_of(self.key)

    @property
    def subject_label(self) -> str:
        return subject_label(self.subject)

    @property
    def is_own(self) -> bool:
        return self.limit.region_id is not None

    @property
    def is_switch(self) -> bool:
        return is_switch(self.key)


@dataclass(frozen=True, slots=True)
class EffectiveGroup:
    """The lines of the table that bound one part of a ticket's life."""

    heading: str
    lines: list[EffectiveLimit]


def find(key: LimitKey, subject: str, on: date, region_id: int | None = None) -> Limit:
    """Return the limit in force; where none is set, say which one is missing."""
    return book(on, region_id, key=key).find(key, subject)


def book(on: date, region_id: int | None = None, *, key: LimitKey | None = None) -> LimitBook:
    """Return every limit that holds in the region on the day, in one query."""
    place = region_id or 0
    rows = _every_limit(on, place) if key is None else _limits_of(on, place, str(key))
    return LimitBook(tuple(_limit(row) for row in rows))


def books(key: LimitKey, on: date, places: Mapping[int, str]) -> dict[int, LimitBook]:
    """Return one key's limits for each of these regions (its id, its path), in one query."""
    rows = _in_force(on).filter(key=key).select_related("region")
    near = sorted(rows, key=lambda row: -len(row.region.path) if row.region else 0)
    return {
        pk: LimitBook(
            tuple(
                as_limit(row)
                for row in near
                if row.region is None or path.startswith(row.region.path)
            )
        )
        for pk, path in places.items()
    }


def effective(on: date, region_id: int | None, *, seen_by: Viewer) -> list[EffectiveLimit]:
    """Return what holds in the region on the day, step by step."""
    administration.check_reads(seen_by)
    now = book(on, region_id)
    pairs = {(row.key, row.subject) for row in now.limits}
    return [
        EffectiveLimit(key, subject, now.find(named(key), subject))
        for key, subject in sorted(pairs, key=_place)
    ]


def effective_groups(on: date, region_id: int | None, *, seen_by: Viewer) -> list[EffectiveGroup]:
    """Return the same lines, put together by what they bound; a part without any is left out."""
    lines = effective(on, region_id, seen_by=seen_by)
    groups = [
        EffectiveGroup(group.heading, [line for line in lines if line.key in group.keys])
        for group in limit_groups.groups()
    ]
    return [group for group in groups if group.lines]


def rows(*, seen_by: Viewer, region_id: int | None = None) -> QuerySet[TimeLimit]:
    """Return all rows set for exactly this region, history included, the newest of each first."""
    administration.check_reads(seen_by)
    found = TimeLimit.objects.filter(set_for(region_id)).select_related("set_by", "region")
    return found.order_by("key", "subject", "-valid_from", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> TimeLimit:
    administration.check_administers(seen_by)
    row = TimeLimit.objects.select_related("region").filter(pk=pk).first()
    if row is None:
        raise Absent("没有这条时限。")
    return row


def standing(keys: Iterable[str]) -> dict[str, str]:
    """Return in words what stands, or is planned, for each place; what an edit may change."""
    rows = TimeLimit.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), key__in=keys
    )
    found: dict[str, str] = {}
    for row in rows.order_by("valid_from", "pk"):
        until = f"至 {row.valid_to}" if row.valid_to else ""
        said = f"{row}，{row.valid_from} 起{until}（{row.basis}）"
        name = spot(row.key, row.subject, row.region_id)
        found[name] = f"{found[name]}；{said}" if name in found else said
    return found


def read(keys: Iterable[str], *, seen_by: Viewer) -> Read:
    """Return what a page that sets these limits reads of them now."""
    return edits.read(ABOUT, standing(keys), seen_by=seen_by)


def spot(key: str, subject: str, region_id: int | None) -> str:
    """The name of one place in the table of limits."""
    return f"{key}/{subject}@{region_id or ''}"


def preview_preset(
    preset: Preset, region_id: int | None, on: date, *, seen_by: Viewer
) -> list[PresetChange]:
    """Put each row of the preset beside what holds in the region on that day."""
    administration.check_administers(seen_by)
    now = book(on, region_id)
    ordered = sorted(preset.limits, key=lambda new: _place((new.key, new.subject)))
    return [PresetChange(now.get(named(new.key), new.subject), new) for new in ordered]


def set_for(region_id: int | None) -> Q:
    """Rows of exactly this region, or of none (everywhere)."""
    return Q(region_id=region_id) if region_id else Q(region__isnull=True)


def as_limit(row: TimeLimit) -> Limit:
    return Limit(
        key=row.key,
        subject=row.subject,
        amount=row.amount,
        unit=LimitUnit(row.unit),
        basis=row.basis,
        pk=row.pk,
        region_id=row.region_id,
        valid_from=row.valid_from,
    )


def _limit(row: Row) -> Limit:
    return Limit(**row | {"unit": LimitUnit(row["unit"])})


def _place(pair: tuple[str, str]) -> tuple[int, int]:
    """The order of the table: along a ticket's life, then by handling class."""
    return limit_groups.every_key().index(named(pair[0])), list(presets.subjects()).index(pair[1])


def _in_force(on: date) -> QuerySet[TimeLimit]:
    return TimeLimit.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on
    )


def _nearest_first(on: date, region_id: int) -> QuerySet[TimeLimit]:
    """The rows of a region and of those above it, its own first."""
    path = Region.objects.filter(pk=region_id).values("path")
    return (
        _in_force(on)
        .annotate(asked=Subquery(path))
        .filter(Q(region__isnull=True) | Q(asked__startswith=F("region__path")))
        .order_by(Length("region__path").desc(nulls_last=True), "key", "subject")
    )


COLUMNS = ("key", "subject", "amount", "unit", "basis", "pk", "region_id", "valid_from")

# Asked for by nearly every action, of one key or of all.
_every_limit = Prepared(lambda on, pk: _nearest_first(on, pk).values(*COLUMNS), DAY, ID)
_limits_of = Prepared(
    lambda on, pk, key: _nearest_first(on, pk).filter(key=key).values(*COLUMNS), DAY, ID, WORD
)
