"""Where a service says that a ticket is ready, it made sure of it itself, under the same lock."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture import source

READY, ADVANCE = "ready", "advance"


def _says_ready(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == ADVANCE
        and any(one.arg == "is_ready" for one in node.keywords)
    )


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in source.files("cases"):
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef) and any(map(_says_ready, ast.walk(node))):
                yield f"{path}:{node.name}", node


def _readied(function: ast.FunctionDef) -> set[tuple[str, str]]:
    """The names that were made ready, each with its step."""
    return {
        (ast.unparse(node.targets[0]), ast.unparse(call.args[1]))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for call in ast.walk(node.value)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == READY
    }


def test_whoever_says_so_has_looked_before_at_the_same_ticket_for_the_same_step():
    found = list(_functions())
    assert len(found) > 30
    for name, function in found:
        said = {
            (ast.unparse(call.args[0]), ast.unparse(call.args[1]))
            for call in ast.walk(function)
            if _says_ready(call)
        }
        assert said <= _readied(function), name


def test_the_lock_is_held_from_the_look_to_the_step():
    """One transaction: the function opens it, or is called within one by its own module."""
    for name, function in _functions():
        opens = any("atomic" in ast.unparse(one) for one in function.decorator_list)
        assert opens or function.name.startswith("_"), name
