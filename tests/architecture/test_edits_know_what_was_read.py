"""A service that changes what is there takes what its page had read: named, and never assumed."""

from __future__ import annotations

import ast

from tests.architecture import source

# What such a deed is called. Whatever replaces a value that others may replace too is one of them.
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
    "cadres.services.sign_in.change_password": "one's own, with the old one beside it",
    "cadres.services.sign_in.set_password": "one's own",
    "cadres.services.telling.set_email": "one's own; nobody else sets it",
    "cases.leads.services.recovery.change_passphrase": "one's own, with the old one beside it",
    "cases.leads.services.members.change_duty": "asked of one head of a side, before one seat",
    "cases.leads.services.members.set_custodian": "asked of one head of a side, before one seat",
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
