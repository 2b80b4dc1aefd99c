"""What a unit is told goes by one way, which says where nobody there can act."""

from __future__ import annotations

import ast

from tests.architecture import source

# Whoever had a part is told that it is over, or elsewhere now: nobody there is to act any more.
OVER = {
    "closing._answer",
    "dispatch.recall_ticket",
    "explanations.close_explained",
    "duplicates._tell_of_both",
    "objections._taken",
    "reassignment.reassign_ticket",
    "shares.end_share",
    "withdrawal.withdraw_ticket",
}
BY_HAND = {"unit", "clerks"}


def _names_receivers(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in {("recipients", name) for name in BY_HAND}
        for node in ast.walk(function)
    )


def test_receivers_in_a_unit_are_named_only_where_its_part_is_over():
    found = {
        f"{path.stem}.{node.name}"
        for path in source.files("cases")
        if source.layer_of(path) == "services"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef) and _names_receivers(node)
    }

    assert found == OVER
