"""Addresses of what units ask for."""

from __future__ import annotations

from django.urls import path

from cases.desk.web import pending_decisions

urlpatterns = [
    path("applications/", pending_decisions.application_list, name="application-list"),
    path("meeting/", pending_decisions.meeting_list, name="meeting"),
]
