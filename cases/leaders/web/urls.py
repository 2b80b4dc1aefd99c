"""Addresses of what county leaders look at."""

from __future__ import annotations

from django.urls import path

from cases.leaders.web import leaders_page

urlpatterns = [
    path("leaders/", leaders_page.page, name="leaders-page"),
]
