"""Arrivals are counted for all web workers together, and nobody is turned away by a dead cache."""

from __future__ import annotations

import uuid

import pytest

from cadres.submissions.services import shared_arrivals
from cadres.submissions.services.shared_arrivals import SharedArrivals

NOW = 1_800_000_000.0


@pytest.fixture
def name() -> str:
    """No other test's count."""
    return uuid.uuid4().hex


def test_two_workers_count_one_caller_together(name):
    one, other = (SharedArrivals(name, most=3, seconds=30) for _ in range(2))

    came = [worker.takes("7", NOW) for worker in (one, other, one, other, one)]

    assert came == [True, True, True, False, False]


def test_each_caller_has_a_count_of_its_own_and_each_stretch_begins_anew(name):
    arrivals = SharedArrivals(name, most=1, seconds=30)
    assert arrivals.takes("7", NOW)

    assert not arrivals.takes("7", NOW + 1)
    assert arrivals.takes("8", NOW + 1)
    assert arrivals.takes("7", NOW + 30)


def test_where_the_cache_does_not_answer_nobody_is_turned_away(name, monkeypatch):
    class Dead:
        def add(self, *given: object) -> bool:
            raise ConnectionError

    monkeypatch.setattr(shared_arrivals, "cache", Dead())

    assert all(SharedArrivals(name, most=1, seconds=30).takes("7", NOW) for _ in range(3))
