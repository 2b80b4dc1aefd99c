"""The table of the loop: every step is somebody's, every end is reached, none is left standing."""

from __future__ import annotations

import pytest

from cadres.errors import NotPermitted, WrongState
from cases.window_ratings.rules import level_words, procedure, stages
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.procedure import ENDED, STEPS, Party, State, Verb
from cases.window_ratings.rules.ratings import Level, without_phones


def test_no_step_stands_there_twice():
    assert len({(step.verb, step.source) for step in STEPS}) == len(STEPS)


def test_every_state_is_reached_and_every_state_but_the_ends_is_left():
    reached = {step.target for step in STEPS} | {State.FILED}
    left = {step.source for step in STEPS if step.source is not step.target}

    assert reached == set(State)
    assert set(State) - left == set(ENDED)


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.FILE])
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("party", list(Party))
def test_each_combination_is_decided(verb, state, party):
    allowed = any((s.verb, s.source, s.party) == (verb, state, party) for s in STEPS)
    if allowed:
        assert procedure.step_for(state, verb, frozenset({party})).verb is verb
        return
    with pytest.raises((NotPermitted, WrongState)):
        procedure.step_for(state, verb, frozenset({party}))


def test_every_state_that_waits_has_a_clock():
    waiting = set(State) - set(ENDED) - {State.PUBLISHED}

    assert set(stages.OF_STATE) == waiting


def test_each_demand_asks_for_something_of_its_own():
    assert set(ASKED) == set(Demand)
    for name in ("fits", "says", "first", "second"):
        assert len({getattr(one, name) for one in ASKED.values()}) == len(Demand)


@pytest.mark.parametrize(
    ("written", "how", "level"),
    [
        ("非常满意", "", Level.VERY_GOOD),
        ("一般", "", Level.FAIR),
        ("很不满意", "", Level.VERY_BAD),
        ("", "", Level.UNRATED),
        ("非常满意", "系统默认", Level.UNRATED),
        ("默认好评", "", Level.UNRATED),
        ("五星", "", None),
    ],
)
def test_a_level_is_a_known_word_and_a_default_is_nobody_s(written, how, level):
    assert level_words.level_of(written, how) == level


def test_numbers_in_what_somebody_wrote_get_stars():
    assert without_phones("打13700001234没人接，房号3") == "打137****1234没人接，房号3"
