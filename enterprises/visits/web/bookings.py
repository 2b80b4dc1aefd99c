"""Booked visits: booking one, one booking, joining, leaving, moving, cancelling, the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, find_box
from enterprises.register.web.requests import form_page, words
from enterprises.visits.rules import bookings as rules
from enterprises.visits.selectors import booked_visits, companions, contact_calendar
from enterprises.visits.services.bookings import (
    book_visit,
    cancel_booking,
    choose_slot,
    decline_booking,
    join_booking,
    leave_booking,
    move_booking,
)
from enterprises.visits.web.booking_forms import AnswerForm, BookingForm, CancelForm, MoveForm

Action = Callable[..., Booking]


@require_safe
@login_required
def choose(request: Request) -> HttpResponse:
    """Which enterprise? One's own are one tap away, the others are looked for."""
    viewer = request.viewer
    context = {
        "words": words(request),
        "found": find_box.found(words(request), seen_by=viewer),
        "own": enterprises.covered(seen_by=viewer),
        "choice": "enterprises:booking-new",
    }
    return render(request, "enterprises/visits/bookings/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request, pk: int) -> HttpResponse:
    """Who was there and who is to come stand above the form: joining may be enough."""
    viewer = request.viewer
    enterprise = enterprises.fetch(pk, seen_by=viewer)
    authority.check_books(viewer, enterprise)
    near = companions.suggested(enterprise, seen_by=viewer)
    form = BookingForm(request.POST or None, viewer=viewer, near=near)

    def action() -> HttpResponse:
        booking = book_visit(enterprise, form.plan(), actor=viewer)
        line = booked_visits.line(booking, seen_by=viewer)
        told = (
            "已发给企业选时间，选好后您会收到消息。" if line.is_offered else f"已预约{line.when}。"
        )
        messages.success(request, f"{told}各单位都能看到，可以同去。")
        return redirect("enterprises:booking-detail", booking.pk)

    calendar = contact_calendar.of(enterprise, seen_by=viewer)
    context = {"enterprise": enterprise, "calendar": calendar}
    return form_page(request, form, action, "enterprises/visits/bookings/new.html", context)


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    booking = booked_visits.fetch(pk, seen_by=request.viewer)
    line = booked_visits.line(booking, seen_by=request.viewer)
    context = {"booking": booking, "line": line, "county": booking.county}
    return render(request, "enterprises/visits/bookings/detail.html", context)


@require_POST
@login_required
def join(request: Request, pk: int) -> HttpResponse:
    told = "已登记同去，原来预约的人会收到消息。"
    return _pressed(request, pk, join_booking, told)


@require_POST
@login_required
def leave(request: Request, pk: int) -> HttpResponse:
    return _pressed(request, pk, leave_booking, "已退出，同去的人会收到消息。")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move(request: Request, pk: int) -> HttpResponse:
    booking, viewer = _changed(request, pk), request.viewer
    form = MoveForm(request.POST or None, viewer=viewer, booking=booking)
    carry(form, edits.read(booking, booked_visits.facts(booking), seen_by=viewer))

    def action() -> HttpResponse:
        move_booking(
            booking,
            form.slot(),
            actor=viewer,
            read=read_of(form),
            purpose=form.cleaned_data["purpose"],
            matter=form.cleaned_data["matter"],
        )
        return _done(request, pk, "已改期，同去的人和包联干部会收到消息。")

    return form_page(
        request, form, action, "enterprises/visits/bookings/move.html", _of(booking, viewer)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    booking, viewer = _changed(request, pk), request.viewer
    form = CancelForm(request.POST or None)

    def action() -> HttpResponse:
        cancel_booking(booking, form.cleaned_data["reason"], actor=viewer)
        return _done(request, pk, "预约已取消，同去的人和包联干部会收到消息。")

    return form_page(
        request, form, action, "enterprises/visits/bookings/cancel.html", _of(booking, viewer)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """What the enterprise said on the phone is written down by one who comes."""
    booking, viewer = _changed(request, pk), request.viewer
    context = _of(booking, viewer)
    form = AnswerForm(request.POST or None, times=context["line"].times)

    def action() -> HttpResponse:
        if form.slot_id is None:
            decline_booking(booking, form.cleaned_data["reason"], actor=viewer)
            return _done(request, pk, "已记下：企业谢绝这次走访。")
        chosen = choose_slot(booking, form.slot_id, actor=viewer)
        line = booked_visits.line(chosen, seen_by=viewer)
        return _done(request, pk, f"已约定{line.when}，同去的人会收到消息。")

    return form_page(request, form, action, "enterprises/visits/bookings/answer.html", context)


def _changed(request: Request, pk: int) -> Booking:
    """A booking that this viewer may move or end, and that still stands."""
    booking = booked_visits.fetch(pk, seen_by=request.viewer)
    authority.check_changes_booking(request.viewer, booking)
    rules.check_open(booking.state)
    return booking


def _of(booking: Booking, viewer: Viewer) -> dict[str, Any]:
    return {"booking": booking, "line": booked_visits.line(booking, seen_by=viewer)}


def _pressed(request: Request, pk: int, action: Action, told: str) -> HttpResponse:
    """In place where the page asked for it, so that a form below it loses nothing."""
    viewer = request.viewer
    booking = action(booked_visits.fetch(pk, seen_by=viewer), actor=viewer)
    if request.htmx:
        calendar = contact_calendar.of(booking.enterprise, seen_by=viewer)
        context = {"enterprise": booking.enterprise, "calendar": calendar, "told": told}
        return render(request, "enterprises/visits/_calendar.html", context)
    return _done(request, pk, told)


def _done(request: Request, pk: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("enterprises:booking-detail", pk)
