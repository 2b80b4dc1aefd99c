"""Addresses of ratings of windows."""

from __future__ import annotations

from django.urls import path

from cases.window_ratings.web import files, handling, pages

urlpatterns = [
    path("ratings/", pages.ledger, name="rating-list"),
    path("ratings.xlsx", pages.export, name="rating-export"),
    path("ratings/published/", pages.published, name="rating-published"),
    path("ratings/published.xlsx", pages.export_published, name="rating-published-export"),
    path("ratings/files/", files.file_list, name="rating-file-list"),
    path("ratings/files/new/", files.new, name="rating-file-new"),
    path("ratings/files/<int:pk>/", files.detail, name="rating-file"),
    path("ratings/files/<int:pk>/unseen/", files.choose, name="rating-file-choose"),
    path("ratings/files/<int:pk>/take-in/", files.take_in, name="rating-file-take-in"),
    path("ratings/<int:pk>/", pages.detail, name="rating"),
    path("ratings/<int:pk>/rater/", handling.rater, name="rating-rater"),
    path("ratings/<int:pk>/letter/", handling.letter, name="rating-letter"),
    path("ratings/<int:pk>/<slug:address>/", handling.act, name="rating-action"),
]
