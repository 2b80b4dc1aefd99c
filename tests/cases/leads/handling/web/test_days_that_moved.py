"""A day that a newer calendar moved is said on the room's own pages, and gone once it was read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.leads.handling.selectors.open_terms import CLOCK, STUB
from cases.leads.models import LeadClock, RoomRecount, Stub
from cases.leads.procedure.rules.clocks import Clock
from tests.cases.leads import filing
from tests.cases.leads.browsing import inside, queries, status, text

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

DESK, MARK = "/leads/", "时限有变"


def move(kind: str, row: LeadClock | Stub) -> None:
    RoomRecount.objects.create(
        kind=kind,
        object_id=row.pk,
        label="时限",
        at=timezone.now(),
        calendar=9,
        before_on=row.due_on - timedelta(days=2),
        after_on=row.due_on,
    )


def test_the_desk_marks_the_lead_until_it_was_opened(room):
    lead = filing.drafted(room)
    browser = inside(room.clerk)
    assert MARK not in text(browser, DESK)
    move(CLOCK, LeadClock.objects.get(lead=lead, clock=Clock.PROPOSE))

    desk = text(browser, DESK)
    assert "1 件线索的时限有变" in desk
    assert "提出移送建议：原" in desk
    page = text(browser, f"/leads/{lead.pk}/")
    assert "日历更新，时限有变：提出移送建议原" in page

    assert MARK not in text(browser, DESK)
    again = text(browser, f"/leads/{lead.pk}/")
    assert "日历更新，时限有变" not in again
    assert "按新日历重算" in again


def test_a_stub_is_marked_on_desk_and_list(room):
    browser = inside(room.registrar)
    assert status(browser, "/leads/stubs/add/", received_on="2026-03-02") == 302
    move(STUB, Stub.objects.get())

    assert "密封转送时限有变" in text(browser, DESK)
    assert MARK in text(browser, "/leads/stubs/")


def test_many_moved_days_cost_no_more_queries(room):
    browser = inside(room.clerk)
    for _ in range(2):
        move(CLOCK, LeadClock.objects.get(lead=filing.drafted(room), clock=Clock.PROPOSE))
    few = queries(browser, DESK)
    for _ in range(3):
        move(CLOCK, LeadClock.objects.get(lead=filing.drafted(room), clock=Clock.PROPOSE))

    assert queries(browser, DESK) <= few
