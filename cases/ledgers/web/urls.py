"""Addresses of ledgers on their way in, and of refused rows."""

from __future__ import annotations

from django.urls import path

from cases.ledgers.web import blank_sheets, imports, list_exports, refused_rows, walk_throughs

urlpatterns = [
    path("tickets.xlsx", list_exports.tickets_export, name="ticket-export"),
    path("walk-throughs/", walk_throughs.register, name="walk-through-list"),
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", imports.new, name="import-new"),
    path("imports/blank/<str:kind>.xlsx", blank_sheets.download, name="import-blank"),
    path("imports/<int:pk>/columns/", imports.columns, name="import-columns"),
    path("imports/<int:pk>/units/", imports.units, name="import-units"),
    path("imports/<int:pk>/words/", imports.words, name="import-words"),
    path("imports/<int:pk>/", imports.preview, name="import-preview"),
    path("imports/<int:pk>/commit/", imports.commit, name="import-commit"),
    path("imports/refused/", refused_rows.refused_list, name="refused-list"),
    path("imports/refused/<int:pk>/", refused_rows.edit, name="refused-edit"),
    path("imports/refused/<int:pk>/drop/", refused_rows.drop, name="refused-drop"),
    path("imports/refused.xlsx", refused_rows.download, name="refused-download"),
]
