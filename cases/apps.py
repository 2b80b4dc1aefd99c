from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "办什么"

    def ready(self) -> None:
        # Selectors and services import models, which exist only now.
        from cadres.selectors import job_runs, trail
        from cases import actions
        from cases.actions import registry
        from cases.rules import jobs, verbs
        from cases.selectors import portfolio as open_counts
        from cases.selectors import sight
        from cases.services import ladder_trials, recounting, renaming, sweeps
        from enterprises.selectors import nearness, portfolio
        from enterprises.services import registers

        registry.load(actions)
        _register_limits()
        _register_notices()
        _register_exports()
        job_runs.register(*jobs.JOBS, *sweeps.jobs())
        trail.register_verbs(verbs.VERBS, verbs.WORDS)
        nearness.register(sight.handles_for, sight.handled)
        portfolio.register_count(open_counts.open_tickets)
        registers.on_renamed.append(renaming.follow_name)
        recounting.register()
        ladder_trials.register_work()
        _register_work_of_units()
        _register_work_of_people()
        _register_work_of_enterprises()


def _register_limits() -> None:
    from cadres.rules import limit_groups, presets
    from cases.rules import limit_keys, usual_limits
    from cases.rules.handling import HandlingClass

    limit_groups.register(*limit_keys.GROUPS)
    presets.register_subjects(dict(HandlingClass.choices))
    presets.register_usual(*usual_limits.USUAL, told=usual_limits.TOLD)
    presets.register_presets(*usual_limits.PRESETS)


def _register_work_of_units() -> None:
    from cadres.selectors import notices, unit_merging, unit_work
    from cadres.services import unit_merging as merging
    from cases.selectors import restructuring_notices as told
    from cases.selectors import unit_merging as effects
    from cases.selectors import unit_work as work
    from cases.services import unit_merging as taking_over

    unit_work.register(work.of_unit)
    unit_merging.register(effects.effects)
    merging.on_merged.append(taking_over.take_over)
    notices.register(tuple(told.TITLES), told.word)
    notices.register((told.LEFT,), told.word_left)


def _register_work_of_enterprises() -> None:
    from cases.selectors import enterprise_merging as effects
    from cases.selectors import enterprise_splitting as split_effects
    from cases.services import enterprise_merging as taking_over
    from cases.services import enterprise_splitting as splitting_off
    from enterprises.selectors import merging as merging_seen
    from enterprises.selectors import splitting as splitting_seen
    from enterprises.services import merging, splitting

    merging_seen.register(effects.effects)
    merging.on_merged.append(taking_over.take_over)
    splitting_seen.register(split_effects.offer, split_effects.effects)
    splitting.on_split.append(splitting_off.take_over)


def _register_work_of_people() -> None:
    from cadres.selectors import notices, person_page
    from cases.selectors import in_hand, leavers

    person_page.register_in_hand(in_hand.of_cadre)
    person_page.register_in_hand(in_hand.to_sign)
    notices.register((leavers.KIND,), leavers.word)


def _register_notices() -> None:
    from cadres.rules.telling import Group
    from cadres.selectors import notices
    from cases.actions import registry
    from cases.rules.staffing import UNMANNED
    from cases.selectors import clock_checks, import_notices, letter_notices, staffing, topics
    from cases.selectors import notices as ticket_notices

    for notice in (notice for action in registry.all_actions() for notice in action.tells):
        ticket_notices.add(notice)
    for group, kinds in ticket_notices.kinds_by_group().items():
        notices.register(kinds, ticket_notices.word, ticket_notices.seen, group=group)
    notices.register(tuple(import_notices.TITLES), import_notices.word)
    notices.register_waited_for(ticket_notices.WAITED_FOR)
    notices.register_waited_for(letter_notices.TO_APPROVE)
    notices.register(tuple(topics.TITLES), topics.word)
    told = [kind for kind in letter_notices.TITLES if kind not in letter_notices.TO_APPROVE]
    notices.register(told, letter_notices.word, group=Group.SUPERVISION)
    asked = tuple(letter_notices.TO_APPROVE)
    notices.register(asked, letter_notices.word, group=Group.APPROVAL)
    notices.register((clock_checks.KIND,), clock_checks.word)
    notices.register((UNMANNED,), staffing.word)
    notices.register_waited_for((UNMANNED,))
    notices.register_for_units(ticket_notices.FOR_UNITS, ticket_notices.word_for_unit)
    notices.register(tuple(ticket_notices.GONE), ticket_notices.word_gone)
    notices.register(tuple(ticket_notices.COUNTY), ticket_notices.word_county)


def _register_exports() -> None:
    from cadres.services import export_files
    from cases.web import list_exports

    for export in list_exports.EXPORTS:
        export_files.register(export)
