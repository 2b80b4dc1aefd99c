"""Plans and wishes written down without a signal arrive once, or say what is in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from enterprises.models import Booking, ContactWish
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.wishes import Wish
from enterprises.visits.selectors import wishes
from enterprises.visits.services.wishes import set_wish
from tests import phone
from tests.factories.contact_calendar import BookingFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory


@pytest.fixture
def signed_in(client, liaison):
    return phone.let_in(client, liaison)


@pytest.fixture
def enterprise(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    return AssignmentFactory(enterprise=firm, cadre=liaison.cadre).enterprise


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def plan(enterprise, ahead: int = 3, **values):
    words = {"on": day(ahead), "part": "morning", "purpose": "needs"}
    return phone.command("booking.make", enterprise.pk, values=words | values)


def wish(enterprise, trunk: str = "", **values):
    words = {"phone_only": "true", "said_by": "王厂长"} | values
    return phone.command("wish.set", enterprise.pk, values=words, trunk=trunk)


def said(enterprise, actor, **words) -> ContactWish:
    viewer = actor.viewer_now()
    read = wishes.read(enterprise, seen_by=viewer)
    found = set_wish(enterprise, Wish(**words), actor=viewer, read=read, said_by="刘总")
    assert found is not None
    return found


def test_a_plan_is_booked_once_and_answered_with_its_place(signed_in, enterprise, liaison):
    made = plan(enterprise, matter="用电增容")

    first, second = phone.send(signed_in, made, made)["results"]

    booking = Booking.objects.get()
    assert (first["outcome"], second["outcome"]) == ("done", "done_before")
    assert (booking.state, booking.matter) == (BookingState.BOOKED, "用电增容")
    assert [one.cadre for one in booking.members.all()] == [liaison.cadre]
    assert first["place"] == f"/enterprises/bookings/{booking.pk}/"


def test_hours_are_taken_as_a_phone_writes_them(signed_in, enterprise):
    hours = {"part": "hours", "from_time": "09:00", "to_time": "10:30"}

    phone.send(signed_in, plan(enterprise, **hours))

    assert Booking.objects.get().slot.words(timezone.localdate()).endswith("9:00–10:30")


def test_a_plan_whose_day_has_passed_on_the_way_is_refused_with_what_to_do(signed_in, enterprise):
    (result,) = phone.send(signed_in, plan(enterprise, ahead=-1))["results"]

    assert result["outcome"] == "refused"
    assert "已经去过的，请登记走访" in result["sentence"]
    assert not Booking.objects.exists()


def test_going_along_is_done_once(signed_in, enterprise, liaison, dispatcher):
    booking = BookingFactory(enterprise=enterprise, booked_by=dispatcher.cadre)
    made = phone.command("booking.join", enterprise.pk, values={"booking": booking.pk})

    answer = phone.send(signed_in, made, made)

    assert phone.outcomes(answer) == ["done", "done_before"]
    assert liaison.cadre.pk in set(booking.members.values_list("cadre_id", flat=True))


def test_the_plan_of_another_enterprise_is_not_joined_by_this_one(signed_in, enterprise, liaison):
    other = BookingFactory(enterprise=EnterpriseFactory(county=liaison.county))
    made = phone.command("booking.join", enterprise.pk, values={"booking": other.pk})

    (result,) = phone.send(signed_in, made)["results"]

    assert (result["outcome"], result["code"]) == ("refused", "absent")


def test_what_the_enterprise_said_is_written_down_with_who_said_so(signed_in, enterprise, liaison):
    (result,) = phone.send(signed_in, wish(enterprise, weekdays=["4", "2"]))["results"]

    standing = ContactWish.objects.get()
    assert result["outcome"] == "done"
    assert (standing.phone_only, standing.weekdays, standing.said_by) == (True, [2, 4], "王厂长")
    assert standing.written_by == liaison.cadre


def test_who_said_so_is_asked_for(signed_in, enterprise):
    (result,) = phone.send(signed_in, wish(enterprise, said_by=""))["results"]

    assert result["outcome"] == "refused"
    assert "王厂长" in result["fields"]["said_by"][0]


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_it(signed_in, enterprise, dispatcher):
    theirs = said(enterprise, dispatcher, note="盘点，月底再来")

    (result,) = phone.send(signed_in, wish(enterprise))["results"]

    assert result["outcome"] == "conflict"
    (both,) = result["both"]
    assert (both["mine"], both["theirs"]) == ("电话即可，不用上门", "盘点，月底再来")
    insisting = wish(enterprise, trunk=theirs.written_at.isoformat())
    assert phone.outcomes(phone.send(signed_in, insisting)) == ["done"]


def test_the_wish_that_the_phone_knew_is_no_conflict(signed_in, enterprise, dispatcher):
    said(enterprise, dispatcher, note="月底再来")
    (row,) = signed_in.get(phone.PORTFOLIO).json()["rows"]["enterprises"]

    answer = phone.send(signed_in, wish(enterprise, trunk=row["calendar"]["wish_at"]))

    assert phone.outcomes(answer) == ["done"]


def test_two_wishes_of_ones_own_one_after_the_other_are_no_conflict(signed_in, enterprise):
    answer = phone.send(signed_in, wish(enterprise), wish(enterprise, note="只在上午"))

    assert phone.outcomes(answer) == ["done", "done"]
    assert ContactWish.objects.get(ended_at=None).note == "只在上午"
