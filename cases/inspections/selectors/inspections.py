"""The ledger of 明察暗访, as those see it who keep it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from cadres.errors import Absent, NotPermitted
from cadres.models import Region, Unit
from cadres.people.rules.units import AT_WORK
from cadres.people.selectors import own_counties
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionState, InspectionVerb
from cases.inspections.rules.list_views import TABS, Tab
from cases.letters.rules import organs
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.kinds_of_letters import finding_letters
from cases.letters.selectors import letters
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.letters import LetterLine
from cases.models import Inspection

COLUMNS = ("found_on", "manner", "place", "inspectors", "text", "unit", "enterprise")


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One line of the ledger, with the newest letter that was written about it."""

    row: Inspection
    letter: LetterLine | None = None

    @property
    def number(self) -> str:
        return str(self.row)


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """One row with its letters, and what this viewer may do."""

    row: Inspection
    letters: list[LetterLine]
    verbs: tuple[InspectionVerb, ...]
    offered: tuple[LetterKind, ...]


def facts(row: Inspection) -> dict[str, Any]:
    """Return what a correction may change of it, as it stands."""
    return {name: getattr(row, name) for name in COLUMNS}


def rows(*, seen_by: Viewer) -> QuerySet[Inspection]:
    """Return the visible rows, the newest first."""
    found = Inspection.objects.filter(rules.inspections_for(seen_by)).order_by("-pk")
    return found.select_related("unit", "enterprise", "ticket", "county", "filed_by", "ended_by")


def fetch(pk: int, *, seen_by: Viewer) -> Inspection:
    """Return the row; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def in_tab(found: QuerySet[Inspection], tab: str) -> QuerySet[Inspection]:
    return found.filter(TABS.get(tab, TABS[Tab.OPEN]))


def narrowed(
    found: QuerySet[Inspection],
    *,
    q: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Inspection]:
    """Keep what place, words or unit hold, and what was found within these days."""
    for word in q.split():
        found = found.filter(
            Q(place__icontains=word) | Q(text__icontains=word) | Q(unit__name__icontains=word)
        )
    wanted = {"found_on__gte": since, "found_on__lte": until}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def with_letters(found: QuerySet[Inspection], *, seen_by: Viewer) -> QuerySet[Inspection]:
    """With the letters of each row, the newest first."""
    written = letters.listed(letters.rows(seen_by=seen_by).exclude(state=LetterState.VOID))
    return found.prefetch_related(Prefetch("letters", queryset=written))


def lines(found: Iterable[Inspection], *, seen_by: Viewer) -> list[InspectionLine]:
    """Turn rows of `with_letters` into lines; one query more, for the calendars."""
    taken = list(found)
    newest = [next(iter(row.letters.all()), None) for row in taken]
    written = letters.lines([one for one in newest if one is not None], seen_by=seen_by)
    by_pk = {one.pk: one for one in written}
    return [
        InspectionLine(row, by_pk[one.pk] if one is not None else None)
        for row, one in zip(taken, newest, strict=True)
    ]


def page(pk: int, *, seen_by: Viewer) -> InspectionPage:
    row = fetch(pk, seen_by=seen_by)
    written = letters.rows(seen_by=seen_by).filter(inspection=row).order_by("pk")
    found = letters.lines(letters.listed(written), seen_by=seen_by)
    return InspectionPage(
        row=row,
        letters=found,
        verbs=rules.verbs_for(row, seen_by, has_letters=has_letters(row, seen_by=seen_by)),
        offered=_offered(row, seen_by),
    )


def has_letters(row: Inspection, *, seen_by: Viewer) -> bool:
    """Was anything written about it, or is anything being written?"""
    found = letters.rows(seen_by=seen_by).filter(inspection=row)
    return found.exclude(state=LetterState.VOID).exists()


def _offered(row: Inspection, viewer: Viewer) -> tuple[LetterKind, ...]:
    mine = organs.written_by(viewer, row.county_id)
    if row.state != InspectionState.OPEN or organs.Organ.SUPERVISION not in mine:
        return ()
    styles = letter_styles.of_counties([row.county_id], seen_by=viewer)
    return tuple(
        kind
        for kind in finding_letters.KINDS
        if styles[row.county_id, organs.Organ.SUPERVISION, kind].is_issuing
    )


def tab_of(asked: str) -> Tab:
    return next((tab for tab in Tab if tab.value == asked), Tab.OPEN)


def check_reader(viewer: Viewer) -> None:
    if not (viewer.supervision_county_ids or viewer.leader_county_ids):
        raise NotPermitted("明察暗访台账由督查机构和县领导查看。您的工作在“待办”里。")


def county(named: str | None, *, seen_by: Viewer) -> Region:
    """Return the county in which the person supervises; one who serves several names it."""
    return own_counties.named(
        named,
        of=attrgetter("supervision_county_ids"),
        refusal=rules.FILED_BY,
        question="请选择在哪个县登记。",
        seen_by=seen_by,
    )


def concerned(county_id: int, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units whose matter something found may be, the campaign office included."""
    if county_id not in seen_by.supervision_county_ids:
        return Unit.objects.none()
    place = Q(region_id=county_id) | Q(region__parent_id=county_id)
    return Unit.objects.filter(place, is_active=True, kind__in=AT_WORK).order_by("pk")
