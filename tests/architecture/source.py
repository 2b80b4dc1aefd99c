"""Reads the project's own source, for the tests that hold the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cadres", "enterprises", "cases")
ROOM = ("cases", "leads")
HOUSE = (*APPS, "config")
LAYERS = {"rules", "models", "selectors", "services", "exchange"}
LAYERS |= {"channels", "api", "web", "actions"}
# Files of an app that join the addresses of its rooms.
ADDRESSES = {"urls": "web", "api_urls": "api"}


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """Python files below these folders, migrations aside (they are history, not code)."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(path for path in found if not _is_migration(path))


def migrations() -> tuple[Path, ...]:
    found = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    return tuple(path for path in found if _is_migration(path))


def _is_migration(path: Path) -> bool:
    # Below the root alone: the folder in which the checkout stands may have any name.
    return "migrations" in path.relative_to(ROOT).parts


def in_layers(*layers: str) -> tuple[Path, ...]:
    """Files of these layers, whether the layer is a folder or a single file of each app."""
    return tuple(path for path in files(*APPS) if layer_of(path) in layers)


def layer_of(path: Path) -> str:
    """The layer inside the room, or what an app has beside its rooms (tasks, management …)."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    found = next((part for part in parts[:-1] if part in LAYERS), None)
    beside = parts[2] if parts[:2] == ROOM else parts[1]
    if found is None and parts[-1] == "__init__":
        return parts[-1]
    return found or ADDRESSES.get(beside, beside)


def room_of(path: Path) -> str:
    """The room as it is imported: `cases.tickets`; inside the locked room `cases.leads.keys`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:3] if parts[:2] == ROOM else parts[:2])


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file, gathered once for all tests that look for something."""
    return tuple(ast.walk(tree(path)))


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def with_its_own(path: Path, function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Every node of the function and of the private functions of its file that it leans on."""
    private = {
        node.name: node
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
    }
    waiting, seen = [function], set()
    while waiting:
        current = waiting.pop()
        for node in ast.walk(current):
            yield node
            if isinstance(node, ast.Name) and node.id in private.keys() - seen:
                seen.add(node.id)
                waiting.append(private[node.id])
