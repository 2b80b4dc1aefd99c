"""Forms of indicators, findings and evidence."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.files.web.files_field import FilesField, counter_of, hand_in
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.office_work.rules.findings import EvidenceKind, FindingState
from cases.office_work.selectors import findings, indicator_leads, sources
from cases.office_work.services.findings import Found, Shown
from cases.office_work.services.indicator_leads import Leading
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.forms import words

STATES = [(one.value, one.label) for one in FindingState if one is not FindingState.VOID]


def _hidden() -> forms.CharField:
    """What a number of the page of figures narrows by; it stays while one searches further."""
    return forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


class FindingFilterForm(forms.Form):
    q = forms.CharField(label="搜索指标、问题、单位", required=False, max_length=100)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES])
    show, indicator, unit, force = _hidden(), _hidden(), _hidden(), _hidden()


class LeadFilterForm(forms.Form):
    q = forms.CharField(label="搜索指标", required=False, max_length=100)


class LeadForm(forms.Form):
    """Which unit leads an indicator, in which 专班, from which day on."""

    unit = forms.ModelChoiceField(
        label="牵头单位",
        queryset=dispatch_units.NONE,
        empty_label="请选择牵头单位",
        widget=Picker,
    )
    task_force = forms.ModelChoiceField(
        label="所属专班",
        queryset=dispatch_units.NONE,
        required=False,
        empty_label="不属于专班",
    )
    from_on = DayField(label="从哪天起", widget=DayInput())
    basis = forms.CharField(
        label="依据",
        max_length=text_limits.DOCUMENT,
        help_text="哪份文件明确的，例如：关于调整营商环境指标牵头单位的通知。",
    )

    def __init__(self, *args: Any, county_id: int, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forces = indicator_leads.task_forces(county_id, seen_by=viewer)
        self.fields["unit"].queryset = sources.units(county_id, seen_by=viewer)  # type: ignore[attr-defined]
        self.fields["task_force"].queryset = forces  # type: ignore[attr-defined]

    def leading(self) -> Leading:
        return Leading(**self.cleaned_data)


class IndicatorsForm(forms.Form):
    """The county's list of indicators, as it was copied from a spreadsheet."""

    basis = forms.CharField(
        label="依据",
        max_length=text_limits.DOCUMENT,
        help_text="指标体系出自哪份文件，例如：2026年河南省营商环境评价指标体系。",
    )
    rows = forms.CharField(
        label="从表格粘贴",
        max_length=60_000,
        strip=False,  # a row may begin with an empty cell
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off"}),
        help_text="三列：一级指标、二级指标、三级指标，没有下级的留空；"
        "合并的单元格不用补。已在清单里的不重复。",
    )


class FindingForm(forms.Form):
    outer_number = forms.CharField(
        label="外部编号",
        max_length=text_limits.OUTER_NUMBER,
        required=False,
        help_text="评价通报里的编号；填了以后，再导入同一编号不会重复。",
    )
    indicator = forms.ModelChoiceField(
        label="指标", queryset=None, empty_label="请选择指标", widget=Picker
    )
    evaluation = forms.CharField(
        label="哪次评价",
        max_length=text_limits.DOCUMENT,
        help_text="例如：2026年第三季度营商环境调度。",
    )
    found_on = DayField(label="发现日期", widget=DayInput())
    text = words("发现的问题", rows=4)
    unit = forms.ModelChoiceField(
        label="责任单位",
        queryset=dispatch_units.NONE,
        required=False,
        widget=Picker,
        help_text="不选的，由这项指标的牵头单位负责。",
    )
    due_on = DayField(label="佐证时限", widget=DayInput())

    def __init__(self, *args: Any, county_id: int, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = findings.indicators(county_id, seen_by=viewer)
        self.fields["indicator"].queryset = offered  # type: ignore[attr-defined]
        self.fields["unit"].queryset = sources.units(county_id, seen_by=viewer)  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = "指标的牵头单位"  # type: ignore[attr-defined]

    def found(self) -> Found:
        return Found(**self.cleaned_data)


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=EvidenceKind.choices, widget=forms.RadioSelect)
    text = words("说明", rows=3, help_text="这份材料证明什么。")
    value = forms.CharField(
        label="数值和单位",
        max_length=text_limits.NAME,
        required=False,
        help_text="前沿数据填写，例如：开办企业 0.5 个工作日。",
    )
    source = forms.CharField(
        label="数据来源",
        max_length=text_limits.DOCUMENT,
        required=False,
        help_text="前沿数据填写。",
    )
    as_of = DayField(label="数据截至", widget=DayInput(), required=False)
    uploads = FilesField("佐证文件")

    def __init__(self, *args: Any, place: str, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter_of(viewer, place))

    def shown(self) -> Shown:
        names = ("kind", "text", "value", "source", "as_of")
        return Shown(**{name: self.cleaned_data[name] for name in names})
