"""What a hurried thumb types is found: parts, signs in their order, initials, a piece of a code."""

from __future__ import annotations

import re

import pytest

from cadres.search.rules import finding

NAMES = ["南召县宏远泰建材有限公司", "宏泰（建材）"]
CODE = "91411321MA44ABCD1X"
TEXT = finding.find_text(NAMES, CODE)


@pytest.mark.parametrize(
    ("asked", "rank"),
    [
        ("南召县宏远", finding.STARTS),
        ("远泰建材", finding.HOLDS),
        ("建", finding.HOLDS),
        ("宏远建材", finding.IN_ORDER),
        ("宏泰(建材)", finding.STARTS),
        ("hyt", finding.HOLDS),
        ("nzxhyt", finding.STARTS),
        ("HYJC", finding.IN_ORDER),
        ("44abcd", finding.HOLDS),
        ("91411321ma", finding.STARTS),
    ],
)
def test_it_is_found_and_the_nearer_the_better(asked, rank):
    (word,) = finding.words_of(asked)

    assert finding.rank(word, TEXT) == rank


@pytest.mark.parametrize("asked", ["材建", "恒信", "hc", "9141x", "44", "zzz"])
def test_it_is_not_found_by_what_does_not_stand_there(asked):
    assert finding.rank(asked, TEXT) is None


def test_signs_in_their_order_stand_in_one_name():
    assert finding.rank("甲丙", finding.find_text(["甲乙", "丙丁"])) is None


@pytest.mark.parametrize("asked", ["宏远建材", "hyjc", "建", "44abcd", "hyt", "nzx"])
def test_the_database_lets_through_whatever_is_kept(asked):
    assert re.search(finding.pattern(asked), TEXT)


def test_the_initials_follow_how_a_word_is_read():
    assert finding.initials("恒信达艾草制品有限公司") == "hxdaczpyxgs"
    assert finding.initials("3D打印（重庆）") == "3ddycq"


def test_signs_between_words_of_a_name_are_no_hindrance():
    assert finding.words_of(" 宏远-建材　(南召) ") == ["宏远建材", "南召"]
