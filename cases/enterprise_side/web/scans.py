"""Somebody has a page of a code open: who calls, what they bring, and the browser's mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string

from cadres.errors import Conflict, DomainError
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.sign_in.web.client_address import client_address
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.enterprise_side.services import proof_of_work, scan_budgets
from cases.enterprise_side.services.scan_budgets import Caller, Verdict
from cases.enterprise_side.services.scanning import scanner
from cases.enterprise_side.web.signed_forms import SignedForm

# A mark of this browser for the budgets, by chance and for a day; it stands for nobody.
COOKIE, COOKIE_LENGTH, COOKIE_AGE = "scan", 16, 24 * 60 * 60
PROVE = "这个二维码刚才收到的很多，先要证明不是程序在提交。您填的内容都在，还没有提交。"
FULL = "这个二维码刚才收到的太多了，还没有提交。请过十分钟再按一次，或者拨打办公电话。"
SAID = {Verdict.PROVE: PROVE, Verdict.FULL: FULL}


@dataclass(frozen=True, slots=True)
class Scan:
    """Somebody has the page of a code open."""

    request: Request
    token: str
    page: ScanPage
    viewer: Viewer

    @property
    def caller(self) -> Caller:
        browser = self.request.COOKIES.get(COOKIE, "")[:COOKIE_LENGTH]
        return Caller(self.page.key, browser, client_address(self.request))

    def challenge(self) -> str:
        """A new sum for this code, for the browser to work out."""
        return proof_of_work.challenge(self.token, at=self.viewer.at)


def scan_of(request: Request, token: str, at: datetime) -> Scan:
    """Raises Absent where it is no code in force."""
    viewer = scanner(at)
    return Scan(request, token, scan_page.of(token, seen_by=viewer), viewer)


def brought(
    here: Scan,
    form: SignedForm,
    template: str,
    keep: Callable[[], HttpResponse],
    **more: Any,
) -> HttpResponse:
    """Answer with what `keep` shows of what was brought, or with the form and what it lacks.

    Too much at once is asked to prove itself. What was typed stays.
    """
    if not form.is_valid():
        return shown(here, form, template, 422 if form.errors else 200, **more)
    verdict = _weigh(here, form.cleaned_data["proof"])
    if verdict is not Verdict.TAKEN:
        form.add_error(None, SAID[verdict])
        asked = {"challenge": here.challenge()} if verdict is Verdict.PROVE else {}
        return shown(here, form, template, 429, **more, **asked)
    try:
        return marked(here, keep())
    except DomainError as refused:
        refuse(form, refused)
        return shown(here, form, template, 422, **more)


def refuse(form: SignedForm, refused: DomainError) -> None:
    """Say so on the form; where something is in the way of this page, it is another from now on."""
    refusals.say(form, refused)
    if isinstance(refused, Conflict):
        form.draw_anew()


def shown(here: Scan, form: SignedForm, template: str, status: int, **more: Any) -> HttpResponse:
    context = {"page": here.page, "token": here.token, "form": form, **more}
    return render(here.request, template, context, status=status)


def _weigh(here: Scan, proof: str) -> Verdict:
    """Count one more by this code, and say whether it is taken; a proof is spent by it."""
    is_proved = proof_of_work.is_solved(proof, here.token)
    return scan_budgets.weigh(
        here.caller, here.page.county.pk, is_proved=is_proved, actor=here.viewer
    )


def marked(here: Scan, answer: HttpResponse) -> HttpResponse:
    """Leave a browser that brought something its mark; one that keeps none is taken without."""
    if COOKIE not in here.request.COOKIES:
        answer.set_cookie(
            COOKIE,
            get_random_string(COOKIE_LENGTH),
            max_age=COOKIE_AGE,
            path="/q/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer
