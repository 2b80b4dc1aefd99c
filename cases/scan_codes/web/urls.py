"""Addresses of the codes of public places."""

from __future__ import annotations

from django.urls import path

from cases.scan_codes.web import pages

urlpatterns = [
    path("codes/", pages.index, name="code-list"),
    path("codes/new/", pages.new, name="code-new"),
    path("codes/sheets/", pages.sheets, name="code-sheets"),
    path("codes/<int:pk>/end/", pages.end, name="code-end"),
]
