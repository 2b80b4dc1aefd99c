"""A form that was drawn by this site, some seconds ago, and brings one thing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing

from cadres.errors import Invalid

SALT = "cases.enterprise_side.form"
# Nobody reads and fills a page faster; a page that was left open overnight still counts.
LEAST_AGE, LONGEST_AGE = timedelta(seconds=3), timedelta(days=1)
TOO_FAST = "按得太快了，还没有提交。请过几秒再按一次。"
STALE = "这一页打开得太久或者不完整，还没有提交。请看看填写的内容，再按一次。"
FILLED = "请把最后一格清空再按一次：它是留给程序的，人不用填。还没有提交。"


@dataclass(frozen=True, slots=True)
class Signed:
    """The number of the page, and since when it stands."""

    number: str
    at: float


def drawn(at: datetime) -> str:
    """Return what a new page carries."""
    return signing.dumps([secrets.token_urlsafe(12), at.timestamp()], salt=SALT)


def read(given: str, at: datetime) -> str:
    """Return the number of the page; raise Invalid where it is too young, too old or not ours."""
    try:
        number, since = signing.loads(given, salt=SALT)
        age = timedelta(seconds=at.timestamp() - float(since))
    except (signing.BadSignature, TypeError, ValueError):
        raise Invalid(STALE) from None
    if age > LONGEST_AGE:
        raise Invalid(STALE)
    if age < LEAST_AGE:
        raise Invalid(TOO_FAST)
    return str(number)


class SignedForm(forms.Form):
    """Carries the page's number, and a field that only programs fill."""

    signed = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    website = forms.CharField(
        label="这一格不用填",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.number = ""
        self.fields["signed"].initial = drawn(at)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.pop("website", ""):
            self._refuse(FILLED)
        try:
            self.number = read(given.pop("signed", ""), self.at)
        except Invalid as refused:
            self._refuse(refused.message)
            if refused.message == STALE:
                self.draw_anew()
        return given

    def draw_anew(self) -> None:
        """The page that is shown now brings another report."""
        self.data = self.data.copy()
        self.data["signed"] = drawn(self.at)

    def _refuse(self, sentence: str) -> None:
        if not self.non_field_errors():
            self.add_error(None, sentence)
