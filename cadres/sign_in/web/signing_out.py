"""Cookies that end with the session: whoever leaves takes none of them along."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie of an upper app, and the addresses to which it is sent."""

    name: str
    path: str


# Filled in apps.ready().
_cookies: list[Cookie] = []


def register(cookie: Cookie) -> None:
    _cookies.append(cookie)


def forget(response: HttpResponse) -> HttpResponse:
    """Take them back from this browser, whoever it is: the answer is the same for everybody."""
    for cookie in _cookies:
        response.delete_cookie(cookie.name, path=cookie.path, samesite="Strict")
    return response


def forget_if_sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where the session was ended from elsewhere, this browser hears of it with its next page."""
    if any(cookie.name in request.COOKIES for cookie in _cookies):
        return forget(response)
    return response
