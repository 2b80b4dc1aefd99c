"""Visits are booked for all to see, joined in one press, moved, answered, and done by going."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, Manner, Purpose
from enterprises.visits.rules import notice_kinds
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.selectors import booked_visits
from enterprises.visits.services.bookings import (
    book_visit,
    cancel_booking,
    choose_slot,
    decline_booking,
    join_booking,
    leave_booking,
    move_booking,
)
from enterprises.visits.services.visits import Call, log_visit
from tests.enterprises.visits.conftest import CHOICE, MONDAY, MORNING, PLAN, TODAY, TUESDAY


@pytest.fixture
def booking(covered, handler):
    """Booked by the unit that has the enterprise's matter in hand."""
    return book_visit(covered, PLAN, actor=handler.viewer(TODAY))


@pytest.fixture
def offered(covered, handler):
    return book_visit(covered, CHOICE, actor=handler.viewer(TODAY))


def told(kind, booking):
    rows = OutboxRow.objects.filter(kind=kind, object_id=booking.pk)
    return {row.to.name for row in rows.select_related("to")}


def names(booking):
    return sorted(member.cadre.name for member in booking.members.all())


def moved(booking, slot, person):
    viewer = person.viewer(TODAY)
    read = edits.read(booking, booked_visits.facts(booking), seen_by=viewer)
    return move_booking(
        booking, slot, actor=viewer, read=read, purpose=booking.purpose, matter=booking.matter
    )


def test_one_time_is_a_booking_with_who_comes_and_their_unit(booking, handler):
    member = booking.members.get()

    assert (booking.state, booking.slot) == (BookingState.BOOKED, MORNING)
    assert (member.cadre, member.unit) == (handler.cadre, handler.unit)
    assert AuditEntry.objects.get(verb="booking.make").object_id == booking.pk


def test_the_covering_team_is_told_when_another_unit_books(booking):
    assert told(notice_kinds.BOOKED, booking) == {"张伟"}


def test_where_nobody_covers_the_office_is_told(covered, handler, dispatcher):
    covered.assignments.all().delete()

    booking = book_visit(covered, PLAN, actor=handler.viewer(TODAY))

    assert told(notice_kinds.BOOKED, booking) == {"陈静"}


def test_several_times_wait_for_the_enterprise_and_stand_from_the_first_day_on(offered):
    assert offered.state == BookingState.OFFERED
    assert offered.on == MONDAY
    assert sorted(slot.on for slot in offered.slots.all()) == [MONDAY, TUESDAY]


@pytest.mark.parametrize(
    ("slots", "sentence"),
    [
        ((), "请选择日期"),
        ((Slot(date(2026, 11, 19)),), "已经过去"),
        ((Slot(date(2027, 3, 1)),), "最晚到"),
        ((Slot(MONDAY, DayPart.HOURS, time(10), time(9)),), "结束要晚于开始"),
        ((Slot(MONDAY, "noon"),), "全天、上午、下午"),
        (tuple(Slot(MONDAY.replace(day=23 + n)) for n in range(6)), "最多给企业 5 个时间"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_a_sentence(covered, handler, slots, sentence):
    with pytest.raises(Invalid, match=sentence):
        book_visit(covered, replace(PLAN, slots=slots), actor=handler.viewer(TODAY))

    assert not Booking.objects.exists()


def test_nobody_books_the_same_day_twice(booking, covered, handler):
    with pytest.raises(Conflict, match="改期"):
        book_visit(covered, PLAN, actor=handler.viewer(TODAY))


@pytest.mark.parametrize("who", ["leader", "supervisor", "officer"])
def test_who_only_reads_books_nothing(request, covered, who):
    with pytest.raises(NotPermitted):
        book_visit(covered, PLAN, actor=request.getfixturevalue(who).viewer(TODAY))


def test_another_county_neither_books_nor_finds_it(booking, covered, stranger):
    with pytest.raises(Absent):
        book_visit(covered, PLAN, actor=stranger.viewer(TODAY))
    with pytest.raises(Absent):
        join_booking(booking, actor=stranger.viewer(TODAY))


def test_who_comes_along_is_of_the_county(covered, handler, liaison, stranger):
    with_liaison = replace(PLAN, cadre_ids=(liaison.cadre.pk,))
    booking = book_visit(covered, with_liaison, actor=handler.viewer(TODAY))

    assert names(booking) == ["张伟", "李娟"]
    with_stranger = replace(PLAN, slots=(Slot(TUESDAY),), cadre_ids=(stranger.cadre.pk,))
    with pytest.raises(Invalid, match="本县在职"):
        book_visit(covered, with_stranger, actor=handler.viewer(TODAY))


def test_one_press_joins_and_a_second_joins_nobody_again(booking, outsider):
    join_booking(booking, actor=outsider.viewer(TODAY))
    joined = join_booking(booking, actor=outsider.viewer(TODAY))

    assert names(joined) == sorted(["李娟", outsider.cadre.name])
    assert told(notice_kinds.JOINED, booking) == {"李娟"}
    assert AuditEntry.objects.filter(verb="booking.join").count() == 1


def test_one_of_several_leaves_and_the_last_one_cancels_instead(booking, handler, outsider):
    join_booking(booking, actor=outsider.viewer(TODAY))

    assert names(leave_booking(booking, actor=outsider.viewer(TODAY))) == ["李娟"]
    with pytest.raises(Conflict, match="请取消预约"):
        leave_booking(booking, actor=handler.viewer(TODAY))


def test_it_is_moved_by_who_comes_and_by_the_office_and_everybody_is_told(
    booking, handler, dispatcher, outsider
):
    moved(booking, Slot(TUESDAY), handler)
    again = moved(
        booked_visits.fetch(booking.pk, seen_by=dispatcher.viewer(TODAY)), MORNING, dispatcher
    )

    assert again.slot == MORNING
    assert told(notice_kinds.MOVED, booking) == {"张伟", "李娟"}
    with pytest.raises(NotPermitted):
        moved(booking, Slot(TUESDAY), outsider)


def test_who_moves_what_another_has_moved_meanwhile_is_asked_first(booking, handler, dispatcher):
    viewer = handler.viewer(TODAY)
    read = edits.read(booking, booked_visits.facts(booking), seen_by=viewer)
    moved(booking, Slot(TUESDAY), dispatcher)

    with pytest.raises(EditedMeanwhile):
        move_booking(
            booking, Slot(date(2026, 11, 25)), actor=viewer, read=read,
            purpose=booking.purpose, matter=booking.matter,
        )  # fmt: skip


def test_the_chosen_time_stands_and_the_others_are_offered_no_more(offered, handler):
    chosen = offered.slots.get(on=TUESDAY)

    booking = choose_slot(offered, chosen.pk, actor=handler.viewer(TODAY))

    assert (booking.state, booking.slot) == (
        BookingState.BOOKED,
        Slot(TUESDAY, DayPart.AFTERNOON),
    )
    assert not booking.slots.exists()
    with pytest.raises(Conflict):
        choose_slot(booking, chosen.pk, actor=handler.viewer(TODAY))


def test_a_time_of_another_booking_is_none_of_this_one_s(offered, covered, liaison):
    other = book_visit(covered, CHOICE, actor=liaison.viewer(TODAY))

    with pytest.raises(Conflict):
        choose_slot(offered, other.slots.first().pk, actor=Viewer.system(offered.booked_at))


def test_an_enterprise_declines_without_a_reason(offered, handler):
    declined = decline_booking(offered, "", actor=handler.viewer(TODAY))

    assert (declined.state, declined.reason) == (BookingState.DECLINED, "")
    assert "张伟" in told(notice_kinds.DECLINED, declined)
    with pytest.raises(WrongState, match="谢绝"):
        join_booking(declined, actor=handler.viewer(TODAY))


def test_a_cancelled_visit_says_why(booking, handler):
    with pytest.raises(Invalid, match="原因"):
        cancel_booking(booking, " ", actor=handler.viewer(TODAY))

    cancelled = cancel_booking(booking, "企业盘点", actor=handler.viewer(TODAY))

    assert (cancelled.state, cancelled.reason) == (BookingState.CANCELLED, "企业盘点")


def test_a_visit_written_down_fulfils_what_its_people_had_planned_by_then(
    booking, covered, handler
):
    call = Call(Manner.ON_SITE, Purpose.POLICY, MONDAY)

    visit = log_visit(covered, call, actor=handler.viewer(MONDAY))

    booking.refresh_from_db()
    assert (booking.state, booking.visit) == (BookingState.DONE, visit)


def test_a_visit_of_others_or_before_the_day_fulfils_nothing(booking, covered, handler, liaison):
    log_visit(covered, Call(Manner.ON_SITE, Purpose.POLICY, MONDAY), actor=liaison.viewer(MONDAY))
    log_visit(covered, Call(Manner.PHONE, Purpose.POLICY, TODAY), actor=handler.viewer(TODAY))

    booking.refresh_from_db()
    assert booking.state == BookingState.BOOKED
