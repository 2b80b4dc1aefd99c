"""What enterprises wish (联系意愿), who said so and when; the quiet days of a county."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.pages.models.prepared import IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish, Enterprise, QuietRule
from enterprises.visits.rules.quiet_days import QuietDays
from enterprises.visits.rules.wishes import Wish, WishSource

FACTS = (
    "phone_only",
    "no_visits_until",
    "weekdays",
    "part",
    "quiet_first",
    "quiet_last",
    "note",
)
NO_RULE = "没有这条宁静日规定。"


@dataclass(frozen=True, slots=True)
class WishLine:
    """A standing wish in words: what, who said so, who wrote it down, when."""

    enterprise_id: int
    phrases: tuple[str, ...]
    source: str
    said_by: str
    written_by: str
    written_on: date
    written_at: datetime
    wish: Wish

    @property
    def is_by_gate(self) -> bool:
        """Whoever passes the gate can say so: worth a call before one relies on it."""
        return self.source == WishSource.GATE.label


def current(enterprise: Enterprise, *, seen_by: Viewer) -> ContactWish | None:
    """Return what the enterprise wishes now; nothing where it said nothing, or took it back."""
    return _standing([enterprise.pk], seen_by).first()


def facts(wish: ContactWish | None) -> dict[str, Any]:
    """Return what an edit may change, as it stands."""
    now = wish.wish if wish else Wish()
    return {name: getattr(now, name) for name in FACTS}


def read(enterprise: Enterprise, *, seen_by: Viewer) -> Read:
    """Return what a page that sets the wish reads of it now."""
    now = facts(current(enterprise, seen_by=seen_by))
    return edits.read(about(enterprise), now, seen_by=seen_by)


def about(enterprise: Enterprise) -> str:
    """The wish of an enterprise, be there a row or not."""
    return f"contact_wish:{enterprise.pk}"


def lines(enterprise_ids: Collection[int], *, seen_by: Viewer) -> dict[int, WishLine]:
    """Return the standing wishes of these enterprises, in one query; nothing where none is."""
    found = _STANDING(list(enterprise_ids), seen_by=seen_by)
    said = (line_of(one, seen_by.today) for one in found)
    return {line.enterprise_id: line for line in said if line.phrases}


def line_of(wish: ContactWish, today: date) -> WishLine:
    return WishLine(
        enterprise_id=wish.enterprise_id,
        phrases=wish.wish.phrases(today),
        source=wish.get_source_display(),
        said_by=wish.said_by,
        written_by=wish.written_by.name if wish.written_by else "",
        written_on=wish.written_at.date(),
        written_at=wish.written_at,
        wish=wish.wish,
    )


def quiet_rules(county_id: int, on: date, *, seen_by: Viewer) -> tuple[QuietDays, ...]:
    """Return the quiet days that the county's rules set on the day."""
    return tuple(one.days for one in standing_rules(county_id, on, seen_by=seen_by))


def standing_rules(county_id: int, on: date, *, seen_by: Viewer) -> QuerySet[QuietRule]:
    """Return the rules of a county that hold on the day or are to begin."""
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    rules = QuietRule.objects.filter(not_over, county_id=county_id, valid_from__lte=on)
    return rules.order_by("first_day", "pk") if _sees(county_id, seen_by) else rules.none()


def all_rules(county_id: int, *, seen_by: Viewer) -> list[QuietRule]:
    """Return every rule of the county, the newest first, ended ones too."""
    rules = QuietRule.objects.filter(county_id=county_id).select_related("set_by")
    return list(rules.order_by("-valid_from", "-pk")) if _sees(county_id, seen_by) else []


def rule(pk: int, *, seen_by: Viewer) -> QuietRule:
    found = QuietRule.objects.filter(pk=pk).select_related("county").first()
    if found is None or not _sees(found.county_id, seen_by):
        raise Absent(NO_RULE)
    return found


def _standing(enterprise_ids: Collection[int], viewer: Viewer) -> QuerySet[ContactWish]:
    seen = Enterprise.objects.visible_to(viewer).filter(pk__any_of=enterprise_ids)
    rows = ContactWish.objects.filter(enterprise__in=seen, ended_at__isnull=True)
    return rows.select_related("written_by")


_STANDING = PreparedForViewer(lambda viewer, pks: _standing(pks, viewer), IDS)


def _sees(county_id: int, viewer: Viewer) -> bool:
    return viewer.is_system or county_id in viewer.home_county_ids
