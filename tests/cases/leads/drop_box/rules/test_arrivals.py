"""How often one caller may drop something."""

from __future__ import annotations

from cadres.submissions.rules import arrivals
from cases.leads.drop_box.rules.arrivals import AT_ONCE, DRAINS_AFTER, Arrivals


def test_so_many_at_once_and_then_one_at_a_time():
    found = Arrivals()

    assert all(found.takes("one", 0.0) for _ in range(AT_ONCE))
    assert not found.takes("one", 1.0)
    assert not found.takes("one", DRAINS_AFTER - 1)
    assert found.takes("one", DRAINS_AFTER)
    assert not found.takes("one", DRAINS_AFTER)


def test_one_caller_does_not_keep_out_another():
    found = Arrivals()
    for _ in range(AT_ONCE + 1):
        found.takes("one", 0.0)

    assert found.takes("another", 0.0)


def test_only_so_many_callers_are_remembered(monkeypatch):
    monkeypatch.setattr(arrivals, "KNOWN_AT_MOST", 2)
    found = Arrivals()
    for caller in ("one", "two", "three"):
        for _ in range(AT_ONCE):
            found.takes(caller, 0.0)

    assert found.takes("one", 0.0)
    assert not found.takes("three", 0.0)
