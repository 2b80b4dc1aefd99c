"""The forms of 拟办, of its approval, and of carrying out what was approved."""

from __future__ import annotations

from django import forms

from cases.leads.handling.rules.suggestions import Opinion
from cases.leads.handling.web.forms import SignForm, sure
from cases.leads.keys.selectors import members
from cases.leads.procedure.rules.procedure import Return
from cases.leads.procedure.rules.vocabulary import DECIDERS, Body, Duty, Route
from cases.leads.vault.web.forms import RoomForm
from cases.tickets.web.action_forms.forms import words

CHOOSE = ("", "请选择")
ALONE = "只有接收方授权阅知人看得到。"


def _member(label: str, help_text: str, *, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, required=required, empty_value=None, help_text=help_text
    )


class SuggestForm(RoomForm):
    """What is not needed for the opinion that was chosen stays empty; the service says what is."""

    opinion = forms.ChoiceField(label="拟办意见", choices=[CHOOSE, *Opinion.choices])
    text = words("理由和依据", rows=4, help_text=ALONE)
    handler_id = _member("拟分办给", "拟受理的选承办人；批准后由此成为授权阅知人。")
    told = words(
        "告知移送方的内容",
        rows=3,
        required=False,
        help_text="拟退回补充的，逐项写明要补充什么；拟不予受理的，写明说明。移送方看得到。",
    )
    reason = forms.ChoiceField(
        label="不予受理的原因", choices=[CHOOSE, *Return.choices], required=False
    )
    body = forms.ChoiceField(
        label="有管辖权的机关", choices=[CHOOSE, *Body.choices], required=False
    )
    to_id = _member(
        "送谁审批",
        "受理和分办送负责人；退回、不予受理、转送，送分管负责人或负责人。",
        required=True,
    )

    def prepare(self) -> None:
        own = [row for row in members.rows(seen_by=self.reader) if row.is_confirmed]
        deciders = [row for row in own if Duty(row.duty) in DECIDERS]
        others = [row for row in deciders if row.member_id != self.reader.member_id]
        for name, rows in (("handler_id", own), ("to_id", others)):
            choices = [CHOOSE, *((row.member_id, row.words) for row in rows)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class DecideForm(SignForm):
    sure = sure("已看过线索内容和拟办意见，同意照此办理")


class CarryOutForm(RoomForm):
    """Here as it was approved, without a word more; of a body outside what its paper says."""

    on_paper: tuple[str, ...] = ()

    def prepare(self) -> None:
        if self.about.route != Route.OUTWARD:
            for name in self.on_paper:
                del self.fields[name]


class AcceptForm(CarryOutForm):
    """Nothing is asked but the press of the button."""


class ReturnForm(CarryOutForm):
    on_paper = ("told",)
    told = words("需要补充什么", rows=4, help_text="逐项写明，移送方看得到。")


class DeclineForm(CarryOutForm):
    on_paper = ("reason", "told")
    reason = forms.ChoiceField(label="退回原因", choices=[CHOOSE, *Return.choices])
    told = words("说明", rows=3, required=False)
    sure = sure("已核对，退回并告知移送方，不能更改")


class ForwardForm(CarryOutForm):
    on_paper = ("body", "text")
    body = forms.ChoiceField(label="有管辖权的机关", choices=[CHOOSE, *Body.choices])
    text = words("说明", rows=3, required=False)
    sure = sure("已核对，转送有管辖权的机关")
