"""Where only units of one county stand, the county before each name says nothing."""

from __future__ import annotations

from cadres.people.rules import unit_labels


def test_the_county_before_a_name_is_left_out():
    names = ["南召县工业和信息化局", "云阳镇人民政府", "县供电公司"]

    assert list(unit_labels.without_county(names, "南召县").values()) == [
        "工业和信息化局", "云阳镇人民政府", "县供电公司",
    ]  # fmt: skip


def test_a_name_stays_whole_where_another_is_called_so_or_too_little_is_left():
    names = ["南召县供电公司", "供电公司", "南召县局"]

    assert unit_labels.without_county(names, "南召县") == {name: name for name in names}


def test_without_a_county_all_stay_whole():
    assert unit_labels.without_county(["南召县林业局"], "") == {"南召县林业局": "南召县林业局"}
