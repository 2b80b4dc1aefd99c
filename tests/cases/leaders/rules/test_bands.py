"""A unit's band goes by its exact rate, and is not said of a few tickets."""

from __future__ import annotations

import pytest

from cadres.pages.rules.rates import Rate
from cases.leaders.rules.bands import Band, BandLimits, band_of, worst_first

LIMITS = BandLimits(good=95, fair=85, at_least=10)


@pytest.mark.parametrize(
    ("over", "of", "band"),
    [
        (20, 20, Band.GOOD),
        (19, 20, Band.GOOD),
        (949, 1000, Band.FAIR),
        (17, 20, Band.FAIR),
        (849, 1000, Band.PLAIN),
        (0, 10, Band.PLAIN),
        (9, 9, Band.FEW),
        (0, 0, Band.FEW),
    ],
)
def test_a_band_follows_from_the_exact_rate(over, of, band):
    assert band_of(Rate(over, of), LIMITS) is band


def test_a_rate_of_nothing_is_in_no_band_however_low_the_limit():
    assert band_of(Rate(0, 0), BandLimits(95, 85, at_least=0)) is Band.FEW


def test_the_worst_stand_first_and_whoever_has_no_rate_last():
    units = {"none": (0, 0, 3), "half": (5, 10, 0), "half_late": (1, 2, 2), "all": (9, 9, 0)}
    order = sorted(units, key=lambda name: worst_first(Rate(*units[name][:2]), units[name][2]))

    assert order == ["half_late", "half", "all", "none"]


def test_the_limits_are_said_beside_the_bands():
    assert "95% 及以上为优，85% 及以上为良" in LIMITS.said
    assert LIMITS.said.endswith("不足 10 件的不分档")
