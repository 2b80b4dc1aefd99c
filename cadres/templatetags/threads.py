"""What was told about one thing, as the inbox writes it: the newest line, older ones, a form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from cadres.notifications.selectors.inbox import Thread
from cadres.notifications.selectors.notices import Line
from cadres.pages.rules import wording
from cadres.templatetags.parts import button
from cadres.templatetags.site import badge, once, today_of

register = template.Library()


@register.simple_tag(takes_context=True)
def inbox_threads(context: Context, threads: Iterable[Thread]) -> SafeString:
    """The threads of a day, written at once: a page has fifty of them."""
    today = today_of(context)
    fields = (
        '<input type="hidden" name="csrfmiddlewaretoken"'
        f' value="{escape(get_token(context["request"]))}">'
        f'<input type="hidden" name="show" value="{escape(context["show"])}">'
    )
    return SafeString("".join(f"<li>{_thread(one, today, fields)}</li>" for one in threads))


def _thread(thread: Thread, today: date, fields: str) -> str:
    newest = thread.newest
    return (
        f'<div class="rows-top"><a class="rows-title" href="{_address(newest.pk)}">'
        f"{escape(newest.message.title)}</a>{_unread(newest)}</div>"
        f"<p>{escape(newest.message.text)}</p>"
        f'<p class="rows-soft">{_moment(newest, today)}</p>'
        f"{_others(thread, today)}{_form(thread, fields)}"
    )


def _others(thread: Thread, today: date) -> str:
    if not thread.others:
        return ""
    lines = "".join(
        f'<li><time>{_moment(line, today)}</time><div><a href="{_address(line.pk)}">'
        f"{escape(line.message.title)}</a>{_unread(line)}</div></li>"
        for line in thread.others
    )
    return (
        f'<details class="unfold rows-above"><summary>另有 {len(thread.others)} 条</summary>'
        f'<ol class="course">{lines}</ol></details>'
    )


def _form(thread: Thread, fields: str) -> str:
    """Marks what is unread of it as read; each form is taken once."""
    unread = thread.unread
    if not unread:
        return ""
    keys = "".join(f'<input type="hidden" name="pk" value="{pk}">' for pk in unread)
    return (
        f'<form class="rows-above" method="post" action="{reverse("cadres:notices-read")}">'
        f"{fields}{once()}{keys}{_button(len(unread) > 1)}</form>"
    )


@cache
def _button(has_several: bool) -> SafeString:
    return button("这件事全部已读" if has_several else "标为已读", small=True)


def _unread(line: Line) -> str:
    return "" if line.is_read else f" {badge('未读', 'active')}"


def _moment(line: Line, today: date) -> str:
    return wording.moment(timezone.localtime(line.at), today)


def _address(pk: int) -> str:
    """Looked up once, and not for every line."""
    before, after = _around()
    return f"{before}{pk}{after}"


@cache
def _around() -> tuple[str, str]:
    before, _, after = reverse("cadres:notice-open", args=[0]).rpartition("0")
    return before, after
