"""Forms of 结果应用: what is registered, and how the register is searched."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.office_work.rules import results as rules
from cases.office_work.rules.results import UseKind
from cases.office_work.selectors import results, sources
from cases.office_work.services.results import Use
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.forms import words


class UseFilterForm(forms.Form):
    q = forms.CharField(label="搜索结果、用途、单位、文件", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="应用方式", required=False, choices=[("", "全部"), *UseKind.choices]
    )


class UseForm(forms.Form):
    kind = forms.ChoiceField(label="应用方式", choices=UseKind.choices, widget=forms.RadioSelect)
    result = forms.CharField(
        label="依据的结果",
        max_length=text_limits.DOCUMENT,
        help_text="已经发布的通报、评价结果的名称，例如：2026年第三季度办结情况通报。",
    )
    result_number = forms.CharField(
        label="结果文号", max_length=text_limits.OUTER_NUMBER, required=False
    )
    published_on = DayField(label="结果发布日期", widget=DayInput())
    unit = forms.ModelChoiceField(
        label="涉及的单位",
        queryset=dispatch_units.NONE,
        required=False,
        empty_label="全县，不涉及某一个单位",
        widget=Picker,
    )
    used_for = words("用于什么", rows=3, help_text="只写单位和事，不写个人姓名。")
    organ = forms.CharField(label="决定机关", max_length=rules.LONGEST_ORGAN)
    document = forms.CharField(label="决定文件", max_length=text_limits.DOCUMENT)
    document_number = forms.CharField(label="文号", max_length=text_limits.OUTER_NUMBER)
    decided_on = DayField(label="决定日期", widget=DayInput())

    def __init__(self, *args: Any, county_id: int, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = sources.units(county_id, seen_by=viewer)
        self.fields["unit"].queryset = offered  # type: ignore[attr-defined]

    def use(self) -> Use:
        return Use(**{name: self.cleaned_data[name] for name in results.COLUMNS})
