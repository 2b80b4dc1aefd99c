"""Addresses of what county leaders look at."""

from __future__ import annotations

from django.urls import path

from cases.leaders.web import leaders_page, meeting_pack, wall, wall_keys

urlpatterns = [
    path("leaders/", leaders_page.page, name="leaders-page"),
    path("leaders/meeting-pack/", meeting_pack.page, name="meeting-pack"),
    path("leaders/wall/", wall.page, name="leaders-wall"),
    path("leaders/wall/keys/", wall_keys.index, name="wall-keys"),
    path("leaders/wall/keys/new/", wall_keys.new, name="wall-key-new"),
    path("leaders/wall/keys/<int:pk>/revoke/", wall_keys.revoke, name="wall-key-revoke"),
]
