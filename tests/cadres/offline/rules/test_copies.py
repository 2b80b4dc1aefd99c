"""What a phone holds is told in few bytes, and read back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cadres.offline.rules import copies
from cadres.offline.rules.copies import Copy, Reading

AT = datetime(2026, 11, 20, tzinfo=UTC)


@given(st.sets(st.integers(1, 2**62), max_size=40))
def test_ids_are_read_back_sorted(ids):
    assert copies.unpacked(copies.packed(ids)) == sorted(ids)


def test_a_full_phone_is_told_in_an_address():
    held = Copy(AT, {"enterprises": range(1, 5000, 10), "tickets": range(1, 40000, 40)})

    assert len(str(copies.said(held))) < 4000
    assert copies.heard(copies.said(held)).at == AT


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 7))
def test_pages_bring_each_row_once(first, second, size):
    ids = {"enterprises": list(range(first)), "tickets": list(range(100, 100 + second))}
    rest, found = ids, {name: [] for name in ids}
    while any(rest.values()):
        taken, rest = Reading(Copy(AT, ids), rest).page(size)
        assert sum(map(len, taken.values())) <= size
        for name, some in taken.items():
            found[name] += some

    assert found == ids
