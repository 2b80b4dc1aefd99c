"""A row means an indicator by its path, its own name or the number that the list gives it."""

from __future__ import annotations

import pytest

from cases.office_work.rules import finding_rows as rules

LIST = (
    "3.获得电力",
    "3.获得电力 / 3.1 接入便利度",
    "3.获得电力 / 供电可靠性",
    "获得用水",
    "获得用水 / 接入便利度",
    "12345热线 / 5G基站",
)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("获得电力", LIST[0]),
        ("3", LIST[0]),
        ("3、获得电力", LIST[0]),
        ("（3）获得电力", LIST[0]),
        ("3.1", LIST[1]),
        ("3.1 接入便利度", ""),
        ("获得电力/接入便利度", LIST[1]),
        ("获得用水 / 接入便利度", LIST[4]),
        ("供电可靠性", LIST[2]),
        ("5G基站", LIST[5]),
        ("12", ""),
        ("获得天然气", ""),
    ],
)
def test_an_indicator_is_meant_by_name_or_number(written, path):
    found, reason = rules.meant(written, rules.index(LIST))

    assert found == path
    assert bool(reason) is not bool(path)


def test_what_may_be_two_is_asked_for_with_the_level_above():
    _, reason = rules.meant("接入便利度", rules.index(LIST))

    assert "连上级一起写" in reason
