"""Addresses of proposals."""

from __future__ import annotations

from django.urls import path

from cases.proposals.web import accuracy

urlpatterns = [
    path("proposals/", accuracy.overview, name="proposal-accuracy"),
]
