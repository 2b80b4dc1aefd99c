"""From which list a ticket was opened: its filter, kept for the pages of that ticket alone.

A link of the list carries the list's own query, and the ticket's pages keep it in a cookie of
their own address, so that it outlasts every action. It is a query and never an address: whatever
somebody writes there leads to the list of tickets.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.urls import reverse

from cadres.pages.web.request_types import Request

FIELD = COOKIE = "list"
# A query that is longer than all filters together was made by nobody's choice.
LONGEST = 1000


def mark(request: Request) -> str:
    """Return what the links of this list carry."""
    return f"?{FIELD}={quote(request.GET.urlencode(), safe='')}"


def address(request: Request) -> str:
    """Return the list from which the ticket was opened."""
    given = request.GET.get(FIELD)
    query = _query(unquote(request.COOKIES.get(COOKIE, "")) if given is None else given)
    return reverse("cases:ticket-list") + (f"?{query}" if query else "")


def keep(request: Request, response: HttpResponse, pk: int) -> HttpResponse:
    """Leave the filter with the pages of this ticket, until the browser is closed."""
    if FIELD in request.GET:
        response.set_cookie(
            COOKIE,
            quote(_query(request.GET[FIELD]), safe=""),
            path=reverse("cases:ticket-detail", args=[pk]),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _query(text: str) -> str:
    return QueryDict(text[:LONGEST]).urlencode()
