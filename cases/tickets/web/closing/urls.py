"""Addresses of the looks back."""

from __future__ import annotations

from django.urls import path

from cases.tickets.web.closing import draws, rechecks

urlpatterns = [
    path("checks/", rechecks.check_list, name="check-list"),
    path("checks/draws/", draws.draw_list, name="draw-list"),
    path("checks/draws/<int:pk>/", draws.draw, name="draw"),
    path("checks/<int:pk>/", rechecks.check, name="check"),
]
