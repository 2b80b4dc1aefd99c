"""Every limit has its place on the page and the units it can be said in."""

from __future__ import annotations

import pytest

from cadres.rules.limit_groups import ORDER, problem_with
from cadres.rules.limits import LimitKey
from cadres.rules.presets import DEFAULT, PRESETS


def test_every_limit_stands_in_one_place():
    assert sorted(ORDER) == sorted(LimitKey)


@pytest.mark.parametrize("preset", [DEFAULT, *PRESETS], ids=lambda preset: preset.code)
def test_every_ready_made_row_has_a_unit_that_fits(preset):
    for row in preset.limits:
        assert problem_with(row.key, row.amount, row.unit) == {}
