"""A word of most names is read for, a rare one is looked up; what is found is the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from cadres.search.selectors import common_words
from enterprises.register.models.enterprises import FIND_INDEX
from enterprises.register.selectors import find_box
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 11, 20)
WORDS = ("有限公司", "有公司", "艾草", "yc", "恒信 有限公司", "恒信", "艾 公司")


@pytest.fixture
def firms(liaison):
    names = [f"第{chr(0x4E00 + 37 * at)}机械有限公司" for at in range(40)]
    for name in (*names, "恒信达艾草有限公司", "宏远建材厂"):
        EnterpriseFactory(county=liaison.county, name=name)


def gather():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enterprises_enterprise")


def test_what_stands_in_most_names_is_common_and_letters_never_are(firms):
    assert common_words.of(["有限公司", "公司"], FIND_INDEX) == frozenset()

    gather()

    assert common_words.of(["有限公司", "公司", "艾草", "yxgs"], FIND_INDEX) == {"有限公司", "公司"}


def test_the_same_is_found_with_and_without_statistics(firms, liaison):
    viewer = liaison.viewer(FRIDAY)

    def found():
        return [[row.name for row in find_box.found(one, seen_by=viewer, most=60)] for one in WORDS]

    before = found()
    gather()

    assert found() == before
    assert len(before[0]) == 41
    assert before[4] == ["恒信达艾草有限公司"]
