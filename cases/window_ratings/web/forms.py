"""Forms of ratings: the filters above the list, and the province's file."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.workbooks.web import unseen_fields
from cases.models import RatingFile
from cases.window_ratings.rules.ratings import Level, Source

ANY = ("", "全部")


class RatingFilterForm(forms.Form):
    """Above the list; what cannot be read narrows nothing."""

    q = forms.CharField(label="搜索编号、单位、窗口、事项", required=False, max_length=100)
    level = forms.ChoiceField(label="评价", required=False, choices=[ANY, *Level.choices])
    source = forms.ChoiceField(label="来源", required=False, choices=[ANY, *Source.choices])
    since = DayField(label="服务日期从", required=False, widget=DayInput())
    until = DayField(label="到", required=False, widget=DayInput())


class UnseenForm(forms.Form):
    """Whether rows and sheets that nobody sees come in; nothing is chosen beforehand."""

    def __init__(self, *args: Any, file: RatingFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= unseen_fields.fields(file.unseen, file.choices)


class RatingFileForm(forms.Form):
    """The file as the province's system gives it out."""

    file = forms.FileField(
        label="评价文件", help_text="省好差评系统导出的 .xlsx、.xls 或 .csv；栏目名称不用改。"
    )
