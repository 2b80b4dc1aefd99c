"""Addresses where several tickets are one problem, and of actions on many at once."""

from __future__ import annotations

from django.urls import path

from cases.tickets.web import bulk, duplicates

urlpatterns = [
    path("tickets/<int:pk>/merge/", duplicates.merge, name="ticket-merge"),
    path("tickets/<int:pk>/alike/", duplicates.alike, name="ticket-alike"),
    path("tickets/bulk/", bulk.do, name="bulk"),
    path("tickets/bulk/preview/", bulk.preview, name="bulk-preview"),
    path("hand-over/", bulk.leaver_list, name="hand-over"),
]
