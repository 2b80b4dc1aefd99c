from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "办什么"

    def ready(self) -> None:
        # Selectors and services import models, which exist only now.
        from cadres.jobs.selectors import job_runs
        from cases.desk.rules import jobs
        from cases.desk.services import scheduled_jobs
        from cases.policies.web import registration as policies
        from cases.supervision.services import ladder_trials
        from cases.tickets.services.clocks import clock_recounts
        from cases.window_ratings.services import registration as window_ratings

        _load_actions()
        _register_offline()
        _register_editing()
        _register_limits()
        _register_notices()
        _register_notices_of_bulletins()
        _register_exports()
        _register_search()
        _register_figures()
        job_runs.register(*jobs.JOBS, *scheduled_jobs.jobs())
        _register_verbs()
        _tell_the_lower_rooms()
        for room in (window_ratings, policies):
            room.register()
        _register_sight_of_enterprises()
        clock_recounts.register()
        ladder_trials.register_work()
        _register_work_of_units()
        _register_work_of_people()
        _register_work_of_enterprises()


def _load_actions() -> None:
    from cases.early_warning import actions as warning_actions
    from cases.supervision import actions as supervision_actions
    from cases.tickets import actions
    from cases.tickets.actions.base import registry
    from cases.tolerance import actions as tolerance_actions
    from cases.topics import actions as topic_actions

    beside = (topic_actions, tolerance_actions, supervision_actions, warning_actions)
    for package in (actions, *beside):
        registry.load(package)


def _register_search() -> None:
    from cadres.search.selectors import box
    from cases.letters.selectors import search_kind as of_letters
    from cases.tickets.selectors import search_kind as of_tickets

    box.register(of_tickets.KIND, of_letters.KIND)


def _register_figures() -> None:
    from cases.figures.rules.definitions import catalogue
    from cases.figures.selectors.sources import enterprises, source
    from cases.letters.rules import reply_definitions
    from cases.letters.selectors import reply_figures

    catalogue.register((*reply_definitions.MEASURES, reply_definitions.IN_TIME))
    source.register(enterprises.SOURCE, reply_figures.SOURCE)


def _register_verbs() -> None:
    from cadres.trail.selectors import trail
    from cases.bulletins.rules import verbs as of_bulletins
    from cases.early_warning.rules import verbs as of_warnings
    from cases.evaluations.rules import verbs as of_evaluations
    from cases.figures.rules import verbs as of_figures
    from cases.inspections.rules import verbs as of_inspections
    from cases.leaders.rules import wall_keys as of_walls
    from cases.ledgers.rules import verbs as of_ledgers
    from cases.letters.rules import verbs as of_letters
    from cases.office_work.rules import verbs as of_office_work
    from cases.subscriptions.rules import verbs as of_reading
    from cases.supervision.rules import verbs as of_supervision
    from cases.tickets.rules import verbs as of_tickets
    from cases.tolerance.rules import verbs as of_tolerance
    from cases.topics.rules import verbs as of_topics

    trail.register_verbs(of_tickets.VERBS, of_tickets.WORDS)
    for verbs in (
        *(of_topics, of_tolerance, of_ledgers, of_figures, of_supervision, of_letters, of_walls),
        *(of_inspections, of_office_work, of_bulletins, of_evaluations, of_reading, of_warnings),
    ):
        trail.register_verbs(verbs.VERBS)


def _tell_the_lower_rooms() -> None:
    """What a lower room asks for and an upper one knows: imports run down only."""
    from cases.early_warning.services import registration as early_warning
    from cases.proposals.services import registration as proposals

    _of_topics()
    _of_ledgers()
    early_warning.register()
    proposals.register()
    _of_supervision()
    _of_steps()
    _of_letters()
    _of_inspections()
    _of_office_work()
    _of_bulletins()


def _of_bulletins() -> None:
    from cases.bulletins.selectors import sealed_periods
    from cases.code_ratings.selectors import judged_units

    judged_units.seals.append(lambda viewer: sealed_periods.seals(seen_by=viewer))


