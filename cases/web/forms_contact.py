"""What the deeds of reaching an enterprise ask for."""

from __future__ import annotations

from django import forms

from cases.rules.contacts import TRIED
from cases.selectors import contact_attempts
from cases.web.forms import DeedForm, words


class AttemptForm(DeedForm):
    means = forms.ChoiceField(
        label="联系方式",
        choices=[(one.value, one.label) for one in TRIED],
        widget=forms.RadioSelect,
    )
    note = words("什么情况", rows=3, help_text="打了哪个电话、找过谁、什么时候、对方什么情况。")

    def prepare(self) -> None:
        rest = contact_attempts.rest(self.page.ticket, seen_by=self.viewer)
        if rest:
            self.fields["note"].help_text += f" 列为联系不上前，{rest}。"


class TellForm(DeedForm):
    means = forms.ChoiceField(
        label="告知方式",
        choices=[(one.value, one.label) for one in TRIED],
        widget=forms.RadioSelect,
    )
    note = words("告知了谁", rows=3, help_text="企业哪位同志，怎么说的，对方什么意见。")


class RegainForm(DeedForm):
    note = words("怎么联系上的", rows=3, help_text="谁、用什么方式、联系上了谁。")
