"""Addresses of 明察暗访."""

from __future__ import annotations

from django.urls import path

from cases.inspections.web import inspections

urlpatterns = [
    path("inspections/", inspections.ledger, name="inspection-list"),
    path("inspections.xlsx", inspections.export, name="inspection-export"),
    path("inspections/new/", inspections.new, name="inspection-new"),
    path("inspections/<int:pk>/", inspections.detail, name="inspection"),
    path("inspections/<int:pk>/letters/<slug:kind>/", inspections.draft, name="inspection-letter"),
    path("inspections/<int:pk>/<slug:verb>/", inspections.act, name="inspection-action"),
]
