"""Contacts, tickets and photos made without a line arrive whole, once and in order."""

from __future__ import annotations

import os

import pytest

from cases.models import Attachment, Ticket
from enterprises.models import Visit
from tests.browser.offline.line import State
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
# The full measure of a long day in the yards: OFFLINE_FULL=1 (docs/processes/offline.md).
IS_FULL = bool(os.environ.get("OFFLINE_FULL"))
CONTACTS, TICKETS, PHOTOS = (20, 8, 12) if IS_FULL else (5, 2, 3)


def words(number: int) -> str:
    return f"第 {number} 次联系"


def problem(number: int) -> str:
    return f"第 {number} 件问题"


def make(phone, enterprise: int, numbers: range) -> None:
    """The first contacts bring a problem each, and share the photos."""
    for number in numbers:
        problems = [problem(number)] if number < TICKETS else []
        photos = len(range(number, PHOTOS, TICKETS)) if problems else 0
        phone.contact(enterprise, words(number), *problems, photos=photos)


def arrived(enterprise) -> tuple[int, int, int]:
    visits = Visit.objects.filter(enterprise=enterprise)
    tickets = Ticket.objects.filter(enterprise=enterprise)
    return visits.count(), tickets.count(), Attachment.objects.filter(ticket__in=tickets).count()


def test_a_day_without_a_line_arrives_whole_over_one_that_breaks(phone, here):
    enterprise = here.enterprise
    phone.lose_line()
    make(phone, enterprise.pk, range(CONTACTS))
    assert phone.unsent() == CONTACTS + TICKETS
    phone.look()

    phone.kill()
    phone.start()
    phone.find_line(State.BREAKS)
    phone.come_in_over_it(here.liaison.cadre)
    whole = (CONTACTS, TICKETS, PHOTOS)

    def came() -> bool:
        phone.page.wait_for_timeout(500)
        phone.notice_line()
        return arrived(enterprise) == whole

    assert until(came, 600), arrived(enterprise)
    phone.find_line()
    phone.sends_all()
    visits = list(Visit.objects.filter(enterprise=enterprise).order_by("pk"))
    assert [visit.summary for visit in visits] == [words(number) for number in range(CONTACTS)]
    # Each problem after its own visit; one whose photos went a second time comes after others.
    tickets = Ticket.objects.filter(enterprise=enterprise).select_related("visit")
    assert {ticket.description: ticket.visit for ticket in tickets} == {
        problem(number): visits[number] for number in range(TICKETS)
    }
    assert arrived(enterprise) == (CONTACTS, TICKETS, PHOTOS)
    assert phone.line.broken > 0
