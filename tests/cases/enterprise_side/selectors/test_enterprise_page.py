"""What an enterprise reads of its own matter is true on the day on which it is read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.enterprise_side.selectors import enterprise_page


def read(ticket, handler, days: int):
    on = ticket.due_on + timedelta(days=days)
    return enterprise_page.of(ticket.pk, seen_by=handler.viewer(on))


@pytest.mark.parametrize(("days", "is_late"), [(-1, False), (0, False), (1, True)])
def test_a_promise_that_was_missed_is_called_so(in_hand, handler, days, is_late):
    assert read(in_hand, handler, days).is_late == is_late


def test_what_was_signed_by_the_head_is_not_late_any_more(unconfirmed, handler):
    assert not read(unconfirmed, handler, 9).is_late
