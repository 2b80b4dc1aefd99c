"""The list of ratings, and what was published, as workbooks: found by their filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from cadres.files.services.export_files import Export
from cadres.viewers.rules.viewer import Viewer
from cases.models import WindowRating
from cases.window_ratings.exchange import published_export, ratings_export
from cases.window_ratings.rules.list_views import tab_of
from cases.window_ratings.selectors import case_page, ratings
from cases.window_ratings.web.forms import RatingFilterForm


def found_ratings(given: QueryDict, viewer: Viewer) -> QuerySet[WindowRating]:
    """The ratings of a tab, narrowed."""
    form = RatingFilterForm(given)
    kept = ratings.in_tab(ratings.rows(seen_by=viewer), tab_of(given.get("tab", "")))
    return ratings.narrowed(kept, **(form.cleaned_data if form.is_valid() else {}))


def _ratings(filters: str, viewer: Viewer) -> QuerySet[Any]:
    return ratings.listed(found_ratings(QueryDict(filters), viewer))


def _published(filters: str, viewer: Viewer) -> QuerySet[Any]:
    return case_page.published(seen_by=viewer)


RATINGS = Export(
    "rating",
    "窗口评价台账",
    lambda _, viewer: f"窗口评价台账{viewer.today:%Y%m%d}.xlsx",
    _ratings,
    ratings_export.write,
)
PUBLISHED = Export(
    "rating_published",
    "差评整改结果公示",
    lambda _, viewer: f"差评整改结果公示{viewer.today:%Y%m%d}.xlsx",
    _published,
    published_export.write,
)
