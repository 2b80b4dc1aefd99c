"""Forms of the ladder: refusal, setting a rung, the trial."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.supervision.rules.ladder import Addressee, Approver, Lift, Rung, Trigger, condition
from cases.supervision.services.rungs import LONGEST, Terms
from cases.tickets.actions.base.shared_fields import BASIS_HELP
from cases.tickets.web.action_forms.forms import words


class RefuseForm(forms.Form):
    digest = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=text_limits.DIGEST
    )
    reason = words("不予签发的原因", rows=3, help_text="只有助企办和县领导看得到。")


class SwitchForm(forms.Form):
    basis = forms.CharField(label="依据文件", max_length=text_limits.DOCUMENT, help_text=BASIS_HELP)


class RungForm(forms.Form):
    """What a county may set of a rung; the rung itself says what it stands on."""

    amount = forms.IntegerField(label="数量", min_value=0, max_value=LONGEST)
    approver = forms.ChoiceField(label="签发人", choices=Approver.choices)
    addressees = forms.MultipleChoiceField(
        label="发送对象", choices=Addressee.choices, widget=forms.CheckboxSelectMultiple
    )
    reply_days = forms.IntegerField(
        label="回复期限（工作日）",
        min_value=0,
        max_value=LONGEST,
        help_text="填 0 表示不要求回复。",
    )
    lifts = forms.MultipleChoiceField(
        label="什么情况下解除",
        choices=Lift.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="审核通过、作废、改派后，未完的督办总是随之结束。",
    )
    text = words("正文", rows=3)
    basis = forms.CharField(label="依据文件", max_length=text_limits.DOCUMENT, help_text=BASIS_HELP)
    valid_from = DayField(label="生效日期", widget=DayInput())

    def __init__(self, *args: Any, rung: Rung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rung.trigger == Trigger.UNANSWERED:
            del self.fields["amount"]
            return
        self.fields["amount"].help_text = f"现在：{condition(rung, ())}。"

    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            amount=data.get("amount", 0),
            approver=data["approver"],
            addressees=tuple(data["addressees"]),
            reply_days=data["reply_days"],
            lifts=tuple(data["lifts"]),
            text=data["text"],
            basis=data["basis"],
            valid_from=data["valid_from"],
        )


class TrialForm(forms.Form):
    since = DayField(label="从", widget=DayInput())
    until = DayField(label="到", widget=DayInput())

    @staticmethod
    def usual(today: Any) -> dict[str, Any]:
        """The month that lies behind."""
        return {"since": today - timedelta(days=30), "until": today}
