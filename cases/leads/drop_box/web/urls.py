"""The addresses of the drop box: open to anybody, and not behind the room's access guard."""

from __future__ import annotations

from django.urls import path

from cases.leads.drop_box.web import drop_box

app_name = "drop"

urlpatterns = [
    path("drop/", drop_box.counties, name="counties"),
    path("drop/<int:county>/", drop_box.box, name="box"),
]
