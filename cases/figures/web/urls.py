"""Addresses of the completion report."""

from __future__ import annotations

from django.urls import path

from cases.figures.web import completion, tables

urlpatterns = [
    path("completion/", completion.report, name="completion"),
    path("completion/rows/", completion.rows, name="completion-rows"),
    path("completion/disputes/", completion.dispute_rows, name="completion-disputes"),
    path("figures/", tables.table, name="tables"),
    path("figures/rows/", tables.table_rows, name="table-rows"),
    path("figures/definitions/", tables.definitions, name="definitions"),
    path("figures.xlsx", tables.workbook, name="tables-workbook"),
    path("completion.xlsx", completion.workbook, name="completion-workbook"),
]
