"""What was read, what stands now and what is given decide each field for itself."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from cadres.errors import Invalid
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Change, Read, read_from, settle

AT = datetime(2026, 3, 6, 2, 32, tzinfo=UTC)


def mark(name: str, value: object) -> str:
    return f"{name}:{hash(edits.plain(value))}"


def read(**values: object) -> Read:
    return Read(AT, {name: mark(name, value) for name, value in values.items()})


@pytest.mark.parametrize(("was", "now", "given"), list(product("abc", repeat=3)))
def test_each_combination_has_one_end(was, now, given):
    found = settle({"x": now}, {"x": given}, read(x=was), mark)

    if given not in (was, now) and now != was:
        assert (found.clashes, found.values) == (("x",), {})
    else:
        # Untouched, the other's stands; touched by one alone, that one's does.
        assert found.values == {"x": now if given == was else given}
        assert found.clashes == ()


def test_two_who_change_different_fields_both_have_their_way():
    found = settle(
        {"x": "new", "y": "old"}, {"x": "old", "y": "mine"}, read(x="old", y="old"), mark
    )

    assert found.values == {"x": "new", "y": "mine"}
    assert found.kept == ("x",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("两行\r\n文字 ", "两行\n文字"),
        (None, ""),
        (False, ""),
        ([3, 1], (3, 1)),
        ("7", 7),
        (AT.date(), "2026-03-06"),
    ],
)
def test_one_value_has_one_writing_however_it_came(one, other):
    assert edits.plain(one) == edits.plain(other)


def test_what_was_read_comes_back_as_it_went():
    assert read_from(str(read(x="甲", y=None))) == read(x="甲", y=None)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "x", '{"at":"2026-03-06","marks":{}}', '{"at":1,"marks":{}}', "[" * 60_000,
     '{"at":"2026-03-06T10:00:00+08:00","marks":{"x":1}}'],
)  # fmt: skip
def test_anything_else_is_no_page_that_was_read(text):
    with pytest.raises(Invalid, match="重新打开"):
        read_from(text)


def test_a_field_that_the_page_did_not_show_is_not_written():
    with pytest.raises(Invalid, match="重新打开"):
        settle({"x": "a"}, {"x": "b"}, read(y="a"), mark)


def test_both_values_are_said_and_who_changed_it():
    said = edits.both(Change("李娟", "10:32"), "城关镇", "皇路店镇")

    assert said == "李娟 10:32 改为“城关镇”；您填的是“皇路店镇”。"
    assert edits.both(Change(), "", "长" * 80).startswith("别人刚才改为“（空）”；您填的是“长长")
