from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = "谁来办"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.rules import calendar_warnings as calendar_terms
        from cadres.rules import exports, limit_groups, presets
        from cadres.rules.delegation import BEGUN, ENDED
        from cadres.rules.jobs import JOBS
        from cadres.rules.second_approvals import ASKED, DECIDED
        from cadres.selectors import (
            calendar_warnings,
            delegations,
            export_files,
            file_checks,
            job_runs,
            notices,
            second_approvals,
        )
        from cadres.services import terms

        limit_groups.register(calendar_terms.GROUP)
        presets.register_usual(*calendar_terms.USUAL)
        notices.register((BEGUN, ENDED), delegations.word)
        notices.register((ASKED, DECIDED), second_approvals.word, is_urgent=True)
        notices.register((job_runs.KIND,), job_runs.word, is_urgent=True)
        job_runs.register(*JOBS)
        notices.register((file_checks.KIND,), file_checks.word)
        notices.register((calendar_warnings.KIND,), calendar_warnings.word)
        notices.register((exports.READY,), export_files.word)
        terms.register_works()
