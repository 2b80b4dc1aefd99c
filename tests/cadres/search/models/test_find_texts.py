"""What the rule finds, the database lets through: the index asks for no pair that a text lacks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.models import Unit
from cadres.search.models import find_texts
from cadres.search.rules import finding
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db
SIGNS = st.text("宏远泰建材𬭎hxd19a", min_size=1, max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=SIGNS, code=SIGNS, word=SIGNS.filter(finding.plain))
def test_what_the_rule_finds_the_database_finds(name, code, word):
    Unit.objects.all().delete()
    unit = UnitFactory(find_text=finding.find_text([name], code))
    found = Unit.objects.filter(find_texts.fitting([word]))

    if finding.rank(word, unit.find_text) is not None:
        assert list(found) == [unit]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text("宏远abcz19", min_size=1, max_size=12),
    word=st.text("abcz", min_size=3, max_size=5),
)
def test_letters_are_found_wherever_they_follow_each_other(name, word):
    Unit.objects.all().delete()
    unit = UnitFactory(find_text=finding.find_text([name]))
    holds = any(word in line for line in unit.find_text.split("\n"))

    assert Unit.objects.filter(find_text__holds=word).exists() == holds


def test_signs_in_another_order_are_not_let_through():
    UnitFactory(find_text=finding.find_text(["宏远建材"]))

    assert not Unit.objects.filter(find_text__fits="材建").exists()
    assert Unit.objects.filter(find_text__fits="宏材").exists()
