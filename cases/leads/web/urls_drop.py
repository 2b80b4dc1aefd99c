"""The addresses of the drop box: open to anybody, and not behind the room's door."""

from __future__ import annotations

from django.urls import path

from cases.leads.web import drop

app_name = "drop"

urlpatterns = [
    path("drop/", drop.counties, name="counties"),
    path("drop/<int:county>/", drop.box, name="box"),
]
