"""Forms of the daily board: a call in a sentence, and what a meeting decided."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.errors import Invalid
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import pasted_text, text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.office_work.services.board import Decided
from cases.tickets.selectors import lookups

MEETING = "日调度会"


class CallForm(forms.Form):
    text = forms.CharField(
        label="通话情况",
        max_length=text_limits.TASK,
        widget=forms.TextInput(),
        help_text="一句话：打给谁，对方怎么说。",
    )


class DecisionForm(forms.Form):
    text = forms.CharField(
        label="会上定的事", max_length=text_limits.TASK, widget=forms.Textarea(attrs={"rows": 3})
    )
    meeting = forms.CharField(label="会议", max_length=text_limits.TITLE, initial=MEETING)
    decided_on = DayField(label="决定日期", widget=DayInput())
    ticket = forms.CharField(
        label="涉及的工单编号",
        max_length=text_limits.OUTER_NUMBER,
        required=False,
        help_text="没有涉及工单的不填。",
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_ticket(self) -> Ticket | None:
        number = pasted_text.value(self.cleaned_data["ticket"])
        if not number:
            return None
        try:
            return lookups.ticket(number, seen_by=self.viewer)
        except Invalid as refused:
            raise forms.ValidationError("没有这个编号的工单，请核对。") from refused

    def decided(self) -> Decided:
        given = self.cleaned_data
        return Decided(given["decided_on"], given["meeting"], given["text"], given["ticket"])
