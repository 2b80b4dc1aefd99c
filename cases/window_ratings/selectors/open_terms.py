"""The terms of bad ratings and of appeals: to be recounted, and to be asked about.

A clock's day follows from the step that began it and from the limit that held then.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from cadres.deadlines.rules.terms import OpenRow, OpenTerm
from cadres.deadlines.selectors.terms import stored
from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingAppeal, RatingClock
from cases.tickets.selectors.clocks.open_terms import Source
from cases.window_ratings.rules import procedure
from cases.window_ratings.rules.outcomes import AppealState
from cases.window_ratings.selectors import ratings

Row = TypeVar("Row", RatingClock, RatingAppeal)


def _running() -> QuerySet[RatingClock]:
    found = RatingClock.objects.filter(ended__isnull=True)
    return found.select_related("begun", "case__rating")


def _clock(row: RatingClock) -> OpenRow:
    term = stored(row, row.begun.at, row.due_on)
    label = f"差评{row.get_stage_display()}"
    one = OpenTerm(label, term, row.due_on, row.is_due_provisional)
    return OpenRow(row.pk, row.case.rating.number, row.county_id, (one,))


def _fetch_clock(pk: int, viewer: Viewer) -> RatingClock:
    seen = ratings.cases(seen_by=viewer).values("pk")
    row = RatingClock.objects.filter(pk=pk, case__in=seen).select_related("begun", "case__rating")
    return _found(row.first())


def _waiting() -> QuerySet[RatingAppeal]:
    return RatingAppeal.objects.filter(state=AppealState.WAITING).select_related("case__rating")


def _appeal(row: RatingAppeal) -> OpenRow:
    one = OpenTerm(
        "差评申诉裁定", stored(row, row.filed_at, row.due_on), row.due_on, row.is_due_provisional
    )
    return OpenRow(row.pk, row.case.rating.number, row.county_id, (one,))


def _fetch_appeal(pk: int, viewer: Viewer) -> RatingAppeal:
    seen = ratings.cases(seen_by=viewer).values("pk")
    row = RatingAppeal.objects.filter(pk=pk, case__in=seen).select_related("case__rating")
    return _found(row.first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise Absent(procedure.ABSENT)
    return row


def _page(row: RatingClock | RatingAppeal) -> str:
    return reverse("cases:rating", args=[row.case.rating_id])


CLOCKS = Source("rating", "差评办理", _running, _clock, _fetch_clock, page=_page)
APPEALS = Source("rating_appeal", "差评申诉", _waiting, _appeal, _fetch_appeal, page=_page)
