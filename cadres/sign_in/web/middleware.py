"""Who looks: the viewer of each request, sessions that fell silent, passwords that must change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cadres.people.selectors import viewers
from cadres.sign_in.services.sessions import expire_session, note_seen
from cadres.sign_in.web import signing_out
from cadres.submissions.web.redirects import API, is_htmx, whole_page
from cadres.viewers.rules.viewer import Viewer

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
# The row and the session are written at most this often, not with every request.
RESOLUTION_SECONDS = 60
# What a page asks by itself is no movement of its person.
UNATTENDED = "X-Unattended"
MUST_CHANGE = "请先设置自己的密码，再继续使用。"


class IdleMiddleware:
    """Ends a session in which nobody has moved for IDLE_MINUTES, and leads back afterwards."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return signing_out.forget_if_sent(request, self.get_response(request))
        now = timezone.now()
        silent = now.timestamp() - request.session.get(SEEN, now.timestamp())
        if UNATTENDED in request.headers:
            return self._answer_unattended(request, silent)
        if silent > settings.IDLE_MINUTES * 60:
            return self._end(request, now)
        if silent >= RESOLUTION_SECONDS or SEEN not in request.session:
            request.session[SEEN] = now.timestamp()
            note_seen(request.session.session_key or "", now)
        return self.get_response(request)

    def _answer_unattended(self, request: HttpRequest, silent: float) -> HttpResponse:
        """The session is neither kept alive nor ended before the eyes of somebody who reads."""
        is_over = silent > settings.IDLE_MINUTES * 60
        return HttpResponse(status=204) if is_over else self.get_response(request)

    def _end(self, request: HttpRequest, now: datetime) -> HttpResponse:
        actor = viewers.build(request.user, at=now)
        expire_session(request.user, actor=actor, session_key=request.session.session_key or "")
        logout(request)
        if request.path.startswith(API):
            return signing_out.forget(self.get_response(request))
        minutes = settings.IDLE_MINUTES
        messages.info(request, f"您已 {minutes} 分钟没有操作，为保护账号已自动退出，请重新登录。")
        return signing_out.forget(whole_page(request, _sign_in_url(request)))


class ViewerMiddleware:
    """Gives the request its viewer; leads to the password page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        request.build_viewer = partial(_viewer, request, at)  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(request.build_viewer)  # type: ignore[attr-defined]
        if _must_change(request):
            return _to_password_page(request)
        response = self.get_response(request)
        if is_htmx(request) and _is_sign_in(response.get("Location", "")):
            # A fragment must not be replaced by the sign-in form: the whole page goes there.
            return whole_page(request, _sign_in_url(request))
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Give the view its viewer itself: what stands for one is asked some thousand times."""
        if request.user.is_authenticated and not getattr(view, "looks_at_nobody", False):
            request.viewer = request.build_viewer()  # type: ignore[attr-defined]


def _viewer(request: HttpRequest, at: datetime) -> Viewer:
    user = request.user
    return viewers.build(user, at=at) if user.is_authenticated else Viewer(at=at, name="未登录")


def _is_sign_in(location: str) -> bool:
    return urlsplit(location).path == resolve_url(settings.LOGIN_URL)


def _sign_in_url(request: HttpRequest) -> str:
    """Name the page to return to: the one that was seen, not the fragment or form it asked for."""
    url = resolve_url(settings.LOGIN_URL)
    seen = request.get_full_path() if request.method == "GET" and not is_htmx(request) else ""
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    seen = seen or (f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return url if not seen or _is_sign_in(seen) else f"{url}?{urlencode({'next': seen})}"


def _must_change(request: HttpRequest) -> bool:
    if not (request.user.is_authenticated and request.user.must_change_password):
        return False
    return request.path not in (resolve_url("cadres:password"), resolve_url("cadres:sign-out"))


def _to_password_page(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        body = {"code": "must_change_password", "message": MUST_CHANGE, "fields": {}}
        return JsonResponse(body, status=403)
    messages.info(request, MUST_CHANGE)
    return whole_page(request, resolve_url("cadres:password"))
