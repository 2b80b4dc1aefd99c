"""Rules know no model, no query, no request and no clock: they can be read and tried alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import source

# F, Q and TextChoices are words, not queries; the others compute.
ALLOWED = {
    "django.db.models",
    "django.utils",
    "stdnum",
    "cadres.errors",
    "pypinyin",
    "cryptography",
    "nacl",
}
WORDS_OF_MODELS = {"F", "Q", "TextChoices", "IntegerChoices"}


def test_rules_import_the_standard_library_errors_and_lower_rules():
    assert [
        f"{source.place(path, node)} {module}"
        for path in source.in_layers("rules")
        for node, module in _imports(path)
        if not _is_allowed(module)
    ] == []


def test_rules_take_only_words_from_the_models_of_django():
    assert [
        f"{source.place(path, node)} {name.name}"
        for path in source.in_layers("rules")
        for node in _outside_type_checking(path)
        if isinstance(node, ast.ImportFrom) and node.module == "django.db.models"
        for name in node.names
        if name.name not in WORDS_OF_MODELS
    ] == []


def _is_allowed(module: str) -> bool:
    first, *rest = module.split(".")
    if first in sys.stdlib_module_names or (first in source.APPS and "rules" in rest[:3]):
        return True
    return any(module == known or module.startswith(f"{known}.") for known in ALLOWED)


def _imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    for node in _outside_type_checking(path):
        if isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)


def _outside_type_checking(path: Path) -> Iterator[ast.stmt]:
    for node in source.tree(path).body:
        if not isinstance(node, ast.If):
            yield node
