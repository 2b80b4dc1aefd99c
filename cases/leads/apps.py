"""The locked room (线索室) as an app of its own."""

from __future__ import annotations

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "cases.leads"
    label = "leads"
    verbose_name = "线索室"

    def ready(self) -> None:
        from cadres.services import seals
        from cases.leads.services import trail

        seals.register(trail.CHAIN)
