"""No file asks for another that asks for it, on whatever way round; but for types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.architecture import source


def test_imports_between_files_run_in_no_circle():
    paths = {_module(path): path for path in source.files(*source.HOUSE)}
    modules = paths.keys()
    asks = {name: set(_imported(path, modules)) - {name} for name, path in paths.items()}

    assert _circle(asks) == []


def test_a_circle_would_be_found():
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) != []
    assert _circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def _circle(asks: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(asks).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def _module(path: Path) -> str:
    return source.dotted(path).removesuffix(".__init__")


def _imported(path: Path, modules: Iterable[str]) -> Iterator[str]:
    for node in _at_import(source.tree(path).body):
        if isinstance(node, ast.Import):
            named = [name.name for name in node.names]
        else:
            named = [f"{node.module}.{name.name}" for name in node.names]
            named.append(node.module or "")
        yield from (name for name in named if name in modules)


def _at_import(body: Iterable[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """What is imported when the file is: not inside functions, and not for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _at_import(node.orelse)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            yield from _at_import(node.body)
