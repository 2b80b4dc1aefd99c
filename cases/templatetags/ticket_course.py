"""What was done to a ticket (经过), as its page tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from cadres.pages.rules import wording
from cadres.templatetags.site import today_of
from cases.tickets.selectors.page.course import CourseStep

register = template.Library()


@register.simple_tag(takes_context=True)
def course_steps(context: Context, steps: Iterable[CourseStep]) -> SafeString:
    """The steps, written at once: a ticket that went to and fro has dozens."""
    today = today_of(context)
    return SafeString("".join(_step(step, today) for step in steps))


def _step(step: CourseStep, today: date) -> str:
    local = timezone.localtime(step.at)
    towards = f" → {escape(step.towards)}" if step.towards else ""
    note = f'<p class="prose" data-fold>{escape(step.note)}</p>' if step.note else ""
    phone = f'<p class="soft">{escape(step.on_phone)}</p>' if step.on_phone else ""
    return (
        f'<li><time datetime="{local.isoformat()}">{wording.moment(local, today)}</time>'
        f"<div><b>{escape(step.action.label)}</b>{towards}"
        f' <span class="soft">{escape(wording.person(step.who, step.unit))}</span>'
        f"{note}{phone}</div></li>"
    )
