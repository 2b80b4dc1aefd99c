"""How notices come to me (消息设置), to a unit's group, and whether they get out at all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.models import Unit
from cadres.notifications import channels
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.selectors import deliveries, preferences
from cadres.notifications.services.preferences import (
    choose_notices,
    remove_webhook,
    set_email,
    set_webhook,
)
from cadres.notifications.web.preference_forms import ChoicesForm, EmailForm, WebhookForm
from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import units
from cadres.submissions.web.edit_forms import carry, read_of, read_sent
from cadres.viewers.rules.viewer import Viewer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """By which way, and when, each group of notices comes to me."""
    now = preferences.choices(seen_by=request.viewer)
    form = ChoicesForm(request.POST or None, now=now, channels=channels.open_ones())
    if request.method == "POST" and form.is_valid():
        choose_notices(form.modes(), actor=request.viewer)
        messages.success(request, "消息设置已保存，从下一条消息起生效。")
        return redirect("cadres:notice-choices")
    context = {
        "form": form,
        "has_mail": Channel.MAIL in channels.open_ones(),
        "email": request.user.email,
    }
    status = 422 if form.errors else 200
    return render(request, "cadres/sign_in/profile/notices.html", context, status=status)


@require_http_methods(FORM_METHODS)
@login_required
def email(request: HttpRequest) -> HttpResponse:
    """Where my mails go; nobody else sets it for me."""
    form = EmailForm(request.POST or None, initial={"email": request.user.email})

    def action() -> HttpResponse:
        cadre = set_email(form.cleaned_data["email"], actor=request.viewer)
        done = "邮箱已保存。" if cadre.email else "邮箱已清除，不再给您发邮件。"
        messages.success(request, done)
        return redirect("cadres:notice-choices")

    return form_page(request, form, action, "我的邮箱", "保存", reverse("cadres:profile"))


@require_http_methods(FORM_METHODS)
@sensitive_post_parameters("address")
@login_required
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the unit's group listens; what was set before is never shown."""
    unit = units.fetch(pk, seen_by=request.viewer)
    form = WebhookForm(request.POST or None)
    carry(form, preferences.read_webhook(unit, seen_by=request.viewer))

    def action() -> HttpResponse:
        given = form.cleaned_data
        set_webhook(unit, given["address"], actor=request.viewer, read=read_of(form))
        messages.success(request, f"{unit.name}的企业微信群已设置，新交办的工单会提醒到群里。")
        return redirect("cadres:unit", pk)

    back = reverse("cadres:unit", args=[pk])
    return form_page(request, form, action, f"{unit.name}的企业微信群", "保存", back)


@require_POST
@login_required
def webhook_remove(request: HttpRequest, pk: int) -> HttpResponse:
    unit = units.fetch(pk, seen_by=request.viewer)
    authority.check_may_set_webhook(request.viewer, unit.region.path)
    remove_webhook(unit, actor=request.viewer, read=read_sent(request))
    messages.success(request, f"{unit.name}的企业微信群不再收到提醒。")
    return redirect("cadres:unit", pk)


@require_safe
@login_required
def sending(request: HttpRequest) -> HttpResponse:
    """Figures and reasons for the system administrator: never what was said, or to whom."""
    context = {
        "figures": deliveries.figures(seen_by=request.viewer),
        "troubles": deliveries.troubles(seen_by=request.viewer),
        "open_channels": channels.open_ones(),
    }
    return render(request, "cadres/notifications/deliveries.html", context)


def of_unit(unit: Unit, viewer: Viewer) -> dict[str, object]:
    """Return what the page of a unit shows of its group, for those who keep it."""
    may_set = authority.may_set_webhook(viewer, unit.region.path)
    return {
        "may_set_webhook": may_set,
        "webhook": preferences.webhook_of(unit, seen_by=viewer) if may_set else None,
        "webhook_read": preferences.read_webhook(unit, seen_by=viewer) if may_set else None,
    }
