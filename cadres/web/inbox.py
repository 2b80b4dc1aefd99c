"""The inbox (消息): what happened that concerns me, by day."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cadres.selectors import notices
from cadres.services.notices import mark_read


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    only = request.GET.get("show") == "unread"
    lines = notices.lines(seen_by=request.viewer, unread_only=only)
    days = groupby(lines, key=lambda line: timezone.localdate(line.at))
    context = {
        "days": [(day, list(found)) for day, found in days],
        "has_unread": any(not line.is_read for line in lines),
        "only_unread": only,
        "tabs": [
            {"label": "全部", "url": "?", "current": not only},
            {"label": "未读", "url": "?show=unread", "current": only},
        ],
    }
    return render(request, "cadres/inbox/inbox.html", context)


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
    """Mark one, or with none named all, as read."""
    named = [int(pk) for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdigit()]
    changed = mark_read(named or None, actor=request.viewer)
    messages.success(request, f"{changed} 条消息已标为已读。")
    return redirect("cadres:inbox")
