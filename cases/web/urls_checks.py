"""Addresses of the looks back."""

from __future__ import annotations

from django.urls import path

from cases.web import checks

urlpatterns = [
    path("checks/", checks.check_list, name="check-list"),
    path("checks/<int:pk>/", checks.check, name="check"),
]