def _of_topics() -> None:
    from cases.models import Topic
    from cases.tickets.rules.bulk import BulkAction
    from cases.tickets.selectors import bulk_refusals
    from cases.tickets.selectors.clocks import open_terms
    from cases.tickets.selectors.page import page_parts
    from cases.tickets.services.clocks import recount_notices
    from cases.topics.selectors import open_terms as terms
    from cases.topics.selectors import page_part, topics
    from cases.topics.services import recount_notices as notices

    bulk_refusals.register(BulkAction.JOIN_TOPIC, topics.refused)
    page_parts.register(page_part.PART, after="merged_into")
    open_terms.register(terms.SOURCE)
    recount_notices.register(Topic, notices.tell)


def _of_ledgers() -> None:
    from cases.ledgers.services import split_enterprises
    from cases.tickets.services.takeovers import enterprise_splitting

    enterprise_splitting.on_moved.append(split_enterprises.stay_known)


def _of_supervision() -> None:
    from cases.models import LadderStep
    from cases.supervision.selectors import ladder_steps as steps
    from cases.supervision.selectors import open_terms as terms
    from cases.supervision.selectors import page_part, urging
    from cases.supervision.services import recount_notices as notices
    from cases.tickets.models import querysets
    from cases.tickets.rules.bulk import BulkAction
    from cases.tickets.rules.list_views import View
    from cases.tickets.selectors import bulk_refusals
    from cases.tickets.selectors.clocks import open_terms
    from cases.tickets.selectors.page import page_parts
    from cases.tickets.services.clocks import recount_notices

    querysets.register(View.SUPERVISED, lambda viewer: steps.supervised(seen_by=viewer))
    bulk_refusals.register(BulkAction.REMIND, urging.refused)
    page_parts.register(page_part.PART, after="ratings")
    open_terms.register(terms.SOURCE)
    recount_notices.register(LadderStep, notices.tell)


def _of_steps() -> None:
    """What supervision does when a ticket takes a step, and what the unit says to it."""
    from cases.models import LadderStep
    from cases.supervision.selectors import ladder_steps as steps
    from cases.supervision.services import ladder_steps, supervision_actions
    from cases.tickets.rules.applications.unit_drafts import DraftKind
    from cases.tickets.selectors.applications import draft_terms
    from cases.tickets.services import taking_back, transitions
    from cases.tickets.services.applications import unit_drafts
    from cases.tickets.services.duplicates import duplicates

    draft_terms.register(
        DraftKind.REPLY, lambda ticket, viewer: steps.last_reply_day(ticket, seen_by=viewer)
    )
    unit_drafts.ACTIONS[DraftKind.REPLY] = supervision_actions.answer_supervision
    transitions.on_step.append(ladder_steps.follow)
    duplicates.on_absorbing.append(ladder_steps.carry_over)
    taking_back.OF_TICKET.append(LadderStep)


def _of_letters() -> None:
    from cases.letters.selectors import open_terms as terms
    from cases.letters.selectors import ticket_letters
    from cases.letters.services import ladder_letters, recipients, upward
    from cases.letters.services import taking_back as letters_back
    from cases.models import Letter
    from cases.supervision.selectors import step_letters as answers
    from cases.supervision.services import step_letters
    from cases.tickets.selectors.clocks import open_terms
    from cases.tickets.selectors.page import page_parts
    from cases.tickets.services import taking_back
    from cases.tickets.services.applications import application_decisions
    from cases.tickets.services.clocks import recount_notices

    page_parts.register(ticket_letters.PART, after="supervision")
    open_terms.register(terms.SOURCE)
    recount_notices.register(Letter, recipients.tell_of_recount)
    taking_back.OF_TICKET.append(Letter)
    taking_back.SCOPES.append(letters_back.scope_of)
    application_decisions.on_handed_up.append(upward.draft_upward)
    answers.register(ticket_letters.ANSWERS)
    step_letters.kept.append(ladder_letters)


