"""There is no selector without a viewer, and no service without an actor."""

from __future__ import annotations

import ast

from tests.architecture import source

# Asked before there is a viewer, or about what is the same for everybody; each with its reason.
SEEN_BY_NOBODY: dict[str, str] = {}
# Primitives inside another service's transaction, or deeds of one who has not signed in yet.
DONE_BY_NOBODY: dict[str, str] = {}


def test_every_question_is_asked_on_somebody_s_behalf():
    nameless = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("selectors")
        for function in source.public_functions(path)
        if "seen_by" not in {argument.arg for argument in _arguments(function)}
    }

    assert nameless - SEEN_BY_NOBODY.keys() == set()


def test_every_deed_has_an_actor_who_is_named_and_never_assumed():
    nameless = {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("services")
        for function in source.public_functions(path)
        if not _has_actor(function)
    }

    assert nameless - DONE_BY_NOBODY.keys() == set()


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
