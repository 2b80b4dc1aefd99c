"""One's own page: postings, password, open sessions."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.errors import Invalid
from cadres.pages.web.refusals import say
from cadres.people.rules import masking
from cadres.people.selectors import delegations, people
from cadres.sign_in.selectors import sessions
from cadres.sign_in.services.sessions import carry_session, end_session
from cadres.sign_in.services.sign_in import change_password
from cadres.sign_in.web import signing_out
from cadres.sign_in.web.sign_in_forms import ChangePasswordForm


@require_safe
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I may set for myself."""
    viewer = request.viewer
    context = {
        "delegations": delegations.of(request.user, seen_by=viewer),
        "may_lend": delegations.lendable(request.user, seen_by=viewer).exists(),
        "posts": people.history(request.user, seen_by=viewer),
        "facts": [
            ("姓名", request.user.name),
            ("账号", request.user.account),
            ("手机号", masking.phone(request.user.phone)),
            ("邮箱", request.user.email),
        ],
    }
    return render(request, "cadres/sign_in/profile/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@login_required
def password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form)
        except Invalid as refused:
            say(form, refused)
        else:
            messages.success(request, "密码已修改，其他设备上的登录已全部退出。")
            return signing_out.forget(redirect("cadres:profile"))
    status = 422 if form.errors else 200
    return render(request, "cadres/sign_in/profile/password.html", {"form": form}, status=status)


@require_safe
@login_required
def session_list(request: HttpRequest) -> HttpResponse:
    """Where I am signed in now."""
    since = request.viewer.at - timedelta(minutes=settings.IDLE_MINUTES)
    here = request.session.session_key or ""
    context = {"sessions": sessions.own(seen_by=request.viewer, since=since, here=here)}
    return render(request, "cadres/sign_in/profile/sessions.html", context)


@require_POST
@login_required
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    end_session(pk, actor=request.viewer)
    messages.success(request, "已让那台设备退出登录。")
    return redirect("cadres:sessions")


def _change(request: HttpRequest, form: ChangePasswordForm) -> None:
    key = request.session.session_key or ""
    given = form.cleaned_data
    cadre = change_password(
        request.user,
        actor=request.viewer,
        old=given["old"],
        new=given["new_password"],
        session_key=key,
    )
    update_session_auth_hash(request, cadre)
    carry_session(key, request.session.session_key or "")
