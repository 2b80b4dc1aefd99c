"""Who is signed in, for the API: the session of the pages."""

from __future__ import annotations

from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from cadres.errors import NotPermitted

CSRF = (
    "缺少防伪标记：请把 Cookie csrftoken 的值放在请求头 X-CSRFToken 里，经 https 时还要带 Referer。"
)


class SessionSignIn(SessionAuthentication):
    """Nobody is told so (401), which is another thing than what is not allowed (403)."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="api"'

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as refused:
            raise NotPermitted(CSRF) from refused
