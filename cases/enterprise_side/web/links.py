"""The enterprise's one-time link: made by POST by an independent hand, and shown after a redirect.

The site keeps only the digest of its token. So that the page can be loaded again, the token stays,
locked, in a cookie of the browser in which the link was made, for the one address that shows it.
"""

from __future__ import annotations

from typing import Any

import segno
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.encryption.models.encrypted_text import cipher
from cadres.errors import NotPermitted, WrongState
from cadres.pages.selectors.addresses import absolute
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cases.enterprise_side.rules.enterprise_links import message
from cases.enterprise_side.selectors import enterprise_links
from cases.models import ConfirmationLink
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.page import ticket_page
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.services.closing.closing import issue_link
from cases.tickets.web.actions.views import shown

COOKIE = "enterprise_link"


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: Request, pk: int) -> HttpResponse:
    """GET asks whether to make one; POST makes it and leads to where it is shown."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    try:
        ticket_page.check(page, Action.LINK, seen_by=request.viewer)
        if request.method == "GET":
            is_made = _made(request, page) is not None
            return shown(request, page, is_linking=True, is_made=is_made)
        token = issue_link(page.ticket, actor=request.viewer)
    except (NotPermitted, WrongState) as refused:
        return _refused(request, page, refused)
    return _kept(redirect("cases:ticket-link-made", pk), request, pk, token)


@require_safe
@login_required
@never_cache
def made(request: Request, pk: int) -> HttpResponse:
    """Show the link that this browser made, as often as it is asked: looking changes nothing."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    try:
        ticket_page.check(page, Action.LINK, seen_by=request.viewer)
    except (NotPermitted, WrongState) as refused:
        return _refused(request, page, refused)
    found = _made(request, page)
    if found is None:
        return redirect("cases:ticket-link", pk)
    return render(request, "cases/tickets/link.html", _context(request, page, *found))


def _made(request: Request, page: TicketPage) -> tuple[ConfirmationLink, str] | None:
    token = _token(request)
    found = enterprise_links.made(page.ticket, token, seen_by=request.viewer) if token else None
    return (found, token) if found else None


def _context(
    request: Request, page: TicketPage, link: ConfirmationLink, token: str
) -> dict[str, Any]:
    viewer = request.viewer
    address = absolute(reverse("cases:confirm", args=[token]))
    sending = enterprise_links.sending(link, page.ticket, seen_by=viewer)
    return {
        "page": page,
        "ticket": page.ticket,
        "link": link,
        "message": message(sending, address, viewer.today),
        "address": address,
        "qr": _qr(address),
    }


def _kept(response: HttpResponse, request: Request, pk: int, token: str) -> HttpResponse:
    """Leave the token with this browser alone, unreadable without the site."""
    response.set_cookie(
        COOKIE,
        cipher().encrypt(f"{request.viewer.cadre_id}:{token}".encode()).decode(),
        path=reverse("cases:ticket-link", args=[pk]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _token(request: Request) -> str:
    try:
        kept = cipher().decrypt(request.COOKIES.get(COOKIE, "").encode()).decode()
    except InvalidToken:
        return ""
    cadre, _, token = kept.partition(":")
    return token if cadre == str(request.viewer.cadre_id) else ""


def _refused(
    request: Request, page: TicketPage, refused: NotPermitted | WrongState
) -> HttpResponse:
    if request.htmx:
        raise refused
    return shown(request, page, refusal=refused.message, status=refusals.status_of(refused))


def _qr(address: str) -> str:
    """Drawn by the library from an address of our own; nothing in it was typed by anybody."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308