def _of_inspections() -> None:
    from cases.inspections.services import registration

    registration.register()


def _of_office_work() -> None:
    from cases.office_work.services import registration
    from cases.service_days.selectors import service_day_notices

    registration.register()
    service_day_notices.register()


def _register_editing() -> None:
    """Of what somebody has open to edit, who else has it open (有人正在编辑)."""
    from cadres.editing.selectors import editors
    from cases.bulletins.selectors import bulletins
    from cases.letters.selectors import letters
    from cases.tickets.selectors import tickets

    editors.register("ticket", tickets.fetch)
    editors.register("letter", letters.fetch)
    editors.register("bulletin", bulletins.fetch)


def _register_offline() -> None:
    """What is taken along on a phone, and done there without a signal."""
    from cadres.offline.services import command_registry
    from cases.policies.api import offline as policies
    from cases.tickets.api.offline import portfolio, ticket_commands

    command_registry.register(*ticket_commands.command_kinds())
    portfolio.register()
    policies.register()


def _register_sight_of_enterprises() -> None:
    from cases.tickets.selectors import enterprise_access
    from cases.tickets.selectors import portfolio as open_counts
    from cases.tickets.selectors.lists import of_enterprise
    from cases.tickets.services.takeovers import enterprise_renames
    from cases.tickets.web.visit_problems import VisitProblems
    from enterprises.coverage.selectors import portfolio
    from enterprises.register.selectors import nearness, page_parts
    from enterprises.register.services import enterprises
    from enterprises.visits.web import filed_with

    filed_with.register(VisitProblems())
    first, side = page_parts.Place.FIRST, page_parts.Place.SIDE
    page_parts.register(
        "tickets", "cases/tickets/_of_enterprise.html", of_enterprise.of_enterprise, first
    )
    page_parts.register(
        "ratings", "cases/tickets/_ratings_of_enterprise.html", of_enterprise.ratings, side
    )
    nearness.register(enterprise_access.handles_for, enterprise_access.handled)
    portfolio.register_count(open_counts.open_tickets)
    enterprises.on_renamed.append(enterprise_renames.follow_name)


def _register_limits() -> None:
    from cadres.deadlines.rules import limit_groups, presets
    from cases.bulletins.rules import limit_keys as of_bulletins
    from cases.early_warning.rules import limit_keys as of_warnings
    from cases.figures.rules import limit_keys as of_figures
    from cases.leaders.rules import limit_keys as of_leaders
    from cases.subscriptions.rules import limit_keys as of_subscriptions
    from cases.tickets.rules.clocks import limit_keys, usual_limits
    from cases.tickets.rules.vocabulary import HandlingClass

    limit_groups.register(*limit_keys.GROUPS, *of_figures.GROUPS, *of_leaders.GROUPS)
    limit_groups.register(*of_warnings.GROUPS, *of_bulletins.GROUPS, *of_subscriptions.GROUPS)
    presets.register_subjects(dict(HandlingClass.choices))
    beside = (*of_figures.USUAL, *of_warnings.USUAL, *of_leaders.USUAL, *of_bulletins.USUAL)
    presets.register_usual(*usual_limits.USUAL, *beside, told=usual_limits.TOLD)
    presets.register_presets(*usual_limits.PRESETS)


def _register_work_of_units() -> None:
    from cadres.notifications.selectors import notices
    from cadres.people.selectors import unit_merging, unit_work
    from cadres.people.services import unit_merging as merging
    from cases.letters.selectors import unit_work as of_letters
    from cases.office_work.selectors import unit_work as of_office_work
    from cases.office_work.services import unit_merging as tasks_over
    from cases.tickets.selectors.takeovers import restructuring_notices as told
    from cases.tickets.selectors.takeovers import unit_merging as effects
    from cases.tickets.selectors.takeovers import unit_work as of_tickets
    from cases.tickets.services.takeovers import unit_merging as taking_over
    from cases.topics.selectors import unit_work as of_topics
    from cases.topics.services import unit_merging as topics_over

    for work in (of_tickets, of_topics, of_letters, of_office_work):
        unit_work.register(work.of_unit)
    for look in (effects, of_topics, of_letters, of_office_work):
        unit_merging.register(look.effects)
    merging.on_merged += (taking_over.take_over, topics_over.take_over, tasks_over.take_over)
    notices.register(tuple(told.TITLES), told.word)
    notices.register((told.LEFT,), told.word_left)


