"""Visits are booked, joined, moved, cancelled and answered; a visit written down fulfils them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cadres.deadlines.rules.limits import due_on
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.calendar import work_calendar
from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, BookingMember, Enterprise, OfferedSlot, Purpose, Visit
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import bookings as rules
from enterprises.visits.rules import notice_kinds, slots
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.slots import Slot
from enterprises.visits.selectors import booked_visits, companions, visits
from enterprises.visits.services import calendar_recipients as recipients


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned. Several slots are offered to the enterprise, which chooses one of them."""

    slots: tuple[Slot, ...]
    purpose: str
    matter: str = ""
    # Who comes along, besides the one who books.
    cadre_ids: tuple[int, ...] = ()


@transaction.atomic
def book_visit(enterprise: Enterprise, plan: Plan, *, actor: Viewer) -> Booking:
    """A visit is planned for all units to see; the covering team is told who is to come."""
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    authority.check_books(actor, enterprise)
    _check(plan, enterprise, actor)
    cadre_ids = _members(enterprise, plan.cadre_ids, actor)
    offered = sorted(set(plan.slots), key=lambda slot: slot.order)
    booking = Booking.objects.create(
        enterprise=enterprise,
        county_id=enterprise.county_id,
        state=BookingState.OFFERED if len(offered) > 1 else BookingState.BOOKED,
        purpose=plan.purpose,
        matter=plan.matter.strip(),
        booked_by_id=actor.person_id,
        booked_at=actor.at,
        **_timed(offered[0]),
    )
    if len(offered) > 1:
        OfferedSlot.objects.bulk_create(
            OfferedSlot(booking=booking, **_timed(slot)) for slot in offered
        )
    _write_members(booking, cadre_ids, actor)
    audit.record("booking.make", booking, actor=actor, state=booking.state, slots=len(offered))
    told = recipients.team(enterprise, actor=actor) | set(cadre_ids)
    recipients.tell(notice_kinds.BOOKED, booking, told, actor=actor)
    return booked_visits.fetch(booking.pk, seen_by=actor)


@transaction.atomic
def join_booking(booking: Booking, *, actor: Viewer) -> Booking:
    """同去: one visit instead of two. Who comes already is told; to come twice is to come."""
    booking = _locked(booking, actor)
    authority.check_books(actor, booking.enterprise)
    if actor.person_id in recipients.members(booking):
        return booking
    before = recipients.members(booking)
    _write_members(booking, [actor.person_id], actor)
    audit.record("booking.join", booking, actor=actor, members=len(before) + 1)
    recipients.tell(notice_kinds.JOINED, booking, before, actor=actor)
    return booked_visits.fetch(booking.pk, seen_by=actor)


@transaction.atomic
def leave_booking(booking: Booking, *, actor: Viewer) -> Booking:
    """One comes no longer; the last one cancels instead, so that the enterprise is told."""
    booking = _locked(booking, actor)
    members = recipients.members(booking)
    if actor.cadre_id not in members:
        raise NotPermitted("您不在这次走访的同去人员中。")
    if len(members) == 1:
        raise Conflict("只有您一个人去，不去了请取消预约，并写明原因。")
    booking.members.filter(cadre_id=actor.person_id).delete()
    audit.record("booking.leave", booking, actor=actor, members=len(members) - 1)
    recipients.tell(notice_kinds.MOVED, booking, recipients.members(booking), actor=actor)
    return booked_visits.fetch(booking.pk, seen_by=actor)


@transaction.atomic
def move_booking(
    booking: Booking, slot: Slot, *, actor: Viewer, read: Read, purpose: str, matter: str
) -> Booking:
    """Another time; what was offered before is offered no more. Everybody who comes is told, and
    the enterprise reads of it on its own page.
    """
    booking = _locked(booking, actor)
    authority.check_changes_booking(actor, booking)
    _check(Plan((slot,), purpose, matter), booking.enterprise, actor, moved=booking)
    given = {**_timed(slot), "purpose": purpose, "matter": matter.strip()}
    settled = edits.settle(
        booking,
        booked_visits.facts(booking),
        given,
        read=read,
        actor=actor,
        verbs=("booking.move", "booking.choose"),
    )
    if booking.slot != slot:
        settled |= {"moved_from": booking.on, "moved_at": actor.at}
    return _at(booking, settled, "booking.move", notice_kinds.MOVED, actor)


@transaction.atomic
def choose_slot(booking: Booking, slot_id: int, *, actor: Viewer) -> Booking:
    """The enterprise chooses one of the times; a cadre who comes may write its choice down."""
    booking = _locked(booking, actor)
    authority.check_changes_booking(actor, booking)
    chosen = booking.slots.filter(pk=slot_id).first()
    if booking.state != BookingState.OFFERED or chosen is None:
        raise Conflict("可选的时间刚刚变了，请看看现在的安排再选。")
    if chosen.on < actor.today:
        raise Invalid("这个时间已经过去，请选择别的时间。")
    return _at(booking, _timed(chosen.slot), "booking.choose", notice_kinds.CHOSEN, actor)


@transaction.atomic
def decline_booking(booking: Booking, reason: str, *, actor: Viewer) -> Booking:
    """The enterprise does not want the visit; no reason is asked of it."""
    booking = _locked(booking, actor)
    authority.check_changes_booking(actor, booking)
    return _end(booking, BookingState.DECLINED, reason, notice_kinds.DECLINED, actor)


@transaction.atomic
def cancel_booking(booking: Booking, reason: str, *, actor: Viewer) -> Booking:
    """The visit does not take place; the enterprise and whoever would have come read why."""
    booking = _locked(booking, actor)
    authority.check_changes_booking(actor, booking)
    if not reason.strip():
        raise Invalid("请写明取消的原因。", {"reason": rules.REASON_MISSING})
    return _end(booking, BookingState.CANCELLED, reason, notice_kinds.CANCELLED, actor)


