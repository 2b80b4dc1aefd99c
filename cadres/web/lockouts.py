"""After repeated failures: how long somebody still has to wait, in words."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cadres.selectors import lockouts


def sentence(account: str) -> str:
    """Say for how many minutes the door stays shut, and who can open it before."""
    now = timezone.now()
    end = lockouts.ends_at(account, now)
    minutes = math.ceil((end - now).total_seconds() / 60) if end else 1
    return (
        f"连续输错 {settings.AXES_FAILURE_LIMIT} 次，账号已锁定。请 {minutes} 分钟后再试，"
        "或请安全管理员解锁。"
    )


def answer(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """Keep the page that the view made: it already says what is the case."""
    return response
