"""The locked room (线索室) as an app of its own."""

from __future__ import annotations

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "cases.leads"
    label = "leads"
    verbose_name = "线索室"

    def ready(self) -> None:
        from cadres.deadlines.rules import limit_groups, presets
        from cadres.jobs.selectors import job_runs
        from cadres.people.selectors import person_page
        from cadres.sign_in.services import sessions
        from cadres.sign_in.web import signing_out as leaving_cookies
        from cadres.trail.services import comparisons, seals
        from cases.leads.handling.services import recounts
        from cases.leads.keys.selectors import seat_of_leaver
        from cases.leads.keys.services import key_checks, locking
        from cases.leads.procedure.rules import limit_keys, usual_limits
        from cases.leads.vault.rules import jobs
        from cases.leads.vault.rules.reader import KEY_COOKIE, KEY_PATH
        from cases.leads.vault.services import encrypted_files, trail

        limit_groups.register(*limit_keys.GROUPS)
        presets.register_usual(*usual_limits.USUAL)
        encrypted_files.tighten()
        seals.register(trail.CHAIN)
        sessions.on_ended.append(locking.shut)
        leaving_cookies.register(leaving_cookies.Cookie(KEY_COOKIE, KEY_PATH))
        job_runs.register(*jobs.JOBS)
        recounts.register()
        person_page.register_in_hand(seat_of_leaver.of_cadre, only_when_leaving=True)
        comparisons.register(key_checks.COMPARISON)
