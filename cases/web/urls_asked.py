"""Addresses of what units ask for."""

from __future__ import annotations

from django.urls import path

from cases.web import asked

urlpatterns = [
    path("applications/", asked.application_list, name="application-list"),
    path("meeting/", asked.meeting_list, name="meeting"),
]
