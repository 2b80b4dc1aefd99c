"""Nobody signs what they did not see: every signing service takes the digest of what was shown."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import source

# A row that is a signature, and columns that name who signed, confirmed or decided.
ROWS = {"Approval", "LetterApproval", "Signature"}
COLUMNS = {
    *("signed_by_id", "confirmed_by_id", "handed_by_id", "approved_by_id", "decided_by_id"),
    *("reply_by_id", "replied_by_id"),
}
# Signs, though no column of its own says by whom.
BESIDES = {
    "cases.leads.handling.services.drafts.refuse_lead",
    "cases.leads.handling.services.receiving.acknowledge_feedback",
    "cases.leads.handling.services.stubs.confirm_received",
    "cases.supervision.services.supervision_actions.answer_supervision",
    "cases.topics.services.topics.return_topic",
}
# Each with its reason.
NO_SIGNATURES = {
    "cases.letters.services.approving.retract_approval": "takes back one's own, within seconds",
    "cases.leads.candidates.services.candidates.dismiss_candidate": (
        "what was found is never changed"
    ),
    "cases.leads.candidates.services.candidates.mark_taken": (
        "part of drafting, which has an approver"
    ),
    "cases.leads.drop_box.services.dropped_papers.draft_paper": "drafting, which has an approver",
    "cases.leads.drop_box.services.dropped_papers.lay_aside": "what was dropped is never changed",
    "cases.leads.keys.services.enrolment.vouch_for": "confirming is given the fingerprint compared",
    "cases.supervision.services.ladder_steps.answer": "part of a step of the engine",
    "cases.letters.services.ladder_letters.answer_all": "part of a unit's reply",
    "cases.tickets.services.closing.rounds.begin_round": (
        "empties what the last round was signed with"
    ),
    "cases.leads.handling.services.drafts.propose_lead": "takes an earlier approval away",
    "cases.tickets.services.applications.unit_drafts.say": (
        "the head's own words, signed as they are written"
    ),
    "cases.letters.services.circulars.issue_items": "writes down who approved the letter",
    "cases.supervision.services.supervision_actions.suspend_supervision": (
        "writes down its own reason and day"
    ),
    "cases.letters.services.bureaus.record_answer": "a bureau's own words, to a letter as issued",
    "cases.letters.services.delivery_and_reply.record_reply": (
        "the unit's own words, to a letter as issued"
    ),
}


def test_every_signing_service_asks_what_was_seen():
    signing = {name: function for name, path, function in services() if signs(path, function)}
    blind = {name for name, function in signing.items() if not asks(function)}

    assert blind - NO_SIGNATURES.keys() == set()
    assert NO_SIGNATURES.keys() - blind == set()


def test_signing_services_are_found_at_all():
    found = {name for name, path, function in services() if asks(function)}

    assert BESIDES - found == set()
    assert {
        "cases.leads.handling.services.drafts.approve_lead",
        "cases.leads.handling.services.delivery.deliver_lead",
        "cases.leads.handling.services.delivery.sign_lead",
        "cases.leads.handling.services.stubs.hand_on_stub",
        "cases.tickets.services.handling.results.approve_ticket",
        "cases.tickets.services.handling.results.send_back_ticket",
        "cases.tickets.services.applications.application_decisions.grant_application",
        "cases.tickets.services.applications.application_decisions.refuse_application",
        "cases.letters.services.approving.approve_letter",
        "cases.letters.services.approving.refuse_letter",
        "cases.supervision.services.supervision_actions.issue_step",
        "cases.supervision.services.supervision_actions.refuse_step",
        "cases.topics.services.topics.close_topic",
    } <= {name for name, path, function in services() if signs(path, function)} & found


def test_what_was_seen_has_no_default_anywhere():
    assert [
        source.place(path, function)
        for path in source.in_layers("services", "exchange")
        for function in source.functions(path)
        for argument, default in named(function)
        if argument.arg == "digest" and default is not None
    ] == []


def services() -> list[tuple[str, Path, ast.FunctionDef]]:
    return [
        (f"{source.dotted(path)}.{function.name}", path, function)
        for path in source.in_layers("services")
        for function in source.public_functions(path)
    ]


def signs(path: Path, function: ast.FunctionDef) -> bool:
    if "cadres" in path.parts:
        return False
    return any(_is_signature(node) for node in source.with_its_own(path, function))


def _is_signature(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in COLUMNS
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.attr in COLUMNS
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "create" and _model(node.func.value) in ROWS
    return False


def _model(node: ast.expr) -> str:
    """`Approval` of `Approval.objects`."""
    holder = node.value if isinstance(node, ast.Attribute) else node
    return holder.id if isinstance(holder, ast.Name) else ""


def asks(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "digest" for argument, _ in named(function))


def named(function: ast.FunctionDef) -> list[tuple[ast.arg, ast.expr | None]]:
    return list(zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))
