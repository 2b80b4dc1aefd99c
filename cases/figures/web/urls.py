"""Addresses of the completion report."""

from __future__ import annotations

from django.urls import path

from cases.figures.web import completion

urlpatterns = [
    path("completion/", completion.report, name="completion"),
    path("completion/rows/", completion.rows, name="completion-rows"),
    path("completion/disputes/", completion.dispute_rows, name="completion-disputes"),
    path("completion.xlsx", completion.workbook, name="completion-workbook"),
]
