"""Addresses of 专题."""

from __future__ import annotations

from django.urls import path

from cases.topics.web import topics

urlpatterns = [
    path("topics/", topics.topic_list, name="topic-list"),
    path("topics/new/", topics.new, name="topic-new"),
    path("topics/<int:pk>/", topics.detail, name="topic"),
    path("topics/<int:pk>/due/", topics.due, name="topic-due"),
    path("topics/<int:pk>/<str:verb>/", topics.act, name="topic-action"),
]
