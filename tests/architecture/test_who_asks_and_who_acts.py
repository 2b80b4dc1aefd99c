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
    "cadres.selectors.calendar.marked_days": "the same days for everybody",
    "cadres.selectors.calendar.work_calendar": "the same days for everybody",
    "cadres.selectors.calendar.work_calendars": "the same days for everybody",
    "cadres.selectors.calendar.loaded": "the same days for everybody",
    "cadres.selectors.limits.standing": "the same limits for everybody",
    "cadres.selectors.office_hours.standing": "the same hours for everybody",
    "cadres.selectors.calendar_warnings.word": "a renderer is given its reader by position",
    "cadres.selectors.delegations.word": "a renderer is given its reader by position",
    "cadres.selectors.file_checks.word": "a renderer is given its reader by position",
    "cadres.selectors.export_files.word": "a renderer is given its reader by position",
    "cadres.selectors.job_runs.word": "a renderer is given its reader by position",
    "cadres.selectors.limits.book": "the same limits for everybody",
    "cadres.selectors.limits.books": "the same limits for everybody",
    "cadres.selectors.lockouts.ends_at": "asked at the door, before anybody is known",
    "cadres.selectors.second_approvals.word": "a renderer is given its reader by position",
    "cadres.selectors.sessions.is_living": "asked at a door, before anybody is known",
    "cadres.selectors.sessions.living": "asked by the worker, of nobody in particular",
    "cadres.selectors.viewers.build": "makes the viewer",
    "cadres.selectors.viewers.of": "makes the viewer",
    "cadres.selectors.viewers.of_unit": "makes the viewer",
    "cases.leads.selectors.openings.current": "asked at the room's door, before it is opened",
    "cases.leads.selectors.seats.county_name": "the same name for everybody",
    "cases.leads.selectors.seats.marks_of": "part of making a reader",
    "cases.leads.selectors.seats.may_found": "asked at the room's door, of the viewer by position",
    "cases.leads.selectors.seats.member_of": "asked at the room's door, of the viewer by position",
    "cases.leads.selectors.seats.reader": "makes the reader",
    "cases.selectors.clock_checks.word": "a renderer is given its reader by position",
    "cases.selectors.ledger_ticks.of_tickets": "ledgers of tickets found through visibility",
    "cases.selectors.draws.faults": "the command counts all of them, for nobody in particular",
    "cases.selectors.plan_figures.narrowed": "narrows a cohort found through visibility",
    "cases.selectors.time_spent.of_many": "tickets found through visibility",
    "cases.selectors.in_hand.of_cadre": "is given its viewer by position",
    "cases.selectors.letter_notices.word": "a renderer is given its reader by position",
    "cases.selectors.notices.seen": "a renderer is given its reader by position",
    "cases.selectors.notices.word": "a renderer is given its reader by position",
    "cases.selectors.notices.word_county": "a renderer is given its reader by position",
    "cases.selectors.notices.word_gone": "a renderer is given its reader by position",
    "cases.selectors.notices.word_for_unit": "a renderer is given its reader by position",
    "cases.selectors.staffing.word": "a renderer is given its reader by position",
    "cases.selectors.restructuring_notices.word": "a renderer is given its reader by position",
    "cases.selectors.enterprise_merging.effects": "is given its viewer by position",
    "cases.selectors.enterprise_splitting.effects": "is given its viewer by position",
    "cases.selectors.restructuring_notices.word_left": "a renderer is given its reader by position",
    "cases.selectors.unit_merging.effects": "is given its viewer by position",
    "cases.selectors.unit_work.of_unit": "is given its viewer by position",
    "cases.selectors.search.narrowed": "narrows tickets found through visibility",
    "cases.selectors.matters.absorbed": "belongs to a ticket found through visibility",
    "cases.selectors.matters.with_its_files": "a condition that starts at visible tickets",
    "cases.selectors.signing.digest": "of a ticket found through visibility",
    "cases.selectors.ticket_course.steps": "of a ticket found through visibility",
    "cases.selectors.ticket_enterprise.contact": "of a ticket found through visibility",
    "cases.selectors.ticket_files.of_tickets": "of tickets found through visibility",
    "cases.selectors.ticket_measures.of_tickets": "of tickets found through visibility",
    "enterprises.selectors.coverage.covered_ids": "asked while a viewer is being made",
    "enterprises.selectors.notices.word_assignment": "a renderer is given its reader by position",
    "enterprises.selectors.notices.word_hand_over": "a renderer is given its reader by position",
    "enterprises.selectors.visits.unit_ids": "who sat where on a day is known to everybody",
}
# Primitives inside another service's transaction, or deeds of one who has not signed in yet.
DONE_BY_NOBODY = {
    "cadres.services.background_runs.run_next": "the worker does what others asked for",
    "cadres.services.digests.gather_digests": "the worker gathers what deeds owe",
    "cadres.services.export_files.purge": "the worker deletes what is over",
    "cadres.services.export_files.register": "says how a list is written, for whoever asks",
    "cadres.services.job_runs.run": "the worker's own book-keeping",
    "cadres.services.kept_files.remove_with_deed": "part of the deed that removes the row",
    "cadres.services.outbox.deliver": "the worker pays what deeds owe; their actors are recorded",
    "cadres.services.outbox.postpone": "part of a delivery",
    "cadres.services.pictures.clean": "writes nothing: it draws a picture",
    "cadres.services.seals.seal_trail": "the worker seals what others did",
    "cadres.services.seals.verify_trail": "writes nothing: it feeds a digest",
    "cadres.services.sending.send_next": "the worker pays what deeds owe",
    "cadres.services.sessions.carry_session": "part of a change of password",
    "cadres.services.sessions.note_seen": "the door's own book-keeping",
    "cadres.services.sign_in.set_password": "part of a sign-in or a change of password",
    "cadres.services.sign_in_counts.begin": "counts a try before it is known who tries",
    "cadres.services.sign_in_counts.forget": "part of opening an account again",
    "cadres.services.sign_in_counts.purge": "the worker forgets what no longer counts",
    "cadres.services.sign_in_counts.take_back": "part of a sign-in",
    "cases.leads.services.clocks.end": "part of a step of the room's engine",
    "cases.leads.services.clocks.prolong": "part of a step of the room's engine",
    "cases.leads.services.clocks.start": "part of a step of the room's engine",
    "cases.leads.services.drafts.kill_signatures": "part of a change of the draft",
    "cases.leads.services.folders.begin": "part of a deed that is recorded",
    "cases.leads.services.folders.put": "part of a deed that is recorded",
    "cases.leads.services.folders.share": "part of a deed that is recorded",
    "cases.leads.services.leaving.clear_away": "the worker clears away what nobody uses",
    "cases.leads.services.leaving.shut": "part of the end of a session, which is recorded",
    "cases.leads.services.keys.note_used": "the door's own book-keeping",
    "cases.leads.services.keys.put_under": "part of making or restoring a key",
    "cases.leads.services.readers.give_away": "part of signing for a lead",
    "cases.services.clocks.settle_shares": "part of writing the ledger",
    "cases.services.share_rows.end_with": "part of a step of the engine",
    "cases.services.overdue_decisions.raise_applications": "a sweep acts as the system",
    "cases.services.checks.sweep": "makes its viewer from the moment: the software itself",
    "cases.services.closing.confirm_by_link": "makes its viewer from the one-time link",
    "cases.services.extension_telling.acknowledge_extension": "makes its viewer from the link",
    "cases.services.closing.spend_link": "makes its viewer from the one-time link",
    "cases.services.climbing.climb": "a sweep acts as the system",
    "cases.services.numbers.take_numbers": "part of filing",
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


def test_every_deed_that_writes_has_an_actor_who_is_named_and_never_assumed():
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
