"""The enterprise's own calendar by code and by link: no account, no cookie, no script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cadres.pages.rules import wording
from cadres.submissions.selectors import edits
from cases.tickets.services.closing.closing import issue_link
from enterprises.models import Booking, ContactWish, OfficialCheck
from enterprises.register.services.gate_codes import issue_code
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.slots import Slot
from enterprises.visits.selectors import booked_visits
from enterprises.visits.services.bookings import cancel_booking, move_booking
from tests.factories.cases import TicketFactory
from tests.factories.contact_calendar import BookingFactory, CheckFactory
from tests.factories.enterprises import AssignmentFactory


@pytest.fixture
def booking(enterprise, handler, liaison):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    today = timezone.localdate()
    return BookingFactory(
        enterprise=enterprise, booked_by=handler.cadre, member_unit=handler.unit,
        matter="增容方案", offered=[today, today + timedelta(days=1)],
    )  # fmt: skip


@pytest.fixture
def gate(booking, liaison):
    code = issue_code(booking.enterprise, actor=liaison.viewer_now())
    return f"/q/{code.token}/calendar/"


@pytest.fixture
def link(booking, handler, dispatcher, liaison):
    ticket = TicketFactory(
        unconfirmed=True, enterprise=booking.enterprise, unit=handler.unit,
        dispatched_by=dispatcher.cadre, filed_by=liaison.cadre,
    )  # fmt: skip
    return f"/c/{issue_link(ticket, actor=liaison.viewer_now())}/calendar/"


@pytest.fixture(params=["gate", "link"])
def address(request):
    return request.getfixturevalue(request.param)


def test_it_says_who_is_to_come_by_unit_and_purpose_and_no_name(address, handler):
    page = Client().get(address).content.decode()

    assert "县供电公司 · 了解诉求" in page
    assert handler.cadre.name not in page
    assert "增容方案" not in page


def test_the_enterprise_chooses_one_of_the_times(address, booking):
    slot = booking.slots.order_by("on").last()
    sent = {"deed": "answer", "booking": booking.pk, "answer": slot.pk, "reason": ""}

    page = Client().post(address, sent, follow=True)

    booking.refresh_from_db()
    assert (booking.state, booking.on) == (BookingState.BOOKED, slot.on)
    assert "已经约好" in page.content.decode()


def test_it_declines_in_one_press_without_a_reason(address, booking):
    Client().post(address, {"deed": "answer", "booking": booking.pk, "answer": "decline"})

    booking.refresh_from_db()
    assert booking.state == BookingState.DECLINED


def test_what_is_not_chosen_is_asked_for_in_a_sentence(address, booking):
    page = Client().post(address, {"deed": "answer", "booking": booking.pk})

    assert page.status_code == 422
    assert "请选择一个时间，或者选择“不用来”。" in page.content.decode()


def test_a_booking_of_another_enterprise_is_not_answered(address):
    other = BookingFactory()

    Client().post(address, {"deed": "answer", "booking": other.pk, "answer": "decline"})

    assert Booking.objects.get(pk=other.pk).state == BookingState.BOOKED


def test_one_press_says_that_somebody_came_to_check(address, booking):
    page = Client().post(address, {"deed": "check"}, follow=True)

    check = OfficialCheck.objects.get(enterprise=booking.enterprise)
    assert (check.on, check.body) == (timezone.localdate(), "")
    assert "已经记下今天有检查" in page.content.decode()


def test_a_wish_is_said_and_taken_back(address, booking):
    browser = Client()
    sent = {"deed": "wish", "phone_only": "on", "note": "老板常在外地"}
    page = browser.post(address, {**sent, "read": read_of(browser, address)}, follow=True)

    assert "电话即可，不用上门；老板常在外地" in page.content.decode()
    browser.post(address, {"deed": "wish", "read": read_of(browser, address)})
    assert not ContactWish.objects.filter(ended_at__isnull=True).exists()


def test_who_checks_the_enterprise_is_not_read_at_its_gate(gate, link, booking):
    CheckFactory(enterprise=booking.enterprise, on=timezone.localdate())

    assert "县市场监管局" not in Client().get(gate).content.decode()
    assert "县市场监管局" in Client().get(link).content.decode()


def read_of(browser, address):
    return browser.get(address).context["wish"]["read"].value()


@pytest.fixture
def pages(address) -> list[str]:
    """Its calendar, and the page that leads there."""
    return [address, address.removesuffix("calendar/")]


def test_a_visit_that_was_moved_is_told_on_each_page_by_its_old_and_its_new_day(
    pages, booking, handler
):
    viewer = handler.viewer_now()
    later = timezone.localdate() + timedelta(days=5)
    read = edits.read(booking, booked_visits.facts(booking), seen_by=viewer)
    words = {"purpose": booking.purpose, "matter": booking.matter}
    move_booking(booking, Slot(later), actor=viewer, read=read, **words)

    for address in pages:
        page = Client().get(address).content.decode()
        assert "县供电公司" in page
        assert f"改到 <b>{wording.day(later, timezone.localdate())}</b>" in page


def test_a_visit_that_was_cancelled_is_told_with_its_reason_until_its_day_is_over(
    pages, booking, handler
):
    cancel_booking(booking, "材料还没有备齐", actor=handler.viewer_now())

    told = [Client().get(address).content.decode() for address in pages]
    Booking.objects.filter(pk=booking.pk).update(on=timezone.localdate() - timedelta(days=1))
    over = [Client().get(address).content.decode() for address in pages]

    assert all("不来了</b>：材料还没有备齐" in page for page in told)
    assert not any("材料还没有备齐" in page for page in over)
