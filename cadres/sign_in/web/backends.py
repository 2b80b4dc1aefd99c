"""By what somebody proves who they are: a password, or a printed one-time code."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone

from cadres.models import Cadre
from cadres.sign_in.services import one_time_codes, sign_in


class AccountOrPhone(BaseBackend):
    """Account name or phone number, and the password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
    ) -> Cadre | None:
        return sign_in.cadre_with_password(username or "", password or "")

    def get_user(self, user_id: int) -> Cadre | None:
        return sign_in.cadre_who_may_enter(user_id)


class OneTimeCode(AccountOrPhone):
    """Account name or phone number, and the code from the printed slip."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str, one_time_code: str
    ) -> Cadre | None:
        return one_time_codes.cadre_with_code(username, one_time_code, at=timezone.now())
