"""Doors parse, call and render: no query, no write, no transaction. The clock is theirs alone."""

from __future__ import annotations

import ast

from tests.architecture import source

DOORS = ("api", "web", "tasks")
CLOCK_OWNERS = ("api", "web", "tasks", "management")
BELOW_DOORS = ("rules", "models", "selectors", "services", "exchange", "channels", "actions")
CLOCK = {"now", "today", "utcnow", "localdate"}
CLOCK_HOLDERS = {"timezone", "datetime", "date", "dt"}


def test_doors_ask_selectors_and_never_a_manager():
    """A form field is born with `objects.none()`; its choices are given by a selector."""
    assert [
        source.place(path, node)
        for path in source.in_layers(*DOORS, "actions")
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute) and _is_manager(node.value) and node.attr != "none"
    ] == []


def test_doors_leave_writing_to_services():
    writes = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}

    assert _attributes((*DOORS, "actions"), writes) == []


def test_doors_open_no_transaction():
    assert [
        source.place(path, node)
        for path in source.in_layers(*DOORS, "actions")
        for node in source.nodes(path)
        if isinstance(node, ast.Name) and node.id == "transaction"
    ] == []


def test_only_doors_read_the_clock():
    assert [
        source.place(path, node)
        for path in source.in_layers(*BELOW_DOORS)
        for node in source.nodes(path)
        if _reads_clock(node)
    ] == []


def test_every_layer_of_an_app_is_known_here():
    apart = {"templatetags", "apps", "errors", "schema", "__init__", "static"}
    known = {*CLOCK_OWNERS, *BELOW_DOORS, *apart}

    assert {source.layer_of(path) for path in source.files(*source.APPS)} - known == set()


def _attributes(layers: tuple[str, ...], names: set[str]) -> list[str]:
    return [
        source.place(path, node)
        for path in source.in_layers(*layers)
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in names
    ]


def _is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}


def _reads_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in {"auto_now", "auto_now_add"} or _is_clock(node.value)
    if isinstance(node, ast.Call):
        return _is_clock(node.func) and not node.args  # localdate(at) converts, localdate() reads
    return isinstance(node, ast.ImportFrom) and any(name.name == "Now" for name in node.names)


def _is_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    return node.attr in CLOCK and node.value.id in CLOCK_HOLDERS
