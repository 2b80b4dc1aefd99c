"""Test processes share one cache: whoever empties it takes from others what they count."""

from __future__ import annotations

import ast

from tests.architecture import source


def test_nobody_empties_the_cache_of_all():
    found = [
        source.place(path, node)
        for path in sorted((source.ROOT / "tests").rglob("*.py"))
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"clear", "flushdb", "flushall", "scan_iter"}
        and ast.unparse(node.value).startswith(("cache", "caches", "redis", "editors.STORE"))
    ]

    assert found == [], "Counts of one's own: the fixture nothing_counted."
