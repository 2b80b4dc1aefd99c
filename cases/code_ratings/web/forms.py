"""What is asked of whoever rates a section or an entry: a level, and what they like to add."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.models import Region
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.submissions.rules import text_limits
from cases.code_ratings.rules.entries import EntryKind, EntryTag
from cases.code_ratings.services.entries import Came
from cases.code_ratings.services.rating import CHOOSE, Said, rater
from cases.enterprise_side.selectors import scan_choices
from cases.enterprise_side.services import proof_of_work
from cases.enterprise_side.web.signed_forms import SignedForm
from cases.tickets.web.action_forms.forms import words
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.rules.tags import Tag

LEVELS = [choice for choice in Level.choices if choice[0] != Level.UNRATED]


def _level(label: str) -> forms.ChoiceField:
    """One of five, and none of them chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )


def _tags(choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="有没有这些情况",
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="可不选。",
    )


class JudgingForm(SignedForm):
    """What a page of a code asks whoever judges: it brings a proof where too many come."""

    proof = forms.CharField(
        required=False, max_length=proof_of_work.LONGEST, widget=forms.HiddenInput
    )

    def given(self) -> dict[str, Any]:
        """What was chosen and typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "proof"}


class RateForm(JudgingForm):
    """Nothing but the level is needed."""

    level = _level("您觉得这里的服务怎么样")
    tags = _tags(Tag.choices)
    words = words(
        "说说是怎么回事", rows=4, required=False,
        help_text="可不填。只说事，不用写窗口人员的姓名。",
    )  # fmt: skip
    matter = forms.CharField(
        label="办的是什么事", max_length=rules.MATTER, required=False, help_text="可不填。"
    )
    name = forms.CharField(
        label="怎么称呼您",
        max_length=rules.RATER,
        required=False,
        help_text="可不填，不填就是匿名。",
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=text_limits.PHONE,
        required=False,
        help_text="可不填。加密保存，只由县政务服务中心联系您，查看会留下记录。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def said(self) -> Said:
        """What was typed, as the service takes it."""
        return Said(**self.given())


class EntryForm(JudgingForm):
    """Which unit came, what for, and how it was; no person, and no words that tell who says it."""

    unit = forms.ModelChoiceField(
        label="来的是哪个单位",
        queryset=scan_choices.NONE,
        empty_label="请选择",
        help_text="可以输入几个字来找。",
        widget=Picker,
    )
    kind = forms.ChoiceField(label="来做什么", choices=EntryKind.choices, widget=forms.RadioSelect)
    came_on = DayField(label="哪天来的", widget=DayInput, help_text="只记到月份。")
    level = _level("您觉得怎么样")
    tags = _tags(EntryTag.choices)

    def __init__(self, *args: Any, county: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = scan_choices.units(county, seen_by=rater(self.at))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def came(self) -> Came:
        """What was chosen, as the service takes it."""
        return Came(**self.given())