def _register_work_of_enterprises() -> None:
    from cases.tickets.selectors.takeovers import enterprise_merging as effects
    from cases.tickets.selectors.takeovers import enterprise_splitting as split_effects
    from cases.tickets.services.takeovers import enterprise_merging as taking_over
    from cases.tickets.services.takeovers import enterprise_splitting as splitting_off
    from enterprises.register.selectors import merging as merging_seen
    from enterprises.register.selectors import splitting as splitting_seen
    from enterprises.register.services import merging, splitting

    merging_seen.register(effects.effects)
    merging.on_merged.append(taking_over.take_over)
    splitting_seen.register(split_effects.offer, split_effects.effects)
    splitting.on_split.append(splitting_off.take_over)


def _register_work_of_people() -> None:
    from cadres.notifications.selectors import notices
    from cadres.people.selectors import person_page
    from cases.tickets.selectors.takeovers import leavers_tickets, open_tickets_of_leaver

    person_page.register_in_hand(open_tickets_of_leaver.of_cadre)
    person_page.register_in_hand(open_tickets_of_leaver.to_sign)
    notices.register((leavers_tickets.KIND,), leavers_tickets.word)


def _register_notices() -> None:
    from cadres.notifications.rules.preferences import Group
    from cadres.notifications.selectors import notices
    from cases.ledgers.selectors import import_notices
    from cases.letters.selectors import notices as letter_notices
    from cases.tickets.actions.base import registry
    from cases.tickets.rules.staffing import UNMANNED
    from cases.tickets.selectors import notices as ticket_notices
    from cases.tickets.selectors.clocks import clock_checks
    from cases.tickets.selectors.handling import staffing
    from cases.topics.selectors import topics

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


def _register_notices_of_bulletins() -> None:
    from cadres.notifications.rules.preferences import Group
    from cadres.notifications.selectors import notices
    from cases.bulletins.selectors import unit_cards
    from cases.bulletins.selectors.notices import TITLES, TO_APPROVE, word
    from cases.subscriptions.selectors import subscriptions

    told = [kind for kind in TITLES if kind not in TO_APPROVE]
    notices.register(told, word, group=Group.SUPERVISION)
    notices.register(tuple(TO_APPROVE), word, group=Group.APPROVAL)
    notices.register_waited_for(tuple(TO_APPROVE))
    notices.register((subscriptions.READY,), subscriptions.word, group=Group.SUPERVISION)
    notices.register(tuple(unit_cards.TITLES), unit_cards.word, group=Group.SUPERVISION)


def _register_exports() -> None:
    from cadres.files.services import export_files
    from cases.early_warning.web.list_exports import REQUESTS, WARNINGS
    from cases.inspections.web.list_exports import INSPECTIONS
    from cases.ledgers.web.list_exports import REFUSED, TICKETS
    from cases.letters.web.list_exports import LETTERS
    from cases.office_work.exchange import finding_ledger
    from cases.office_work.web.list_exports import FINDINGS, RESULTS, TASKS
    from cases.scan_codes.web import registration as codes
    from cases.window_ratings.web.list_exports import PUBLISHED, RATINGS

    of_office = (TASKS, RESULTS, FINDINGS, WARNINGS, REQUESTS)
    for export in (TICKETS, LETTERS, INSPECTIONS, *of_office, REFUSED, RATINGS, PUBLISHED):
        export_files.register(export)
    codes.register()
    finding_ledger.register()
