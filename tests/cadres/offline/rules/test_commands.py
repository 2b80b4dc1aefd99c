"""A command is read whole, or said to be damaged."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.errors import Invalid
from cadres.offline.rules import app_versions, commands, losses
from cadres.offline.rules.losses import Waiting
from tests import phone

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inside: (
        st.lists(inside) | st.dictionaries(st.text(st.characters(codec="utf-8")), inside)
    ),
    max_leaves=8,
)


def test_a_command_is_read_as_it_was_written():
    said = phone.visit(17, summary="一切正常😀")

    command = commands.read(said)

    assert (str(command.id), command.verb, command.subject) == (said["id"], "visit.log", 17)
    assert command.values["summary"] == "一切正常😀"


@pytest.mark.parametrize(
    "wrong",
    [
        {"verb": ""},
        {"subject": "17"},
        {"subject": True},
        {"subject": {"command": "x"}},
        {"made_at": "2026-11-20"},
        {"made_at": 7},
        {"values": []},
        {"files": ["a"]},
        {"files": [str(uuid.uuid4())] * 21},
        {"trunk": 7},
    ],
)
def test_what_is_not_as_agreed_is_damaged_even_with_its_digest(wrong):
    said = phone.command("visit.log", 17, **wrong)

    with pytest.raises(Invalid):
        commands.read(said)


def test_a_changed_letter_is_noticed():
    with pytest.raises(Invalid):
        commands.read(phone.visit(17) | {"subject": 18})


@given(st.dictionaries(st.sampled_from(["id", "verb", "subject", "values", "files", "x"]), ANY))
def test_whatever_comes_is_read_or_refused(said):
    with pytest.raises(Invalid):
        commands.read(said)


def test_what_other_commands_make_is_named_anywhere():
    one, two = uuid.uuid4(), uuid.uuid4()
    values = {"visit": {"command": str(one)}, "list": [{"command": str(two)}, {"a": 1}]}

    assert commands.references(values) == {one, two}
    assert commands.resolved(values, {one: 5, two: 6}) == {"visit": 5, "list": [6, {"a": 1}]}


@pytest.mark.parametrize(("app", "is_old"), [("1", False), ("1.4", False), ("12", False),
                                             ("0", True), ("", True), ("v1", True)])  # fmt: skip
def test_an_app_is_too_old_or_not(app, is_old):
    assert app_versions.is_too_old(app) is is_old


@pytest.mark.parametrize(
    ("before", "store", "arrived", "lost"),
    [
        (Waiting("a", 3), "b", 0, 3),
        (Waiting("a", 3), "b", 2, 1),
        (Waiting("a", 3), "b", 9, 0),
        (Waiting("a", 3), "a", 0, 0),
        (Waiting(), "b", 0, 0),
    ],
)
def test_what_is_gone_with_a_store(before, store, arrived, lost):
    assert losses.lost(before, store, arrived) == lost
