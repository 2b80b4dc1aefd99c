"""Addresses of evaluations."""

from __future__ import annotations

from django.urls import path

from cases.evaluations.web import pages

urlpatterns = [
    path("evaluation/", pages.evaluation, name="evaluation"),
    path("evaluation/adopt/", pages.adopt, name="evaluation-adopt"),
    path("evaluation.xlsx", pages.workbook, name="evaluation-workbook"),
]
