"""What the campaign office says of itself in public."""

from __future__ import annotations

from typing import Any

from django import forms

from enterprises.models import OfficeLine

FIELDS = ("name", "phone", "reports_a_day", "basis")


class OfficeLineForm(forms.Form):
    name = forms.CharField(label="机关全称", max_length=100, help_text="印在告知书的红头和落款处。")
    phone = forms.CharField(
        label="办公电话",
        max_length=20,
        required=False,
        help_text="带区号的座机，如 0377-66900000；公开显示，不要填个人手机号。",
    )
    reports_a_day = forms.IntegerField(
        label="每家企业每天最多扫码反映（件）",
        min_value=1,
        max_value=100,
        help_text="防止恶意填报，超过的请对方第二天再提交。",
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="这个上限按什么文件定。")

    def __init__(self, *args: Any, line: OfficeLine, **kwargs: Any) -> None:
        initial = {name: getattr(line, name) for name in FIELDS}
        super().__init__(*args, initial=initial, **kwargs)
