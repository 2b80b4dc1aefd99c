"""What separates calm code from tired code is the tail."""

from __future__ import annotations

import ast

from tests.architecture import source

LONGEST_FILE = 400
LONGEST_FUNCTION = 30
NAMELESS_ROOMS = {"utils.py", "helpers.py", "common.py", "misc.py", "constants.py"}


def test_no_file_is_longer_than_400_lines():
    lengths = {
        source.place(path): len(path.read_text().splitlines())
        for path in (*source.files(*source.HOUSE, "tests"), *source.migrations())
    }

    assert {place: length for place, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_30_lines():
    long = [
        f"{source.place(path, function)} {function.name}"
        for path in source.files(*source.HOUSE)
        for function in source.functions(path)
        if _lines(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_file_is_a_room_without_a_name():
    assert [
        path for path in source.files(*source.HOUSE, "tests") if path.name in NAMELESS_ROOMS
    ] == []


def test_migrations_are_named_for_what_they_do():
    assert [source.place(path) for path in source.migrations() if "_auto_" in path.name] == []


def _lines(function: ast.FunctionDef) -> int:
    """Lines from the name to the end, the docstring aside."""
    docstring = ast.get_docstring(function, clean=False)
    told = len(docstring.splitlines()) if docstring else 0
    return function.end_lineno - function.lineno + 1 - told