def fulfil(visit: Visit, cadre_ids: Collection[int], *, actor: Viewer) -> None:
    """A visit was written down: what those who took part had planned by that day is done.

    Called in the transaction of the visit (services/visits.py).
    """
    done = booked_visits.fulfilled_by(
        visit.enterprise_id, cadre_ids, visit.visited_on, seen_by=actor
    )
    for booking in done:
        booking.state, booking.visit, booking.ended_at = BookingState.DONE, visit, actor.at
        booking.save(update_fields=["state", "visit", "ended_at"])
        audit.record("booking.fulfil", booking, actor=actor, visit=visit.pk)


def latest_day(enterprise: Enterprise, *, actor: Viewer) -> date | None:
    """Return the last day for which a visit may be booked; nothing where no limit is set."""
    limit = limits.book(actor.today, enterprise.county_id, key=rules.BOOK_AHEAD).get(
        rules.BOOK_AHEAD
    )
    return (
        due_on(limit, actor.today, work_calendar(region_id=enterprise.county_id)).on
        if limit
        else None
    )


def _locked(booking: Booking, actor: Viewer) -> Booking:
    """Locked by its key, and only then looked at again through visibility."""
    Booking.objects.select_for_update(no_key=True).filter(pk=booking.pk).values_list("pk").first()
    booking = booked_visits.fetch(booking.pk, seen_by=actor)
    rules.check_open(booking.state)
    return booking


def _check(plan: Plan, enterprise: Enterprise, actor: Viewer, moved: Booking | None = None) -> None:
    if not plan.slots:
        raise Invalid("请选择日期。", {"on": "请选择日期。"})
    if len(set(plan.slots)) > rules.MOST_SLOTS:
        raise Invalid(f"一次最多给企业 {rules.MOST_SLOTS} 个时间选择。")
    if plan.purpose not in Purpose.values:
        raise Invalid("请选择走访目的。", {"purpose": "请选择走访目的。"})
    if len(plan.matter) > rules.LONGEST_MATTER:
        sentence = f"要谈的事不超过 {rules.LONGEST_MATTER} 个字。"
        raise Invalid(sentence, {"matter": sentence})
    last = latest_day(enterprise, actor=actor)
    for slot in plan.slots:
        slots.check(slot, actor.today, last)
    _check_once(plan, enterprise, actor, moved)


def _check_once(plan: Plan, enterprise: Enterprise, actor: Viewer, moved: Booking | None) -> None:
    own = Booking.objects.open().of_cadre(actor.cadre_id).filter(enterprise=enterprise)
    days = [slot.on for slot in plan.slots]
    others = own.exclude(pk=moved.pk) if moved else own
    if others.filter(on__in=days).exists():
        raise Conflict("您已经约了这家企业同一天的走访，要改时间请在原来的预约上改期。")


def _members(enterprise: Enterprise, cadre_ids: Collection[int], actor: Viewer) -> list[int]:
    """Oneself, and others who go out in the county. Raises Invalid."""
    wanted = {*cadre_ids, actor.person_id}
    known = companions.allowed(wanted, enterprise, seen_by=actor)
    if wanted - known - {actor.person_id}:
        sentence = "同去的人须是本县在职的干部，请重新选择。"
        raise Invalid(sentence, {"cadre_ids": sentence})
    return sorted(wanted)


def _write_members(booking: Booking, cadre_ids: Collection[int], actor: Viewer) -> None:
    units = visits.unit_ids(cadre_ids, actor.today)
    BookingMember.objects.bulk_create(
        BookingMember(booking=booking, cadre_id=pk, unit_id=units.get(pk), joined_at=actor.at)
        for pk in cadre_ids
    )


def _at(booking: Booking, given: dict[str, Any], verb: str, kind: str, actor: Viewer) -> Booking:
    """The plan stands at one time from now on."""
    for name, value in given.items():
        setattr(booking, name, value)
    booking.state = BookingState.BOOKED
    booking.save(update_fields=["state", *given])
    booking.slots.all().delete()
    audit.record(verb, booking, actor=actor, on=booking.on.isoformat(), part=booking.part)
    told = recipients.members(booking) | recipients.team(booking.enterprise, actor=actor)
    recipients.tell(kind, booking, told, actor=actor)
    return booked_visits.fetch(booking.pk, seen_by=actor)


def _end(booking: Booking, state: BookingState, reason: str, kind: str, actor: Viewer) -> Booking:
    reason = reason.strip()
    if len(reason) > rules.LONGEST_REASON:
        sentence = f"原因不超过 {rules.LONGEST_REASON} 个字。"
        raise Invalid(sentence, {"reason": sentence})
    booking.state, booking.reason, booking.ended_at = state, reason, actor.at
    booking.save(update_fields=["state", "reason", "ended_at"])
    audit.record(f"booking.{_VERBS[state]}", booking, actor=actor, reason=reason)
    told = recipients.members(booking) | recipients.team(booking.enterprise, actor=actor)
    recipients.tell(kind, booking, told, actor=actor)
    return booked_visits.fetch(booking.pk, seen_by=actor)


_VERBS = {BookingState.DECLINED: "decline", BookingState.CANCELLED: "cancel"}


def _timed(slot: Slot) -> dict[str, Any]:
    hours = slot.part == slots.DayPart.HOURS
    return {
        "on": slot.on,
        "part": slot.part,
        "from_time": slot.from_time if hours else None,
        "to_time": slot.to_time if hours else None,
    }
