"""Numbers and days that somebody typed are read in one place, by submissions/rules/typed_values."""

from __future__ import annotations

import ast

from tests.architecture import source

PARSER = source.ROOT / "cadres/submissions/rules/typed_values.py"
GUESSES = {"isdigit", "isdecimal", "isnumeric"}
DOORS = ("api", "web")
DAYS = {"fromisoformat", "strptime", "parse_date", "parse_datetime"}
# Where the two fields are made that every form and serializer uses.
FIELDS = {"cadres/pages/selectors/filter_fields.py", "cadres/pages/api/day_field.py"}
BARE = {("forms", "DateField"), ("serializers", "DateField"), ("django_filters", "DateFilter")}


def test_nobody_else_guesses_whether_a_text_is_a_number():
    assert [
        source.place(path, node)
        for path in source.files(*source.HOUSE)
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in GUESSES and path != PARSER
    ] == []


def test_no_door_reads_a_day_by_itself():
    assert [
        source.place(path, node)
        for path in source.in_layers(*DOORS)
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute | ast.Name) and _name(node) in DAYS
    ] == []


def test_every_field_for_a_day_knows_the_ends_of_the_calendar():
    assert [
        source.place(path, node)
        for path in source.files(*source.APPS)
        if str(path.relative_to(source.ROOT)) not in FIELDS
        for node in source.nodes(path)
        if isinstance(node, ast.Attribute) and _dotted(node) in BARE
    ] == []


def _name(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _dotted(node: ast.Attribute) -> tuple[str, str]:
    return (node.value.id if isinstance(node.value, ast.Name) else "", node.attr)
