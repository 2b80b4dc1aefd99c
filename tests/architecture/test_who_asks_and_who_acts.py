"""There is no selector without a viewer, and no service without an actor."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import source

MANAGERS = {"objects", "_default_manager"}
PREPARED = "Prepared"
WRITES = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
# Asked before there is a viewer, or about what is the same for everybody; each with its reason.
SEEN_BY_NOBODY = {
    "cases.bulletins.selectors.unit_cards.standing": "asked by the seal and by the check of it",
    "cases.figures.selectors.cohorts.standing": "of tickets found through visibility",
    "cases.figures.selectors.history_measures.condition": "a condition upon such tickets",
    "cases.figures.selectors.dimensions.column": "a column of such tickets",
    "cases.figures.selectors.dimensions.annotated": "a column of such tickets",
    "cases.figures.selectors.dimensions.covering_unit": "a column of such tickets",
    "cadres.people.selectors.unit_families.known": "the same units for everybody",
    "cases.figures.selectors.dimensions.labels": "the names of what such tickets stand under",
    "cases.tickets.selectors.sources.sources.names": "what such tickets came by is called",
    "cadres.deadlines.selectors.calendar.marked_days": "the same days for everybody",
    "cadres.deadlines.selectors.calendar.work_calendar": "the same days for everybody",
    "cadres.deadlines.selectors.calendar.work_calendars": "the same days for everybody",
    "cadres.deadlines.selectors.calendar.loaded": "the same days for everybody",
    "cadres.deadlines.selectors.limits.standing": "the same limits for everybody",
    "cadres.deadlines.selectors.office_hours.standing": "the same hours for everybody",
    "cadres.deadlines.selectors.calendar_warnings.word": (
        "a renderer is given its reader by position"
    ),
    "cadres.files.selectors.file_checks.word": "a renderer is given its reader by position",
    "cadres.files.selectors.export_files.word": "a renderer is given its reader by position",
    "cadres.jobs.selectors.job_runs.word": "a renderer is given its reader by position",
    "cadres.offline.selectors.refused_commands.word": "a renderer is given its reader by position",
    "cadres.deadlines.selectors.limits.book": "the same limits for everybody",
    "cadres.deadlines.selectors.limits.books": "the same limits for everybody",
    "cadres.sign_in.selectors.lockouts.ends_at": "asked at the door, before anybody is known",
    "cadres.sign_in.selectors.second_approvals.word": "a renderer is given its reader by position",
    "cadres.sign_in.selectors.sessions.is_living": "asked at a door, before anybody is known",
    "cadres.sign_in.selectors.sessions.living": "asked by the worker, of nobody in particular",
    "cadres.people.selectors.viewers.build": "makes the viewer",
    "cadres.people.selectors.viewers.of": "makes the viewer",
    "cadres.people.selectors.viewers.of_all": "makes the viewers",
    "cadres.people.selectors.viewers.of_unit": "makes the viewer",
    "cases.leads.vault.selectors.openings.current": "asked at the room's door, before it is opened",
    "cases.leads.keys.selectors.seats.county_name": "the same name for everybody",
    "cases.leads.keys.selectors.seats.marks_of": "part of making a reader",
    "cases.leads.keys.selectors.seats.may_found": (
        "asked at the room's door, of the viewer by position"
    ),
    "cases.leads.keys.selectors.seats.member_of": (
        "asked at the room's door, of the viewer by position"
    ),
    "cases.leads.keys.selectors.seats.reader": "makes the reader",
    "cases.tickets.selectors.clocks.clock_checks.word": (
        "a renderer is given its reader by position"
    ),
    "cases.tickets.selectors.clocks.clock_ledger.of_tickets": (
        "ledgers of tickets found through visibility"
    ),
    "cases.tickets.selectors.closing.draws.faults": (
        "the command counts all of them, for nobody in particular"
    ),
    "cases.tickets.selectors.closing.planned.was_planned": "a condition of the system's own draw",
    "cases.early_warning.selectors.risk.has_flag": "a condition of the system's own draw",
    "cases.figures.selectors.plan_figures.narrowed": "narrows a cohort found through visibility",
    "cases.tickets.selectors.clocks.time_spent.summed": "tickets found through visibility",
    "cases.figures.selectors.clock_differences.of": "a report counted for its viewer",
    "cases.tickets.selectors.takeovers.open_tickets_of_leaver.of_cadre": (
        "is given its viewer by position"
    ),
    "cases.leaders.selectors.wall_keys.of_wall": "a display brings its key: nobody is signed in",
    "cases.letters.selectors.notices.word": "a renderer is given its reader by position",
    "cases.tickets.selectors.notices.seen": "a renderer is given its reader by position",
    "cases.tickets.selectors.notices.word": "a renderer is given its reader by position",
    "cases.tickets.selectors.notices.word_county": "a renderer is given its reader by position",
    "cases.tickets.selectors.notices.word_gone": "a renderer is given its reader by position",
    "cases.tickets.selectors.notices.word_for_unit": "a renderer is given its reader by position",
    "cases.tickets.selectors.handling.staffing.word": "a renderer is given its reader by position",
    "cases.tickets.selectors.takeovers.restructuring_notices.word": (
        "a renderer is given its reader by position"
    ),
    "cases.tickets.selectors.takeovers.enterprise_merging.effects": (
        "is given its viewer by position"
    ),
    "cases.tickets.selectors.takeovers.enterprise_splitting.effects": (
        "is given its viewer by position"
    ),
    "cases.tickets.selectors.takeovers.restructuring_notices.word_left": (
        "a renderer is given its reader by position"
    ),
    "cases.tickets.selectors.takeovers.unit_merging.effects": "is given its viewer by position",
    "cases.tickets.selectors.takeovers.unit_work.of_unit": "is given its viewer by position",
    "cadres.notifications.selectors.unit_groups.effects": "is given its viewer by position",
    "cadres.sign_in.selectors.unit_work.effects": "is given its viewer by position",
    "cadres.sign_in.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.letters.selectors.unit_work.effects": "is given its viewer by position",
    "cases.letters.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.topics.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.office_work.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.window_ratings.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.window_ratings.selectors.ratings.listed": "widens ratings found through visibility",
    "cases.policies.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.tickets.selectors.search.narrowed": "narrows tickets found through visibility",
    "cases.tickets.selectors.duplicates.related_tickets.absorbed": (
        "belongs to a ticket found through visibility"
    ),
    "cases.tickets.selectors.duplicates.related_tickets.with_its_files": (
        "a condition that starts at visible tickets"
    ),
    "cases.tickets.selectors.closing.signature_digests.digest": (
        "of a ticket found through visibility"
    ),
    "cases.tickets.selectors.page.course.steps": "of a ticket found through visibility",
    "cases.tickets.selectors.page.enterprise.contact": "of a ticket found through visibility",
    "cases.tickets.selectors.page.files.of_tickets": "of tickets found through visibility",
    "cases.tickets.selectors.page.measures.of_tickets": "of tickets found through visibility",
    "enterprises.coverage.selectors.coverage.covered_ids": "asked while a viewer is being made",
    "enterprises.visits.selectors.merging.effects": "is given its viewer by position",
    "enterprises.visits.selectors.calendar_notices.word_wish": (
        "a renderer is given its reader by position"
    ),
    "enterprises.coverage.selectors.notices.word_assignment": (
        "a renderer is given its reader by position"
    ),
    "enterprises.coverage.selectors.notices.word_hand_over": (
        "a renderer is given its reader by position"
    ),
    "enterprises.visits.selectors.visits.unit_ids": "who sat where on a day is known to everybody",
    "cadres.offline.selectors.arrivals.of": "a moment of a thing that was found through visibility",
}
# Primitives inside another service's transaction, or actions of one who has not signed in yet.
DONE_BY_NOBODY = {
    "cases.subscriptions.services.subscriptions.sweep": "the worker sends what is due",
    "cadres.offline.services.deliveries.take_envelopes": "brought by nobody in particular, sealed",
    "cadres.offline.services.deliveries.open_waiting": "the worker opens it, as its persons",
    "cadres.offline.services.purges.purge": "the worker forgets what cannot come again",
    "cadres.jobs.services.background_runs.run_next": "the worker does what others asked for",
    "cadres.notifications.services.digests.gather_digests": "the worker gathers what actions owe",
    "cadres.files.services.export_files.purge": "the worker deletes what is over",
    "cadres.files.services.export_files.register": "says how a list is written, for whoever asks",
    "cadres.jobs.services.job_runs.run": "the worker's own book-keeping",
    "cadres.files.services.kept_files.remove_with_action": "part of what removes the row",
    "cadres.notifications.services.outbox.deliver": (
        "the worker pays what actions owe; their actors are recorded"
    ),
    "cadres.notifications.services.outbox.postpone": "part of a delivery",
    "cadres.files.services.pictures.clean": "writes nothing: it draws a picture",
    "cadres.trail.services.seals.seal_trail": "the worker seals what others did",
    "cadres.trail.services.seals.verify_trail": "writes nothing: it feeds a digest",
    "cadres.notifications.services.sending.send_next": "the worker pays what actions owe",
    "cadres.sign_in.services.sessions.carry_session": "part of a change of password",
    "cadres.sign_in.services.sessions.note_seen": "the door's own book-keeping",
    "cadres.sign_in.services.sign_in.set_password": "part of a sign-in or a change of password",
    "cadres.sign_in.services.sign_in_tries.begin": "counts a try before it is known who tries",
    "cadres.sign_in.services.sign_in_tries.forget": "part of opening an account again",
    "cadres.sign_in.services.sign_in_tries.purge": "the worker forgets what no longer counts",
    "cadres.sign_in.services.sign_in_tries.take_back": "part of a sign-in",
    "cases.leads.steps.services.clocks.end": "part of a step of the room's engine",
    "cases.leads.steps.services.clocks.prolong": "part of a step of the room's engine",
    "cases.leads.steps.services.clocks.start": "part of a step of the room's engine",
    "cases.leads.handling.services.drafts.kill_signatures": "part of a change of the draft",
    "cases.leads.vault.services.folders.begin": "part of an action that is recorded",
    "cases.leads.vault.services.folders.put": "part of an action that is recorded",
    "cases.leads.vault.services.folders.share": "part of an action that is recorded",
    "cases.leads.keys.services.locking.clear_away": "the worker clears away what nobody uses",
    "cases.leads.keys.services.locking.shut": "part of the end of a session, which is recorded",
    "cases.leads.keys.services.keys.note_used": "the door's own book-keeping",
    "cases.leads.keys.services.keys.put_under": "part of making or restoring a key",
    "cases.leads.readers.services.named_readers.give_away": "part of signing for a lead",
    "cases.tickets.services.clocks.clocks.settle_shares": "part of writing the ledger",
    "cases.tickets.services.handling.share_rows.end_with": "part of a step of the engine",
    "cases.tickets.services.applications.overdue_decisions.raise_applications": (
        "a sweep acts as the system"
    ),
    "cases.tickets.services.closing.rechecks.sweep": (
        "makes its viewer from the moment: the software itself"
    ),
    "cases.tickets.services.closing.closing.confirm_by_link": (
        "makes its viewer from the one-time link"
    ),
    "cases.tickets.services.applications.extension_notices.acknowledge_extension": (
        "makes its viewer from the link"
    ),
    "cases.tickets.services.closing.closing.spend_link": "makes its viewer from the one-time link",
    "cases.supervision.services.escalation_sweep.escalate": "a sweep acts as the system",
    "cases.tickets.services.ticket_numbers.take_numbers": "part of filing",
}


def test_every_question_that_starts_a_query_is_asked_on_somebody_s_behalf():
    nameless = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("selectors")
        for function in source.public_functions(path)
        if (_touches(path, function, MANAGERS) or _asks_prepared(path, function))
        and "seen_by" not in {argument.arg for argument in _arguments(function)}
    }

    assert nameless - SEEN_BY_NOBODY.keys() == set()


def test_every_action_that_writes_has_an_actor_who_is_named_and_never_assumed():
    nameless = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("services")
        for function in source.public_functions(path)
        if _touches(path, function, WRITES) and not _has_actor(function)
    }

    assert nameless - DONE_BY_NOBODY.keys() == set()


def test_an_actor_has_no_default_anywhere():
    assumed = [
        source.place(path, function)
        for path in source.in_layers("services", "exchange")
        for function in source.functions(path)
        if "actor" in {argument.arg for argument in _arguments(function)} and _assumes(function)
    ]

    assert assumed == []


def test_exceptions_are_no_longer_than_needed():
    there = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("selectors", "services")
        for function in source.public_functions(path)
    }

    assert {*SEEN_BY_NOBODY, *DONE_BY_NOBODY} - there == set()


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.args, *function.args.kwonlyargs]


def _has_actor(function: ast.FunctionDef) -> bool:
    pairs = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return any(argument.arg == "actor" and default is None for argument, default in pairs)


def _assumes(function: ast.FunctionDef) -> bool:
    pairs = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    return any(argument.arg == "actor" and default is not None for argument, default in pairs)


def _asks_prepared(path: Path, function: ast.FunctionDef) -> bool:
    """Does it ask a question that the module keeps as SQL?"""
    kept = {
        target.id
        for node in source.tree(path).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == PREPARED
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    nodes = source.with_its_own(path, function)
    return any(isinstance(node, ast.Name) and node.id in kept for node in nodes)


def _touches(path: Path, function: ast.FunctionDef, names: set[str]) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in names
        for node in source.with_its_own(path, function)
    )
