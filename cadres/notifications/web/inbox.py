"""The inbox (消息): what happened that concerns me, by day, what is about one thing together."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cadres.notifications.rules.preferences import Group
from cadres.notifications.selectors import inbox as inboxes
from cadres.notifications.selectors import notices
from cadres.notifications.services.notices import mark_read
from cadres.submissions.rules import typed_values

UNREAD = "unread"


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    show = request.GET.get("show", "")
    page = inboxes.page(
        seen_by=request.viewer,
        group=_group(show),
        unread_only=show == UNREAD,
        below=_number(request.GET.get("below")),
    )
    days = groupby(page.rows, key=lambda thread: timezone.localdate(thread.newest.at))
    context = {
        "days": [(day, list(found)) for day, found in days],
        "has_unread": any(thread.unread for thread in page.rows),
        "show": show,
        "is_first": "below" not in request.GET,
        "older": _address(show, page.older) if page.older else "",
        "tabs": _tabs(show),
    }
    return render(request, "cadres/notifications/inbox/inbox.html", context)


@require_safe
@login_required
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it as read and go where it points."""
    line = notices.fetch(pk, seen_by=request.viewer)
    mark_read([line.pk], actor=request.viewer)
    return redirect(line.message.url)


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark those named as read; with none named all, or all of the group of kinds shown."""
    named = typed_values.numbers(request.POST.getlist("pk"))
    show = request.POST.get("show", "")
    changed = mark_read(named or None, actor=request.viewer, group=_group(show))
    messages.success(request, f"{changed} 条消息已标为已读。")
    return redirect(_address(show))


def _tabs(show: str) -> list[dict[str, Any]]:
    known = [("", "全部"), (UNREAD, "未读"), *Group.choices]
    return [
        {"label": label, "url": _address(code), "current": show == code} for code, label in known
    ]


def _address(show: str, below: int | None = None) -> str:
    asked = {"show": show} if show == UNREAD or _group(show) else {}
    if below:
        asked["below"] = str(below)
    return reverse("cadres:inbox") + (f"?{urlencode(asked)}" if asked else "")


def _group(show: str) -> Group | None:
    return Group(show) if show in Group.values else None


def _number(text: str | None) -> int | None:
    return typed_values.number(text)
