"""What may be said is as long by the API as on the page, and nowhere endless."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator

import pytest
from django import forms
from rest_framework import serializers

from cadres.pages.api.action_fields import serializer_of
from cases.tickets.actions.base import registry
from cases.tickets.api.action_verbs import takes
from cases.tickets.web.action_forms.action_forms import form_of
from cases.tickets.web.filing_forms import PersonForm
from cases.topics.actions.topics import OF_TOPICS
from enterprises.visits.api.rows import NewVisit
from enterprises.visits.web.visit_forms import VisitForm
from tests.architecture import source

READS = {"verb", "posted", "_given"}
FILES = "uploads"
# Verbs whose address differs; bulk actions and those of topics have the fields of these.
BESIDE = [
    ("actions.Filing", PersonForm.base_fields, None),
    ("NewVisit", VisitForm.base_fields, NewVisit),
]


def taken() -> Iterator[tuple[str, str, type[serializers.Serializer]]]:
    """Every serializer that the API reads: where, for which action, and what it is."""
    for path in source.in_layers("api"):
        module = importlib.import_module(source.dotted(path))
        for function in source.functions(path):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _is_read(node, module):
                    yield source.place(path, node), function.name, _named(node, module)
    for action in registry.of_api():
        yield f"cases/actions: {action.address}", action.address, takes(action)
    for action in OF_TOPICS.values():
        named = serializer_of(action.takes, action.fields)
        yield f"cases/actions: topic {action.api_name}", f"topic-{action.api_name}", named


def pages() -> dict[str, dict[str, forms.Field]]:
    """The fields of every action that has a page."""
    return {action.address: form_of(action).base_fields for action in registry.on_pages()}


def texts(serializer: type[serializers.Serializer]) -> dict[str, int | None]:
    return {
        name: field.max_length
        for name, field in serializer().fields.items()
        if isinstance(field, serializers.CharField) and not field.read_only
    }


def test_no_text_of_the_api_is_endless():
    endless = {
        (place, name)
        for place, _, serializer in taken()
        for name, longest in texts(serializer).items()
        if longest is None
    }

    assert len({place for place, *_ in taken()}) > 40
    assert endless == set()


def test_an_action_takes_as_long_a_text_by_the_api_as_on_its_page():
    asked = pages()
    pairs = [
        (place, texts(serializer), asked[action])
        for place, action, serializer in taken()
        if action in asked
    ]

    assert len(pairs) > 20
    assert [difference for pair in pairs for difference in _differences(*pair)] == []


def test_an_action_takes_files_by_the_api_where_its_page_takes_them():
    asked = pages()
    differing = {
        place
        for place, action, serializer in taken()
        if action in asked and (FILES in asked[action]) != (FILES in serializer().fields)
    }

    assert differing == set()
    assert {FILES} <= {*PersonForm.base_fields} & {*_named_so("Filing")().fields}


@pytest.mark.parametrize(("name", "fields", "serializer"), BESIDE)
def test_what_is_filed_and_written_down_is_as_long_too(name, fields, serializer):
    found = serializer or _named_so(name.split(".")[-1])

    assert list(_differences(name, texts(found), fields)) == []


def _differences(
    place: str, said: dict[str, int | None], fields: dict[str, forms.Field]
) -> Iterator[tuple[str, str, int | None, int | None]]:
    for name in said.keys() & fields.keys():
        longest = getattr(fields[name], "max_length", None)
        if isinstance(fields[name], forms.CharField) and longest != said[name]:
            yield place, name, said[name], longest


def _named_so(name: str) -> type[serializers.Serializer]:
    return next(one for *_, one in taken() if one.__name__ == name)


def _is_read(node: ast.Call, module: object) -> bool:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    is_read = name in READS or any(word.arg == "data" for word in node.keywords)
    return is_read and _named(node, module) is not None


def _named(node: ast.Call, module: object) -> type[serializers.Serializer] | None:
    """The serializer that is handed over, or that is called with data."""
    given = node.args[0] if node.args else node.func
    try:
        found: object = eval(ast.unparse(given), vars(module))  # noqa: S307  our own source
    except (NameError, AttributeError):
        return None
    is_one = isinstance(found, type) and issubclass(found, serializers.Serializer)
    return found if is_one else None
