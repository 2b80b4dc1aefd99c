"""The access guard of the room: who has no seat finds nothing here, exactly as where nothing is.

Every address of the room goes through `room` or `threshold`; a test holds that none does not. What
the framework would say before a view is asked (a missing token, a wrong method, a missing slash)
it says only to members: to everybody else each of these would tell that the address is there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from cadres.errors import Absent
from cadres.sign_in.selectors import sessions
from cadres.submissions.web import once_keys, plain_text
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.keys.services.keys import Browser, note_mismatch, note_used
from cases.leads.procedure.models.people import Member, Opening
from cases.leads.vault.rules.reader import KEY_COOKIE, KEY_PATH, Reader
from cases.leads.vault.rules.trust import UncheckedKey
from cases.leads.vault.selectors import openings
from cases.leads.vault.services.room_transaction import ONCE_KEYS
from cases.leads.vault.web.uploads import in_memory_only

COOKIE, PATH = KEY_COOKIE, KEY_PATH
READS = ("GET", "HEAD")
FORMS = ("GET", "HEAD", "POST")
ACTIONS = ("POST",)
View = Callable[Concatenate["RoomRequest", ...], HttpResponse]
Guard = Callable[[View], Callable[..., HttpResponse]]


class RoomRequest(HttpRequest):
    """A request of a member; `reader` holds its key where that is open in this browser."""

    viewer: Viewer
    member: Member
    reader: Reader


def room(*methods: str) -> Guard:
    """A page or action inside: for members whose key is open here; others go to the key page."""
    return _door(methods, needs_key=True)


def entrance(*methods: str) -> Guard:
    """The desk: like a page inside; a head whose side has no room yet is led to bring it in use."""
    return _door(methods, needs_key=True, is_entrance=True)


def threshold(*methods: str) -> Guard:
    """A page where a key is made or opened: for members, open or not."""
    return _door(methods, needs_key=False)


def founding(*methods: str) -> Guard:
    """The page that brings a side of the room into use: for its head, and only once."""

    def wrap(view: View) -> Callable[..., HttpResponse]:
        inside = csrf_protect(require_http_methods(list(methods))(_once(view)))

        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]
            if viewer.cadre_id is None or seats.may_found(viewer) is None:
                raise Absent("没有这个页面。")
            return _sealed(inside(request, *args, **kwargs))

        return _as_view(view, enter)

    return wrap


def browser_of(request: HttpRequest) -> Browser:
    """By what an opening is bound to this browser."""
    return Browser(request.session.session_key or "", request.headers.get("User-Agent", ""))


def keep_secret(response: HttpResponse, secret: str) -> HttpResponse:
    """Leave the opening's secret with this browser alone, for the room's addresses alone."""
    response.set_cookie(
        COOKIE,
        secret,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def forget_secret(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


def _door(methods: tuple[str, ...], *, needs_key: bool, is_entrance: bool = False) -> Guard:
    def wrap(view: View) -> Callable[..., HttpResponse]:
        inside = csrf_protect(require_http_methods(list(methods))(_once(view)))

        def enter(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            member = seats.member_of(request.viewer)
            if member is None and is_entrance and seats.may_found(request.viewer):
                return _sealed(redirect("leads:found"))
            if member is None:
                raise Absent("没有这个页面。")
            in_memory_only(request)
            plain_text.clean(request)
            request.member, request.reader = member, _reader(request, member)
            if needs_key and not request.reader.is_open:
                return _sealed(redirect("leads:key"))
            try:
                return _sealed(inside(request, *args, **kwargs))
            except UncheckedKey:  # what was begun is undone; that it was tried stays on record
                note_mismatch(member, actor=request.viewer)
                raise

        return _as_view(view, enter)

    return wrap


def _once(view: View) -> View:
    """Its submissions are taken once, by keys in the room's own database."""

    @wraps(view)
    def taken(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return once_keys.begin(request, view, ONCE_KEYS) or view(request, *args, **kwargs)

    return taken


def _as_view(view: View, enter: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    guarded = csrf_exempt(wraps(view)(enter))  # the token is asked for inside, of members
    guarded.should_append_slash = False  # type: ignore[attr-defined]
    guarded.guards_room = True  # type: ignore[attr-defined]
    guarded.takes_keys_itself = True  # type: ignore[attr-defined]
    return guarded


def _reader(request: Any, member: Member) -> Reader:
    """The member with its key, where this very browser has it open."""
    secret = request.COOKIES.get(COOKIE, "")
    opening = _opening(request, member, secret) if secret else None
    if opening is None:
        return seats.reader(request.viewer, member)
    note_used(opening, request.viewer.at)
    return seats.reader(request.viewer, member, openings.bundle(opening, secret))


def _opening(request: Any, member: Member, secret: str) -> Opening | None:
    here = browser_of(request)
    idle = timedelta(minutes=settings.IDLE_MINUTES)
    at = request.viewer.at
    # The site's own row, and not what the request still carries: a dead session opens nothing.
    if not sessions.is_living(here.session, at):
        return None
    return openings.current(member, secret, here.session, here.agent, at=at, idle=idle)


def _sealed(response: HttpResponse) -> HttpResponse:
    """Nothing of the room is kept on the way or in the browser."""
    patch_cache_control(response, no_store=True, no_cache=True, private=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
