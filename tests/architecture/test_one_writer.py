"""One engine writes a ticket's state, and nothing happens behind anybody's back."""

from __future__ import annotations

import ast

from tests.architecture import source

ENGINE = "cases/tickets/services/transitions.py"
ROOM_ENGINE = "cases/leads/steps/services/transitions.py"
# Made counties are bulk-loaded with whole histories; the clock check proves that they obey.
MADE_HISTORY = "cases/management/made_counties/"
# An application, a request, a step of the ladder, a letter, a bulletin, a candidate, a dropped
# paper, a bad rating and an appeal against one have their own.
OTHER_STATES = {
    "cases/bulletins/services/approving.py",
    "cases/bulletins/services/drafting.py",
    "cases/bulletins/services/sealing.py",
    "cases/leads/readers/services/access_requests.py",
    "cases/leads/candidates/services/candidates.py",
    "cases/leads/drop_box/services/dropped_papers.py",
    "cases/tickets/services/applications/applications.py",
    "cases/tickets/services/applications/application_decisions.py",
    "cases/supervision/services/ladder_steps.py",
    "cases/letters/services/approving.py",
    "cases/letters/services/drafting.py",
    "cases/letters/services/issuing.py",
    "cases/letters/services/ladder_letters.py",
    "cases/supervision/services/supervision_actions.py",
    "cases/window_ratings/services/appeals.py",
    "cases/window_ratings/services/transitions.py",
}
WRITES = {"update", "create", "get_or_create", "update_or_create"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")


def test_only_the_engines_write_the_state_of_a_ticket_and_of_a_lead():
    assert [
        source.place(path, node)
        for path in source.files("cases")
        if source.place(path) not in {ENGINE, ROOM_ENGINE, *OTHER_STATES}
        and not source.place(path).startswith(MADE_HISTORY)
        for node in source.nodes(path)
        if _writes_state(node)
    ] == []


def test_there_are_no_signals():
    assert [
        source.place(path, node)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SIGNALS)
    ] == []


def test_models_keep_no_business_in_save():
    assert [
        source.place(path, function)
        for path in source.in_layers("models")
        for function in source.functions(path)
        if function.name == "save"
    ] == []


def _writes_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(part, ast.Attribute) and part.attr == "state" for part in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        names = {keyword.arg for keyword in node.keywords}
        return node.func.attr in WRITES and "state" in names
    return False


def test_a_locked_row_keeps_nobody_from_referring_to_it():
    """A lock on the key of a county or a person stops everybody whose rows point to it."""
    assert [
        source.place(path, node)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "select_for_update"
        and "no_key" not in {keyword.arg for keyword in node.keywords}
    ] == []
