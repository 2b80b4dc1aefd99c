"""Addresses of the calendar and the limits, under /cadres/."""

from __future__ import annotations

from django.urls import path

from cadres.deadlines.web import calendar, limits, office_hours

urlpatterns = [
    path("calendar/", calendar.year, name="calendar"),
    path("calendar/load/", calendar.load, name="calendar-load"),
    path("calendar/closures/", calendar.closures, name="calendar-closures"),
    path("calendar/closures/<int:pk>/reopen/", calendar.reopen, name="calendar-reopen"),
    path("calendar/hours/", office_hours.hours, name="calendar-hours"),
    path(
        "calendar/hours/<int:pk>/withdraw/", office_hours.withdraw, name="calendar-hours-withdraw"
    ),
    path("limits/", limits.table, name="limits"),
    path("limits/change/", limits.change, name="limit-change"),
    path("limits/<int:pk>/end/", limits.end, name="limit-end"),
    path("limits/preset/", limits.preset, name="limit-preset"),
]
