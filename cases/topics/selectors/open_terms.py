"""The terms of topics that go on: to be recounted, and to be asked about."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from cadres.deadlines.rules.terms import OpenRow, OpenTerm
from cadres.deadlines.selectors.terms import stored
from cadres.viewers.rules.viewer import Viewer
from cases.models import Topic
from cases.tickets.selectors.clocks.open_terms import Source
from cases.topics.selectors import topics


def _open() -> QuerySet[Topic]:
    return Topic.objects.filter(closed_on__isnull=True)


def _row(row: Topic) -> OpenRow:
    one = OpenTerm(
        "专题办理", stored(row, row.opened_at, row.due_on), row.due_on, row.is_due_provisional
    )
    return OpenRow(row.pk, f"第 {row.pk} 号", row.county_id, (one,))


def _fetch(pk: int, viewer: Viewer) -> Topic:
    return topics.fetch(pk, seen_by=viewer)


def _page(row: Topic) -> str:
    return reverse("cases:topic", args=[row.pk])


SOURCE = Source("topic", "专题", _open, _row, _fetch, page=_page)
