"""Nothing is sealed to a public key but by the one module that checks whose it is."""

from __future__ import annotations

import ast

from tests.architecture import source

SEALING = "cases/leads/vault/services/sealing.py"
LIBRARY = "cases/leads/vault/rules/crypto.py"
# What of the library seals to a public key: sealed boxes, and the library's own names for them.
SEALERS = {"SealedBox", "crypto_box_seal", "Box"}


def test_only_one_module_seals_and_only_one_knows_how():
    calls = [
        (source.place(path), node.attr)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr == "seal"
        and isinstance(node.value, ast.Name)
        and node.value.id == "crypto"
    ]
    taken = [
        source.place(path)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("cases.leads.vault.rules.crypto")
        and any(name.name == "seal" for name in node.names)
    ]

    assert {place for place, _ in calls} == {SEALING}
    assert taken == []
    # A backup is sealed to its keeper by config, which knows nothing of members.
    assert {
        source.place(path)
        for path in source.files("cases")
        for node in source.nodes(path)
        if isinstance(node, ast.Name | ast.alias) and _name(node) in SEALERS
    } == {LIBRARY}


def test_each_seal_to_somebody_else_is_behind_a_check():
    """Each function that seals compares a signature first, or seals to its own private key."""
    tree = source.tree(next(p for p in source.files("cases") if source.place(p) == SEALING))
    sealing = [
        function
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and "crypto.seal(" in ast.unparse(function)
    ]

    assert len(sealing) == 3
    for function in sealing:
        text = ast.unparse(function)
        checks = ("check_member(", "is_signed(", "public_of(actor.key)")
        assert any(check in text for check in checks), function.name


def _name(node: ast.Name | ast.alias) -> str:
    return node.id if isinstance(node, ast.Name) else node.name
