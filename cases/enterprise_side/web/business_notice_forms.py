"""What is asked when the code at a gate ends."""

from __future__ import annotations

from django import forms

from cases.tickets.web.action_forms.forms import words


class RenewForm(forms.Form):
    RENEW, STOP = "renew", "stop"

    reason = words("原因", rows=2, help_text="如：标牌丢失、损坏、恶意填报。")
    then = forms.ChoiceField(
        label="停用旧二维码之后",
        choices=[(RENEW, "换发新的，重新打印"), (STOP, "只停用，暂不换发")],
        widget=forms.RadioSelect,
        initial=RENEW,
    )
