"""Addresses of the sources of matters."""

from __future__ import annotations

from django.urls import path

from cases.tickets.web.sources import department_matters, pages

urlpatterns = [
    path("", pages.table, name="source-list"),
    path("<int:county>/new/", pages.new, name="source-new"),
    path("<int:county>/department/", department_matters.change, name="department-matters"),
    path("<int:county>/<str:code>/", pages.change, name="source-change"),
]
