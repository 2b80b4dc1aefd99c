"""Forms of signing in: sign in, first sign-in with a printed code, change of password."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.sign_in.rules import passwords

NOT_THE_SAME = "两次输入的新密码不一致，请重新输入。"


def _secret(label: str, completes: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": completes})
    return forms.CharField(
        label=label, strip=False, max_length=128, help_text=help_text, widget=widget
    )


class AccountField(forms.CharField):
    """Account name or phone number."""

    def __init__(self) -> None:
        keys = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(label="账号或手机号", max_length=60, widget=forms.TextInput(attrs=keys))


class SignInForm(forms.Form):
    username = AccountField()
    password = _secret("密码", "current-password")


class NewPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    new_password = _secret("新密码", "new-password", passwords.HELP)
    again = _secret("再输一次新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("again") and given.get("new_password") != given["again"]:
            self.add_error("again", NOT_THE_SAME)
        return given


class FirstSignInForm(NewPasswordForm):
    username = AccountField()
    one_time_code = forms.CharField(
        label="一次性口令",
        max_length=40,
        help_text="印在纸条上的 8 位字母和数字，不分大小写；有两张纸条的，两半连着填写。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    field_order = ("username", "one_time_code", "new_password", "again")


class ChangePasswordForm(NewPasswordForm):
    old = _secret("原密码", "current-password")
    field_order = ("old", "new_password", "again")
