"""Signing in and out, and the first sign-in with a printed code."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
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
from cadres.pages.web import navigation
from cadres.pages.web.refusals import say
from cadres.people.selectors import viewers
from cadres.sign_in.services import one_time_codes, sessions, sign_in_tries
from cadres.sign_in.services.sign_in import cadre_named, record_failure
from cadres.sign_in.services.sign_in_tries import Caller
from cadres.sign_in.web import known_devices, lockouts, signing_out
from cadres.sign_in.web.client_address import client_address
from cadres.sign_in.web.middleware import SEEN
from cadres.sign_in.web.sign_in_forms import FirstSignInForm, NewPasswordForm, SignInForm
from cadres.submissions.web import once_keys

WRONG = "账号或密码不对，请重新输入。连续输错 5 次后要等待才能再试，等待时间逐次加长。"
WAITS, LOCKED_STATUS = "waits", 429


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@once_keys.every_time
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account or phone, and password."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        caller = _caller(request, form.cleaned_data["username"])
        if _may_try(request, form, caller):
            secret = form.cleaned_data["password"]
            cadre = authenticate(request, username=caller.account, password=secret)
            if cadre is not None:
                return _enter(request, cadre, caller)
            _refuse(request, form, caller, WRONG)
    return _page(request, "cadres/sign_in/sign_in.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@once_keys.every_time
def first(request: HttpRequest) -> HttpResponse:
    """The printed code opens once, and a password of one's own is set."""
    form = FirstSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        caller = _caller(request, form.cleaned_data["username"])
        if _may_try(request, form, caller) and (cadre := _with_code(request, form, caller)):
            messages.success(request, "密码已设置，以后用账号或手机号和这个密码登录。")
            return _enter(request, cadre, caller)
    return _page(request, "cadres/sign_in/first.html", form)


@require_POST
@once_keys.every_time
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        key = request.session.session_key or ""
        sessions.sign_out(request.user, actor=request.viewer, session_key=key)
    logout(request)
    messages.info(request, "您已退出登录。")
    return signing_out.forget(redirect("cadres:sign-in"))


def _with_code(request: HttpRequest, form: FirstSignInForm, caller: Caller) -> Cadre | None:
    """The code was right, and the person has a password of their own now."""
    code = form.cleaned_data["one_time_code"]
    cadre = authenticate(request, username=caller.account, one_time_code=code)
    if cadre is None:
        _refuse(request, form, caller, one_time_codes.ABSENT)
        return None
    actor = viewers.build(cadre, at=timezone.now())
    try:
        one_time_codes.use_code(
            cadre, code, actor=actor, new_password=form.cleaned_data["new_password"]
        )
    except Invalid as refused:
        # The code was right: only the password is to be chosen again.
        sign_in_tries.take_back(caller, timezone.now())
        say(form, refused)
        return None
    return cadre


def _caller(request: HttpRequest, typed: str) -> Caller:
    """Tries are counted by account, whichever of its two names was typed."""
    cadre = cadre_named(typed)
    account = cadre.account if cadre else typed.strip().lower()
    device = known_devices.device_of(request, cadre)
    return Caller(account, client_address(request), cadre, device)


def _may_try(request: HttpRequest, form: NewPasswordForm | SignInForm, caller: Caller) -> bool:
    """The try is counted before it is looked at."""
    now = timezone.now()
    until = sign_in_tries.begin(caller, now)
    if until:
        _record(caller, is_locked=True)
        form.add_error(None, ValidationError(lockouts.sentence(until, now), code=WAITS))
    return until is None


def _enter(request: HttpRequest, cadre: Cadre, caller: Caller) -> HttpResponse:
    now = timezone.now()
    sign_in_tries.take_back(caller, now)
    login(request, cadre)
    request.session[SEEN] = now.timestamp()
    sessions.open_session(
        cadre,
        actor=viewers.build(cadre, at=now),
        session_key=request.session.session_key or "",
        address=caller.address or None,
        device=request.headers.get("User-Agent", ""),
    )
    response = redirect(_next(request))
    known_devices.remember(request, response, cadre)
    return response


def _refuse(
    request: HttpRequest, form: SignInForm | FirstSignInForm, caller: Caller, why: str
) -> None:
    now = timezone.now()
    until = sign_in_tries.shut_until(caller, now)
    _record(caller, is_locked=until is not None)
    words = f"{why}{lockouts.sentence(until, now)}" if until else why
    form.add_error(None, ValidationError(words, code=WAITS if until else "wrong"))


def _record(caller: Caller, *, is_locked: bool) -> None:
    record_failure(
        caller.account, at=timezone.now(), is_locked=is_locked, address=caller.address or None
    )


def _page(request: HttpRequest, template: str, form: SignInForm | FirstSignInForm) -> HttpResponse:
    status = 422 if form.errors else 200
    if form.has_error(NON_FIELD_ERRORS, WAITS):
        status = LOCKED_STATUS
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, template, {"form": form, "next": wanted}, status=status)


def _next(request: HttpRequest) -> str:
    """Return to the page that was asked for, if it is one of ours; else to one's first place."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    # Only a path: `redirect` would take a bare word for the name of a view.
    if (
        wanted.startswith("/")
        and wanted != "/"
        and url_has_allowed_host_and_scheme(wanted, None, request.is_secure())
    ):
        return wanted
    viewer = viewers.build(request.user, at=timezone.now())
    first_place = [*navigation.places_for(viewer.roles), navigation.MINE][0]
    return reverse(first_place.name)
