"""Addresses of the ladder of supervision."""

from __future__ import annotations

from django.urls import path

from cases.supervision.web import ladder
from cases.tolerance.web import tolerance

urlpatterns = [
    path("ladder/", ladder.rung_list, name="ladder"),
    path("ladder/to-sign/", ladder.to_sign, name="ladder-to-sign"),
    path("ladder/trial/", ladder.trial, name="ladder-trial"),
    path("ladder/<int:county>/<slug:code>/change/", ladder.change, name="rung-change"),
    path("ladder/<int:county>/<slug:code>/switch/", ladder.switch, name="rung-switch"),
    path("ladder/<int:county>/<slug:code>/end/", ladder.end, name="rung-end"),
    path("ladder/steps/<int:pk>/issue/", ladder.issue, name="ladder-issue"),
    path("ladder/steps/<int:pk>/refuse/", ladder.refuse, name="ladder-refuse"),
    path("tolerance/", tolerance.register, name="tolerance"),
    path("tolerance/<int:county>/add/", tolerance.add, name="tolerance-add"),
    path("tolerance/<int:county>/<int:pk>/end/", tolerance.end, name="tolerance-end"),
]
