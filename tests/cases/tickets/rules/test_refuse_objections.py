"""How often a ticket may come back: from one unit, in all, and not after the office decided."""

from __future__ import annotations

from cases.tickets.rules import handling_units
from cases.tickets.rules.handling_units import Caps, Said

CAPS = Caps(per_unit=1, per_ticket=2)
ONE, TWO, THREE = 1, 2, 3


def refusal(unit_id, *said, caps=CAPS):
    return handling_units.refusal_of(unit_id, said, caps)


def test_the_first_is_taken():
    assert refusal(ONE) is None


def test_another_unit_s_is_taken_too():
    assert refusal(TWO, Said(ONE, True, TWO)) is None


def test_the_same_unit_s_second_is_not():
    found = refusal(ONE, Said(ONE, True, TWO))
    assert "每单位最多退回 1 次" in found.sentence
    assert not found.is_for_head


def test_once_the_office_named_the_unit_that_objected_it_is_final():
    caps = Caps(per_unit=5, per_ticket=9)
    assert "已裁定" in refusal(ONE, Said(ONE, True, ONE), caps=caps).sentence
    assert refusal(TWO, Said(ONE, True, ONE), caps=caps) is None


def test_the_third_of_a_ticket_is_for_the_head():
    found = refusal(THREE, Said(ONE, True, TWO), Said(TWO, True, THREE))
    assert "每件最多退回 2 次" in found.sentence
    assert found.is_for_head


def test_a_fourth_is_refused_and_not_carried_up_again():
    said = (Said(ONE, True, TWO), Said(TWO, True, THREE), Said(THREE, False, None))
    assert not refusal(THREE, *said).is_for_head


def test_an_attempt_that_was_not_taken_counts_as_no_return():
    said = (Said(ONE, True, ONE), Said(ONE, False, None))
    assert refusal(TWO, *said) is None


def test_an_attempt_before_the_cap_does_not_use_up_the_way_to_the_head():
    said = (Said(ONE, True, ONE), Said(ONE, False, None), Said(TWO, True, THREE))
    assert refusal(THREE, *said).is_for_head
