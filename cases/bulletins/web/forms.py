"""Forms of bulletins: which one is drafted, its words, and the filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cases.bulletins.rules.kinds import LONGEST_BODY, LONGEST_TITLE, BulletinKind


class BulletinFilterForm(forms.Form):
    """Above the list; what is no kind or year narrows nothing."""

    kind = forms.ChoiceField(
        label="种类", required=False, choices=[("", "全部"), *BulletinKind.choices]
    )
    year = forms.CharField(label="年份", required=False, max_length=4)


class DraftForm(forms.Form):
    """Of which kind, and until which day."""

    kind = forms.ChoiceField(label="种类", choices=BulletinKind.choices, widget=forms.RadioSelect)
    cutoff = DayField(
        label="截止日期",
        widget=DayInput(),
        help_text="各数按这一天结束时的情况统计，须在今天以前。"
        "周通报从所在周的周一起，月通报从 1 日起，年度总结从 1 月 1 日起。",
    )


class BulletinForm(forms.Form):
    """The words of a bulletin; its figures are not typed."""

    title = forms.CharField(label="标题", max_length=LONGEST_TITLE)
    body = forms.CharField(
        label="正文",
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="一行一段；“一、”“（一）”“1.”“（1）”开头的短行按标题排版。附表由系统取数，不能改。",
    )

    @staticmethod
    def shown(kept: dict[str, Any]) -> dict[str, Any]:
        return {"title": kept["title"], "body": kept["body"]}
