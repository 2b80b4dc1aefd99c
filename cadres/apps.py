from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = "谁来办"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.deadlines.rules import calendar_warnings as calendar_terms
        from cadres.deadlines.rules import limit_groups, presets
        from cadres.deadlines.selectors import calendar_warnings
        from cadres.deadlines.services import recounts
        from cadres.feedback.selectors import feedback
        from cadres.files.rules import exports
        from cadres.files.selectors import export_files, file_checks
        from cadres.jobs.rules.jobs import JOBS
        from cadres.jobs.selectors import job_runs
        from cadres.notifications.selectors import delegation_notices, notices
        from cadres.people.rules.delegations import BEGUN, ENDED
        from cadres.sign_in.rules.second_approvals import ASKED, DECIDED
        from cadres.sign_in.selectors import second_approvals

        limit_groups.register(calendar_terms.GROUP)
        presets.register_usual(*calendar_terms.USUAL)
        notices.register((BEGUN, ENDED), delegation_notices.word)
        notices.register((ASKED, DECIDED), second_approvals.word, is_urgent=True)
        notices.register((job_runs.KIND,), job_runs.word, is_urgent=True)
        job_runs.register(*JOBS)
        notices.register((file_checks.KIND,), file_checks.word)
        notices.register((calendar_warnings.KIND,), calendar_warnings.word)
        notices.register((exports.READY,), export_files.word)
        notices.register((feedback.GIVEN, feedback.ANSWERED), feedback.word)
        recounts.register_works()
        _register_phones()
        _tell_the_lower_rooms()
        _tell_people()


def _register_search() -> None:
    from cadres.pages.web import search
    from cadres.people.selectors import search_kinds
    from cadres.search.selectors import box

    box.register(search_kinds.PEOPLE, search_kinds.UNITS, search.PAGES)


def _register_phones() -> None:
    from cadres.jobs.services import purges
    from cadres.notifications.selectors import notices
    from cadres.offline.selectors import refused_commands
    from cadres.offline.services import purges as phone_purges

    notices.register((refused_commands.KIND,), refused_commands.word)
    purges.register("phone_commands", phone_purges.purge)


def _tell_the_lower_rooms() -> None:
    """What a lower room asks for and an upper one knows: imports run down only."""
    from cadres.deadlines.selectors import calendar
    from cadres.files.api.files import UploadsField
    from cadres.files.rules import exports
    from cadres.files.services import export_files
    from cadres.files.web import files_field
    from cadres.jobs.services import purges
    from cadres.notifications.services import sending
    from cadres.pages.api import action_fields as api_fields
    from cadres.pages.rules.action_fields import Files
    from cadres.pages.web import action_fields as page_fields
    from cadres.sign_in.services import sign_in_tries
    from cadres.submissions.selectors import edits
    from cadres.trail.selectors import last_changes

    _register_search()
    edits.register_last_change(last_changes.last_change)
    sending.register_opening(calendar.office_opens)
    purges.register("sign_in_counts", sign_in_tries.purge)
    purges.register("export_files", lambda at: export_files.purge(at - exports.KEPT))
    api_fields.register(Files, lambda asked: UploadsField())
    page_fields.register(Files, files_field.of_action)


def _tell_people() -> None:
    """The lowest room of those who act knows neither notices nor accounts."""
    from cadres.notifications.selectors import unit_groups
    from cadres.notifications.services import delegation_notices
    from cadres.notifications.services import unit_groups as groups
    from cadres.notifications.web import preferences
    from cadres.people.selectors import person_page, unit_merging, unit_work
    from cadres.people.services import delegations, open_sessions
    from cadres.people.services import unit_merging as merging
    from cadres.people.web import units
    from cadres.sign_in.selectors import account_facts
    from cadres.sign_in.selectors import unit_work as waiting
    from cadres.sign_in.services import sessions

    delegations.on_changed.append(delegation_notices.tell)
    open_sessions.kept.append(sessions)
    person_page.register_account(account_facts.ACCOUNT)
    unit_work.register_people(waiting.of_unit)
    unit_merging.register_beside_people(unit_groups.effects)
    unit_merging.register_beside_people(waiting.effects)
    merging.on_merged.append(groups.let_go)
    units.register(preferences.of_unit)
