"""The enterprise's one-time link: made by an independent hand, shown once as text and QR code."""

from __future__ import annotations

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cadres.errors import NotPermitted, WrongState
from cadres.selectors.addresses import absolute
from cadres.web.requests import Request
from cases.rules.workflow import Action
from cases.selectors import ticket_page
from cases.services.closing import issue_link
from cases.web.ticket_deeds import STATUS, shown


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: Request, pk: int) -> HttpResponse:
    """The token is in this answer alone: no redirect, no cache, no second look."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    try:
        ticket_page.check(page, Action.LINK, seen_by=request.viewer)
        if request.method == "GET":
            return shown(request, page, is_linking=True)
        token = issue_link(page.ticket, actor=request.viewer)
    except (NotPermitted, WrongState) as refused:
        if request.htmx:
            raise
        return shown(request, page, refusal=refused.message, status=STATUS[refused.code])
    address = absolute(reverse("cases:confirm", args=[token]))
    fresh = ticket_page.fetch(pk, seen_by=request.viewer)
    context = {"page": fresh, "ticket": fresh.ticket, "address": address, "qr": _qr(address)}
    return render(request, "cases/tickets/link.html", context)


def _qr(address: str) -> str:
    """Drawn by the library from an address of our own; nothing in it was typed by anybody."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308
