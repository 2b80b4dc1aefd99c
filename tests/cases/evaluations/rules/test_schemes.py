"""Rates with weights become points and bands, exactly; what cannot be said is not guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cadres.errors import Invalid
from cadres.pages.rules.rates import Rate
from cases.evaluations.rules import schemes
from cases.evaluations.rules.schemes import PROPOSED, Band, Scheme, Subject

HALVES = Scheme({"satisfaction": 50, "timely": 50}, good=90, fair=75)
MANY = Rate(9, 10)


def test_points_are_the_weighed_mean_of_the_rates():
    found = schemes.score({"satisfaction": Rate(10, 10), "timely": Rate(16, 20)}, HALVES, 10)

    assert (found.points, found.band, found.said) == (Fraction(90), Band.GOOD, "90.0")
    assert [part.points for part in found.parts] == [50, 40]


def test_just_below_a_band_is_below_it():
    found = schemes.score({"satisfaction": Rate(899, 1000), "timely": MANY}, HALVES, 10)

    assert (found.said, found.band) == ("90.0", Band.FAIR)


def test_the_weight_of_what_rests_on_few_goes_to_the_others():
    scheme = Scheme({"satisfaction": 30, "timely": 70}, least=60)
    found = schemes.score({"satisfaction": Rate(1, 1), "timely": MANY}, scheme, 10)

    assert (found.points, found.counted) == (90, 70)
    assert [part.points for part in found.parts] == [None, 90]


def test_where_too_little_weight_rests_on_enough_there_is_no_score():
    scheme = Scheme({"satisfaction": 30, "timely": 70}, least=60)
    found = schemes.score({"satisfaction": MANY, "timely": Rate(1, 1)}, scheme, 10)

    assert (found.points, found.band, found.said) == (None, Band.FEW, "—")


def test_equal_points_share_a_place_and_who_has_none_has_no_place():
    points = {"a": Fraction(80), "b": Fraction(90), "c": Fraction(80), "d": None}

    assert schemes.ranks(points) == {"b": 1, "a": 2, "c": 2}


@pytest.mark.parametrize(
    ("scheme", "field"),
    [
        (Scheme({"satisfaction": 30, "timely": 60}), "weights"),
        (Scheme({"received": 100}), "weights"),
        (Scheme({"satisfaction": -20, "timely": 120}), "weights"),
        (Scheme({"timely": 100}, good=75, fair=75), "good"),
        (Scheme({"timely": 100}, least=0), "least"),
    ],
)
def test_what_is_no_scheme_is_refused_at_its_field(scheme, field):
    with pytest.raises(Invalid) as refused:
        schemes.check(scheme)

    assert set(refused.value.fields) == {field}


def test_what_is_proposed_gives_the_public_rating_its_thirty_per_cent_and_no_ranks():
    schemes.check(PROPOSED)

    assert (PROPOSED.weights["satisfaction"], PROPOSED.has_ranks) == (30, False)


def test_units_and_townships_are_evaluated_and_nobody_else():
    assert set(Subject) == {Subject.UNIT, Subject.TOWNSHIP}
