"""Addresses of early warning."""

from __future__ import annotations

from django.urls import path

from cases.early_warning.web import warnings

urlpatterns = [
    path("warnings/", warnings.overview, name="warning-list"),
    path("warnings.xlsx", warnings.export, name="warning-export"),
    path("warnings/requests.xlsx", warnings.requests_export, name="request-export"),
    path("warnings/<int:pk>/", warnings.rows, name="warning-rows"),
]
