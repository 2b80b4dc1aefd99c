"""Forms of 明察暗访: what was found, and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.errors import Invalid
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules.inspections import LONGEST_PLACE, Manner
from cases.inspections.selectors import inspections
from cases.inspections.services.inspections import Found
from cases.models import Inspection
from cases.tickets.selectors import categories
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.forms import words
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises


class InspectionFilterForm(forms.Form):
    """Above the ledger; what is no date narrows nothing."""

    q = forms.CharField(label="搜索地点、问题、单位", required=False, max_length=100)
    since = DayField(label="发现日期从", required=False, widget=DayInput())
    until = DayField(label="到", required=False, widget=DayInput())


class InspectionForm(forms.Form):
    """One row of the ledger."""

    found_on = DayField(label="发现日期", widget=DayInput())
    manner = forms.ChoiceField(label="方式", choices=Manner.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="地点", max_length=LONGEST_PLACE, help_text="例如：县政务服务大厅二楼不动产窗口。"
    )
    unit = forms.ModelChoiceField(label="责任单位", queryset=dispatch_units.NONE, widget=Picker)
    text = words("发现的问题", rows=5, help_text="只写看到的事实：时间、人、事、后果。")
    inspectors = forms.CharField(
        label="督查人员", max_length=LONGEST_PLACE, help_text="例如：孙涛、李敏。"
    )
    enterprise = forms.CharField(
        label="涉及企业",
        max_length=LONGEST_PLACE,
        required=False,
        help_text="没有涉及企业的不填；填企业全称、别名或统一社会信用代码。",
    )

    def __init__(self, *args: Any, county_id: int, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county_id, self.viewer = county_id, viewer
        offered = inspections.concerned(county_id, seen_by=viewer)
        self.fields["unit"].queryset = offered  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = "请选择责任单位"  # type: ignore[attr-defined]

    @staticmethod
    def shown(row: Inspection) -> dict[str, Any]:
        return {**inspections.facts(row), "enterprise": str(row.enterprise or "")}

    def clean_enterprise(self) -> Enterprise | None:
        named = self.cleaned_data["enterprise"].strip()
        if not named:
            return None
        try:
            return enterprises.named(named, self.county_id, seen_by=self.viewer)
        except Invalid as refused:
            raise forms.ValidationError(refused.message) from refused

    def found(self) -> Found:
        names = ("found_on", "manner", "place", "inspectors", "text", "unit", "enterprise")
        return Found(**{name: self.cleaned_data[name] for name in names})


class EndForm(forms.Form):
    """Why it ends: what was seen when they looked again, or why it was filed wrongly."""

    why = words("核查情况", rows=4)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label


class TicketOfForm(forms.Form):
    category = forms.ModelChoiceField(
        label="问题类别", queryset=categories.NONE, empty_label="请选择问题类别"
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = categories.rows(seen_by=viewer)
        self.fields["category"].queryset = found  # type: ignore[attr-defined]
