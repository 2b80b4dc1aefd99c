"""Addresses that go out are made from the site's own name, never from what a request called it."""

from __future__ import annotations

import ast

from tests.architecture import source

FROM_THE_REQUEST = {"build_absolute_uri", "get_host", "_current_scheme_host"}


def test_nobody_takes_an_address_from_the_host_header():
    assert [
        source.place(path, node)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in FROM_THE_REQUEST
    ] == []
