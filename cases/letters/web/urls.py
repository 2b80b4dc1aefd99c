"""Addresses of letters (文书)."""

from __future__ import annotations

from django.urls import path

from cases.letters.web import actions, bureaus, circulars, styles, talks, ticket_number_patterns
from cases.letters.web import (
    pages as letters,
)

urlpatterns = [
    path("letters/", letters.letter_list, name="letter-list"),
    path("letters.xlsx", letters.export, name="letter-export"),
    path("letters/styles/", styles.style_list, name="letter-styles"),
    path(
        "letters/styles/<int:county>/<slug:organ>/<slug:kind>/",
        styles.change,
        name="letter-style",
    ),
    path("letters/bureaus/", bureaus.home, name="bureau-letters"),
    path("letters/bureaus/new/<slug:kind>/", bureaus.new, name="bureau-letter-new"),
    path("letters/bureaus/<int:pk>/style/", bureaus.style, name="bureau-style"),
    path("letters/<int:pk>/", letters.detail, name="letter"),
    path("letters/<int:pk>/readers/", bureaus.readers, name="letter-readers"),
    path("letters/<int:pk>/edit/", actions.edit, name="letter-edit"),
    path("letters/<int:pk>/file/<slug:form>/", letters.file, name="letter-file"),
    path("letters/<int:pk>/pages/", letters.pages, name="letter-pages"),
    path("letters/styles/<int:county>/", styles.agree, name="letter-faces"),
    path(
        "letters/styles/<int:county>/numbers/", ticket_number_patterns.change, name="number-pattern"
    ),
    path("letters/<int:pk>/receipt/", letters.receipt, name="letter-receipt"),
    path("letters/<int:pk>/talk/arrange/", talks.arrange, name="talk-arrange"),
    path("letters/<int:pk>/talk/record/", talks.record, name="talk-record"),
    path("letters/<int:pk>/talk/file/<slug:form>/", talks.file, name="talk-file"),
    path("letters/gather/", circulars.draft, name="circular-draft"),
    path("letters/<int:pk>/<slug:verb>/", actions.act, name="letter-action"),
    path("tickets/<int:pk>/letters/<slug:kind>/", actions.draft, name="letter-draft"),
]
