"""The locked room (线索室) as an app of its own."""

from __future__ import annotations

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "cases.leads"
    label = "leads"
    verbose_name = "线索室"

    def ready(self) -> None:
        from cadres.rules import limit_groups, presets
        from cadres.selectors import job_runs, person_page
        from cadres.services import comparisons, seals, sessions
        from cadres.web import leaving as leaving_cookies
        from cases.leads.rules import jobs, limit_keys, usual_limits
        from cases.leads.rules.reader import KEY_COOKIE, KEY_PATH
        from cases.leads.selectors import seat_of_leaver
        from cases.leads.services import key_checks, leaving, recounting, store, trail

        limit_groups.register(*limit_keys.GROUPS)
        presets.register_usual(*usual_limits.USUAL)
        store.tighten()
        seals.register(trail.CHAIN)
        sessions.on_ended.append(leaving.shut)
        leaving_cookies.register(leaving_cookies.Cookie(KEY_COOKIE, KEY_PATH))
        job_runs.register(*jobs.JOBS)
        recounting.register()
        person_page.register_in_hand(seat_of_leaver.of_cadre, only_when_leaving=True)
        comparisons.register(key_checks.COMPARISON)
