"""An indicator is led by its own unit, else by that of the nearest level above it."""

from __future__ import annotations

from datetime import date

import pytest

from cases.office_work.rules import indicator_leads as rules

KNOWN = {"获得电力": "县供电公司", "获得电力 / 接入便利度": "县发改委"}
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("path", "lead"),
    [
        ("获得电力", "县供电公司"),
        ("获得电力 / 接入便利度 / 低压接入时长", "县发改委"),
        ("获得电力 / 供电可靠性", "县供电公司"),
        ("获得电力二", None),
    ],
)
def test_the_nearest_above_leads(path, lead):
    assert rules.nearest(path, KNOWN) == lead


@pytest.mark.parametrize(
    ("from_on", "since", "is_fault"),
    [(FRIDAY, None, False), (FRIDAY, FRIDAY, False), (MONDAY, FRIDAY, True)],
)
def test_nobody_leads_before_the_one_before(from_on, since, is_fault):
    assert bool(rules.day_fault(from_on, FRIDAY, since)) is is_fault


def test_nobody_leads_from_a_day_to_come():
    assert rules.day_fault(FRIDAY, MONDAY, None)
