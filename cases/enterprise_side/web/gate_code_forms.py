"""What the page behind the code at the gate asks: one thing, and how to call back."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.files.web.files_field import Counter, FilesField, hand_in
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors import categories
from cases.tickets.web.action_forms.forms import PoliteForm, words

BY_REGISTER = "可不填；不填就联系登记在册的企业联系人。"


class ScanForm(PoliteForm):
    description = words(
        "您遇到什么问题", rows=6, help_text="什么事、什么时候开始、希望怎么解决，写清楚一件就好。"
    )
    category = forms.ModelChoiceField(
        label="属于哪一类",
        queryset=categories.NONE,
        required=False,
        empty_label="不清楚，请活动办公室帮我选",
    )
    name = forms.CharField(label="怎么称呼您", max_length=40, required=False, help_text=BY_REGISTER)
    phone = forms.CharField(
        label="联系电话",
        max_length=text_limits.PHONE,
        required=False,
        help_text="加密保存，只给办这件事的人看，查看会留下记录。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    uploads = FilesField("照片或文件")

    def __init__(self, *args: Any, viewer: Viewer, counter: Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter)
        self.fields["category"].queryset = categories.rows(seen_by=viewer)  # type: ignore[attr-defined]
