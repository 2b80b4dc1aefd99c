"""A service that changes what is there takes what its page had read: named, and never assumed."""

from __future__ import annotations

import ast

from tests.architecture import source

# What such an action is called. Whatever replaces a value that others may replace is one.
EDITING = (
    "edit_",
    "correct_",
    "change_",
    "set_",
    "load_notice",
    "apply_",
    "promise_",
    "record_outer",
)
# Each with its reason.
NO_EDITS = {
    "cadres.sign_in.services.sign_in.change_password": "one's own, with the old one beside it",
    "cadres.sign_in.services.sign_in.set_password": "one's own",
    "cadres.people.services.people.change_phone": (
        "the answer is kept by the numbers that were shown"
    ),
    "cadres.notifications.services.preferences.set_email": "one's own; nobody else sets it",
    "cases.leads.keys.services.recovery.change_passphrase": "one's own, with the old one beside it",
}
# Ends what is there. Found by its place alone (a county's rung, a unit's group, a gate's sign), it
# may be another one by now.
ENDING = ("end_", "remove_", "revoke_", "renew_", "withdraw_")
# What ends is named by its own row, and ends once.
OWN_ROW = {
    "cadres.people.services.delegations.end_delegation",
    "cadres.deadlines.services.office_hours.withdraw_office_hours",
    "cadres.saved_views.services.saved_views.remove_view",
    "cadres.sign_in.services.sessions.end_session",
    "cadres.files.services.uploads.remove_upload",
    "cases.leads.readers.services.named_readers.end_reader",
    "cases.leads.members.services.relatives.withdraw_relative",
    "cases.bulletins.services.drafting.withdraw_bulletin",
    "cases.leaders.services.wall_keys.revoke_key",
    "cases.letters.services.drafting.withdraw_letter",
    "cases.tickets.services.handling.shares.end_share",
    "cases.tolerance.services.revocations.revoke_finding",
    "cases.tolerance.services.tolerance.end_circumstance",
    "cases.tickets.services.handling.withdrawal.withdraw_by_link",
    "cases.tickets.services.handling.withdrawal.withdraw_ticket",
    "enterprises.register.services.contacts.remove_contact",
    "enterprises.register.services.place_codes.renew_place_code",
    "enterprises.register.services.place_codes.revoke_place_code",
    "enterprises.register.services.enterprises.remove_alias",
    "enterprises.visits.services.quiet_days.end_quiet_days",
}
# Each with its reason.
NO_ENDINGS = {
    "cadres.files.services.file_search.remove_strays": "the worker's, for files without a row",
    "cadres.files.services.kept_files.remove_with_action": (
        "part of the action that takes the file's row"
    ),
    "cadres.people.services.postings.end_for_another": (
        "part of a roster that somebody confirmed as its check showed it"
    ),
    "cadres.people.services.open_sessions.end_sessions_of": "all there are, whichever they are",
    "cadres.sign_in.services.sessions.end_sessions_of": "all there are, whichever they are",
    "cases.leads.keys.services.enrolment.renew_code": "a code that nobody has used, for one seat",
    "cases.leads.members.services.leavers.end_seat": "part of ending or handing over a seat",
    "cases.leads.keys.services.expired_grants.end_lent": "the worker's, for what is over",
    "cases.leads.members.services.members.end_member": "a seat is one row, and ends once",
    "cases.leads.readers.services.named_readers.end_access": "part of ending a reader, or a seat",
    "cases.leads.keys.services.recovery.renew_recovery": "with the old key itself",
    "cases.tickets.services.handling.share_rows.end_with": "part of a step of the engine",
    "cases.tickets.services.closing.closing.end_links": (
        "part of an action on the ticket, whatever links there are"
    ),
}


def test_every_edit_asks_what_was_read():
    unread = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("services")
        for function in source.public_functions(path)
        if function.name.startswith(EDITING) and not _reads(function)
    }

    assert unread - NO_EDITS.keys() == set()
    assert NO_EDITS.keys() - unread == set()


def test_what_is_ended_by_its_place_is_the_one_that_was_shown():
    blind = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("services")
        for function in source.public_functions(path)
        if function.name.startswith(ENDING) and not _reads(function)
    }

    assert blind == OWN_ROW | NO_ENDINGS.keys()


def test_what_was_read_has_no_default_anywhere():
    assumed = [
        source.place(path, function)
        for path in source.in_layers("services", "exchange")
        for function in source.functions(path)
        for argument, default in _named(function)
        if argument.arg == "read" and default is not None
    ]

    assert assumed == []


def _reads(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "read" for argument, _ in _named(function))


def _named(function: ast.FunctionDef) -> list[tuple[ast.arg, ast.expr | None]]:
    return list(zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))
