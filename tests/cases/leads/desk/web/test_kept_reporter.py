"""The sender's custodian is reminded, on the room's own desk, of names that did not go over."""

from __future__ import annotations

import pytest

from cases.leads.readers.services.reporters import hand_over_reporter
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.filing import REPORTER, delivered, signed

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
MARK = "反映人信息尚由您保管"


def desk(who) -> str:
    return text(inside(who), "/leads/")


def test_a_name_that_stayed_is_marked_until_it_is_handed_over(room):
    lead = signed(room, reporter=REPORTER, stays=True)
    assert MARK in desk(room.custodian)
    assert MARK not in desk(room.clerk)
    assert MARK not in desk(room.receiver_custodian)

    hand_over_reporter(lead, actor=room.custodian.at())

    assert MARK not in desk(room.custodian)


def test_a_name_that_went_over_with_the_file_is_not_marked(room):
    signed(room, reporter=REPORTER)
    assert MARK not in desk(room.custodian)


def test_before_the_receipt_there_is_nothing_to_hand_over(room):
    delivered(room, reporter=REPORTER, stays=True)
    assert MARK not in desk(room.custodian)
