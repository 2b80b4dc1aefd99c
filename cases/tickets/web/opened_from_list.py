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
from django_htmx.http import push_url

from cadres.pages.web.request_types import Request

FIELD = COOKIE = "list"
# A query that is longer than all filters together was made by nobody's choice.
LONGEST = 1000


def mark(request: Request) -> str:
    """Return what the links of this list carry."""
    return carrying(request.GET.urlencode())


def carrying(query: str) -> str:
    """Return what a link carries that leads to another ticket of the same list."""
    return f"?{FIELD}={quote(query, safe='')}"


def kept(request: Request) -> str:
    """Return the query of the list from which the ticket was opened."""
    given = request.GET.get(FIELD)
    return as_query(unquote(request.COOKIES.get(COOKIE, "")) if given is None else given)


def is_kept(request: Request) -> bool:
    """Whether the ticket was opened from a list, so that there is a next one."""
    return FIELD in request.GET or COOKIE in request.COOKIES


def address(request: Request) -> str:
    """Return the list from which the ticket was opened."""
    found = kept(request)
    return reverse("cases:ticket-list") + (f"?{found}" if found else "")


def is_beside(request: Request) -> bool:
    """Whether the ticket is asked for by the list itself, to be shown beside it."""
    here = (request.htmx.current_url_abs_path or "") if request.htmx else ""
    return here.partition("?")[0] == reverse("cases:ticket-list")


def staying(request: Request, response: HttpResponse) -> HttpResponse:
    """What is shown beside the list leaves the address of the list as it is."""
    return push_url(response, False) if is_beside(request) else response


def keep(request: Request, response: HttpResponse, pk: int) -> HttpResponse:
    """Leave the filter with the pages of this ticket, until the browser is closed."""
    if FIELD in request.GET:
        response.set_cookie(
            COOKIE,
            quote(as_query(request.GET[FIELD]), safe=""),
            path=reverse("cases:ticket-detail", args=[pk]),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def as_query(text: str) -> str:
    """Return what somebody wrote as a query and nothing else: it can lead to no other place."""
    return QueryDict(text[:LONGEST]).urlencode()
