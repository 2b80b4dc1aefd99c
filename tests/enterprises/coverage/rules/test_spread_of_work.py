"""The spread of work counts people in bands and names none of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enterprises.coverage.rules import workload


@given(st.lists(st.integers(min_value=0, max_value=500)))
def test_every_cadre_stands_in_exactly_one_band(counts):
    assert sum(band.cadres for band in workload.spread(counts)) == len(counts)


def test_bands_say_what_they_hold():
    assert [band.label for band in workload.spread([])] == [
        "0 家",
        "1–2 家",
        "3–5 家",
        "6–10 家",
        "11 家以上",
    ]
