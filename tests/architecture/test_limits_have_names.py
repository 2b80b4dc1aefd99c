"""Limits are asked for by their registered names, which stand in the app that owns the rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from cadres.deadlines.rules import limit_groups, limits
from tests.architecture import source

# Doors speak to the outside, where a name is a word of an address or a form.
INSIDE = ("rules", "models", "selectors", "services", "exchange", "management")
ASKS = {"find", "book", "books", "get", "named", "Command", "Limit", "due", "ends"}
WORD = re.compile(r"[a-z][a-z_]*")


def named_by_hand(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Calls that ask for a limit with the name of one written out: the line, and the name."""
    for node in nodes:
        if isinstance(node, ast.Call) and _called(node) in ASKS:
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.Constant) and given.value in NAMES:
                    yield node.lineno, given.value


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


NAMES = {str(key) for key in limit_groups.every_key()}


def test_nobody_asks_for_a_limit_by_a_written_out_name():
    assert [
        f"{source.place(path)}:{line} {name}"
        for path in source.in_layers(*INSIDE)
        for line, name in named_by_hand(source.nodes(path))
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        'limits.find("explanations", "", today)',
        'limits.book(today, county, key="promise")',
        'book.get("redo_times")',
        'Command(ClockVerb.STARTED, ClockKind.UNIT, "redo")',
    ],
)
def test_a_written_out_name_would_be_found(line):
    assert len(list(named_by_hand(ast.walk(ast.parse(line))))) == 1


def test_no_app_writes_down_the_limit_of_an_upper_one():
    """A new limit of an upper app asks for no change, and no migration, of a lower one."""
    floors = {app: place for place, app in enumerate(("cadres", "enterprises", "cases", "leads"))}
    owned = owned_keys()
    strange = [
        f"{source.place(path)}: {owned[word.value]}.{word.value}"
        for path in source.files(*source.APPS)
        for word in source.nodes(path)
        if isinstance(word, ast.Constant) and word.value in owned
        and floors[owned[word.value]] > floors[app_of(path)]
    ]  # fmt: skip

    assert strange == []


def app_of(path) -> str:
    parts = path.relative_to(source.ROOT).parts
    return "leads" if parts[:2] == source.ROOM else parts[0]


@cache
def owned_keys() -> dict[str, str]:
    """By the app in whose source the key is made; a word that is much else besides says nothing."""
    return {
        str(node.args[0].value): app_of(path)
        for path in source.in_layers("rules")
        for node in source.nodes(path)
        if isinstance(node, ast.Call) and _called(node) == "LimitKey" and "_" in node.args[0].value
    }


def test_every_key_that_is_made_is_registered():
    owned = set(owned_keys())

    assert owned <= NAMES
    assert {limits.named(name).label for name in owned}
    assert all(WORD.fullmatch(name) for name in NAMES)
