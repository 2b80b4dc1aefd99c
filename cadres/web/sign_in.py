"""The door: signing in and out, the first sign-in with a printed code."""

from __future__ import annotations

from axes.helpers import get_client_ip_address
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cadres.errors import Invalid
from cadres.models import Cadre
from cadres.selectors import viewers
from cadres.services import codes, sessions
from cadres.services.sign_in import cadre_named, record_failure
from cadres.web import lockouts, places
from cadres.web.middleware import SEEN
from cadres.web.refusals import say
from cadres.web.sign_in_forms import FirstSignInForm, NewPasswordForm, SignInForm

WRONG = "账号或密码不对，请重新输入。连续输错 5 次，账号将锁定 20 分钟。"
LOCKED_STATUS = 429


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account or phone, and password."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = _account(form.cleaned_data["username"])
        secret = form.cleaned_data["password"]
        cadre = authenticate(request, username=known, password=secret)
        if cadre is not None:
            return _enter(request, cadre)
        _refuse(request, form, known, WRONG)
    return _page(request, "cadres/sign_in/sign_in.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def first(request: HttpRequest) -> HttpResponse:
    """The printed code opens once, and a password of one's own is set."""
    form = FirstSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = _account(form.cleaned_data["username"])
        code = form.cleaned_data["one_time_code"]
        cadre = authenticate(request, username=known, one_time_code=code)
        if cadre is None:
            _refuse(request, form, known, codes.ABSENT)
        elif _is_password_set(form, cadre, code):
            messages.success(request, "密码已设置，以后用账号或手机号和这个密码登录。")
            return _enter(request, cadre)
    return _page(request, "cadres/sign_in/first.html", form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        key = request.session.session_key or ""
        sessions.sign_out(request.user, actor=request.viewer, session_key=key)
    logout(request)
    messages.info(request, "您已退出登录。")
    return redirect("cadres:sign-in")


def _is_password_set(form: NewPasswordForm, cadre: Cadre, code: str) -> bool:
    actor = viewers.build(cadre, at=timezone.now())
    try:
        codes.use_code(cadre, code, actor=actor, new_password=form.cleaned_data["new_password"])
    except Invalid as refused:
        say(form, refused)
        return False
    return True


def _account(typed: str) -> str:
    """Count failures by account, whichever of the two names was typed."""
    cadre = cadre_named(typed)
    return cadre.account if cadre else typed.strip().lower()


def _enter(request: HttpRequest, cadre: Cadre) -> HttpResponse:
    login(request, cadre)
    now = timezone.now()
    request.session[SEEN] = now.timestamp()
    sessions.open_session(
        cadre,
        actor=viewers.build(cadre, at=now),
        session_key=request.session.session_key or "",
        address=get_client_ip_address(request),
        device=request.headers.get("User-Agent", ""),
    )
    return redirect(_next(request))


def _refuse(request: HttpRequest, form: SignInForm | FirstSignInForm, known: str, why: str) -> None:
    is_locked = bool(getattr(request, "axes_locked_out", False))
    address = get_client_ip_address(request)
    record_failure(known, at=timezone.now(), is_locked=is_locked, address=address)
    form.add_error(None, lockouts.sentence(known) if is_locked else why)


def _page(request: HttpRequest, template: str, form: SignInForm | FirstSignInForm) -> HttpResponse:
    status = 422 if form.errors else 200
    if getattr(request, "axes_locked_out", False):
        status = LOCKED_STATUS
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, template, {"form": form, "next": wanted}, status=status)


def _next(request: HttpRequest) -> str:
    """Return to the page that was asked for, if it is one of ours; else to one's first place."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    host = {request.get_host()}
    if wanted not in ("", "/") and url_has_allowed_host_and_scheme(
        wanted, host, request.is_secure()
    ):
        return wanted
    viewer = viewers.build(request.user, at=timezone.now())
    first_place = [*places.places_for(viewer.roles), places.MINE][0]
    return reverse(first_place.name)
