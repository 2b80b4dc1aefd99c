"""The locked room (线索室) as an app of its own."""

from __future__ import annotations

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "cases.leads"
    label = "leads"
    verbose_name = "线索室"

    def ready(self) -> None:
        from cadres.selectors import job_runs
        from cadres.services import seals
        from cases.leads.rules import jobs
        from cases.leads.services import recounting, trail

        seals.register(trail.CHAIN)
        job_runs.register(*jobs.JOBS)
        recounting.register()
