"""Addresses where several tickets are one problem, and of actions on many at once."""

from __future__ import annotations

from django.urls import path

from cases.tickets.web import bulk, duplicates
from cases.topics.web import topics

urlpatterns = [
    path("tickets/<int:pk>/merge/", duplicates.merge, name="ticket-merge"),
    path("tickets/<int:pk>/alike/", duplicates.alike, name="ticket-alike"),
    path("tickets/bulk/", bulk.do, name="bulk"),
    path("tickets/bulk/preview/", bulk.preview, name="bulk-preview"),
    path("hand-over/", bulk.leaver_list, name="hand-over"),
    path("topics/", topics.topic_list, name="topic-list"),
    path("topics/new/", topics.new, name="topic-new"),
    path("topics/<int:pk>/", topics.detail, name="topic"),
    path("topics/<int:pk>/due/", topics.due, name="topic-due"),
    path("topics/<int:pk>/<str:verb>/", topics.deed, name="topic-deed"),
]
