"""The enterprise is told that a matter went higher only where it did."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import enterprise_page
from cases.tickets.rules.applications.applications import Level
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.handling.dispatch import accept_ticket
from tests.cases.drafted import MONDAY, hand_up
from tests.factories.people import moment


@pytest.mark.parametrize(
    ("level", "told"),
    [
        (Level.COUNTY_MEETING, "正在由县领导会商协调，有了意见会告诉您。"),
        (Level.CITY, "县里解决不了，已经报请市级协调。"),
        (Level.PROVINCE, "县里解决不了，已经报请省级协调。"),
    ],
)
def test_it_is_said_to_whom_a_matter_was_handed_up(assigned, handler, leader, level, told):
    held = accept_ticket(assigned, actor=handler.viewer(date(2026, 3, 3)))
    asked = hand_up(held, handler, level=level)

    grant_application(held, asked.kind, actor=leader.viewer(MONDAY), digest=asked.digest)

    page = enterprise_page.of(held.pk, seen_by=Viewer.system(moment(MONDAY)))
    assert page.situation == told
