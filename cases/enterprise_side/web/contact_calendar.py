"""The enterprise's own contact calendar, by its code or its link: no account, no JavaScript.

It answers who would come, says what it wishes, and says with one press that somebody came to check.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cadres.errors import Absent, DomainError, Invalid
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.enterprise_side.selectors import calendar_page, scan_page
from cases.enterprise_side.selectors.calendar_page import CalendarPage
from cases.enterprise_side.services.scanning import scanner
from cases.tickets.services.closing.closing import open_link
from enterprises.models import Enterprise
from enterprises.visits.rules.wishes import WishSource
from enterprises.visits.selectors import booked_visits, wishes
from enterprises.visits.services.bookings import choose_slot, decline_booking
from enterprises.visits.services.official_checks import note_check
from enterprises.visits.services.wishes import set_wish
from enterprises.visits.web.booking_forms import AnswerForm
from enterprises.visits.web.official_check_forms import TodayCheckForm
from enterprises.visits.web.wish_forms import WishForm

ANSWER, CHECK, WISH = "answer", "check", "wish"
# What was done, told again by the address: browsers inside chat programs keep no cookie.
TOLD = {
    "checked": "已经记下今天有检查。包联干部会收到消息，其他单位看到后会错开时间。",
    "wished": "已经记下。各单位来之前都能看到。",
    "taken-back": "以前填的已经撤回。",
    "declined": "已经转告：这次不用来，有事电话联系。",
    "chosen": "已经约好，来的人会收到消息。",
}
TEMPLATE = "cases/enterprise_side/calendar/page.html"


@dataclass(frozen=True, slots=True)
class Entrance:
    """How the enterprise came in: by whose hand its words are kept, and where it goes back."""

    enterprise: Enterprise
    viewer: Viewer
    source: WishSource
    address: str
    back: str

    @property
    def is_gate(self) -> bool:
        return self.source == WishSource.GATE


# Whoever has the code or the link may do what this page does, so there is nothing to forge. A CSRF
# cookie would only lock out browsers that keep none, as those inside chat programs often do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def by_code(request: Request, token: str) -> HttpResponse:
    viewer = scanner(timezone.now())
    enterprise = scan_page.of(token, seen_by=viewer).enterprise
    address, back = (reverse(f"cases:{name}", args=[token]) for name in ("scan-calendar", "scan"))
    return _page(request, Entrance(enterprise, viewer, WishSource.GATE, address, back))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: Request, token: str) -> HttpResponse:
    at = timezone.now()
    enterprise = _of_link(token, at)
    viewer = Viewer(at=at, kind=Kind.SYSTEM, name="企业链接")
    names = ("confirm-calendar", "confirm")
    address, back = (reverse(f"cases:{name}", args=[token]) for name in names)
    return _page(request, Entrance(enterprise, viewer, WishSource.LINK, address, back))


def _of_link(token: str, at: datetime) -> Enterprise:
    """A matter of a person has no enterprise, and so no calendar."""
    enterprise = open_link(token, at=at).ticket.enterprise
    if enterprise is None:
        raise Absent("没有这个页面。")
    return enterprise


def _page(request: Request, entrance: Entrance) -> HttpResponse:
    viewer, enterprise = entrance.viewer, entrance.enterprise
    page = calendar_page.of(enterprise, seen_by=viewer, shows_checks=not entrance.is_gate)
    sent = request.POST if request.method == "POST" else None
    asked = sent.get("deed", "") if sent is not None else ""
    check = TodayCheckForm(sent if asked == CHECK else None)
    wish = WishForm(sent if asked == WISH else None, viewer=viewer, wish=page.wish)
    carry(wish, wishes.read(enterprise, seen_by=viewer))
    answers = _answers(page, sent if asked == ANSWER else None)
    form: forms.Form | None = {CHECK: check, WISH: wish}.get(asked, _answered(answers, sent))
    if form is not None and form.is_valid() and (told := _done(entrance, form, sent)):
        return redirect(f"{entrance.address}?done={told}")
    context = {
        "page": page,
        "entrance": entrance,
        "check": check,
        "wish": wish,
        "answers": answers,
        "told": TOLD.get(request.GET.get("done", "")) if sent is None else None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, TEMPLATE, context, status=status)


def _answers(page: CalendarPage, sent: Any) -> list[tuple[Any, AnswerForm]]:
    """A form for each plan; the one that was sent keeps what was chosen."""
    return [
        (
            line,
            AnswerForm(
                sent if _is_of(line.pk, sent) else None,
                times=line.times,
                auto_id=f"id_{line.pk}_%s",
            ),
        )
        for line in page.booked
    ]


def _is_of(pk: int, sent: Any) -> bool:
    return sent is not None and typed_values.number(sent.get("booking")) == pk


def _answered(answers: list[tuple[Any, AnswerForm]], sent: Any) -> AnswerForm | None:
    return next((form for line, form in answers if _is_of(line.pk, sent)), None)


def _done(entrance: Entrance, form: forms.Form, sent: Any) -> str:
    """Do it and name what was done; nothing where it is refused, which the form then says."""
    try:
        if isinstance(form, WishForm):
            return _wished(entrance, form)
        if isinstance(form, TodayCheckForm):
            facts = form.facts(entrance.viewer)
            source = entrance.source.value
            note_check(entrance.enterprise, facts, actor=entrance.viewer, source=source)
            return "checked"
        if isinstance(form, AnswerForm):
            return _replied(entrance, form, typed_values.number(sent.get("booking")) or 0)
    except DomainError as refused:
        refusals.say(form, refused if isinstance(refused, Invalid) else Invalid(refused.message))
    return ""


def _wished(entrance: Entrance, form: WishForm) -> str:
    read = read_of(form)
    said = set_wish(
        entrance.enterprise,
        form.wish(),
        actor=entrance.viewer,
        read=read,
        source=entrance.source,
    )
    return "wished" if said else "taken-back"


def _replied(entrance: Entrance, form: AnswerForm, pk: int) -> str:
    viewer = entrance.viewer
    rows = booked_visits.rows(seen_by=viewer).filter(enterprise=entrance.enterprise)
    booking = rows.filter(pk=pk).first()
    if booking is None:
        raise Absent(booked_visits.ABSENT)
    if form.slot_id is None:
        decline_booking(booking, form.cleaned_data["reason"], actor=viewer)
        return "declined"
    choose_slot(booking, form.slot_id, actor=viewer)
    return "chosen"
