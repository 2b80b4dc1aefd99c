"""Forms of policies: what one says, for whom it is, and why it is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker, PickerBoxes
from cadres.viewers.rules.viewer import Viewer
from cases.policies.rules import policies as rules
from cases.policies.rules.outreach import Way
from cases.policies.selectors import policies
from cases.policies.services.policies import Said
from cases.tickets.actions import new_tickets
from cases.tickets.selectors import categories
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.selectors.sources import sources
from cases.tickets.web.action_forms.forms import words
from enterprises.register.rules import enterprises as register
from enterprises.register.rules.enterprises import Size
from enterprises.register.selectors import enterprises

SIZES = [(one.value, one.label) for one in Size if one is not Size.UNKNOWN]


class PolicyFilterForm(forms.Form):
    """Above the list; what cannot be read narrows nothing."""

    q = forms.CharField(label="搜索名称、文号、发文机关、单位", required=False, max_length=100)
    is_automatic = forms.BooleanField(label="只看免申即享", required=False)


class PolicyForm(forms.Form):
    """One policy; a condition that is left empty does not limit anybody."""

    title = forms.CharField(label="政策名称", max_length=rules.LONGEST_TITLE)
    issuer = forms.CharField(label="发文机关", max_length=rules.LONGEST_ISSUER)
    document_number = forms.CharField(label="文号", max_length=rules.LONGEST_NUMBER, required=False)
    text = words("政策内容", rows=6, help_text="支持什么、给多少、什么时候兑现。")
    valid_from = DayField(label="有效期从", required=False, widget=DayInput())
    valid_to = DayField(
        label="有效期到", required=False, widget=DayInput(), help_text="不填为长期。"
    )
    unit = forms.ModelChoiceField(
        label="主管单位", queryset=dispatch_units.NONE, empty_label="请选择主管单位", widget=Picker
    )
    apply_at = forms.CharField(
        label="申报地址或地点",
        max_length=rules.LONGEST_PLACE,
        required=False,
        help_text="上级平台的网址，或窗口地点。本系统不受理申报。",
    )
    is_automatic = forms.BooleanField(
        label="免申即享", required=False, help_text="符合条件的企业不用申报，由主管单位直接兑现。"
    )
    sizes = forms.MultipleChoiceField(
        label="条件：企业规模",
        choices=SIZES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就是不限。",
    )
    industries = forms.MultipleChoiceField(
        label="条件：行业类别",
        required=False,
        widget=PickerBoxes,
        help_text="企业名录里用到的行业；不选就是不限。",
    )
    townships = forms.MultipleChoiceField(
        label="条件：所在乡镇", required=False, widget=PickerBoxes, help_text="不选就是不限。"
    )
    tags = forms.CharField(
        label="条件：企业标签",
        required=False,
        max_length=500,
        help_text="有其中一个就行，用顿号分开，例如：高新技术企业、专精特新；不填就是不限。",
    )
    outer_id = forms.CharField(
        label="外部编号",
        max_length=rules.LONGEST_NUMBER,
        required=False,
        help_text="上级政策库里的编号，没有可不填。",
    )

    def __init__(
        self,
        *args: Any,
        county_id: int,
        viewer: Viewer,
        kept: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`kept` are industries that the policy names already, in use in the register or not."""
        super().__init__(*args, **kwargs)
        trades = dict.fromkeys([*kept, *enterprises.industries(county_id, seen_by=viewer)])
        self.fields["industries"].choices = [(one, one) for one in trades]  # type: ignore[attr-defined]
        unit = self.fields["unit"]
        unit.queryset = dispatch_units.handling(county_id, seen_by=viewer)  # type: ignore[attr-defined]
        inside = enterprises.townships([county_id], seen_by=viewer)
        offered = [(str(one.pk), one.name) for one in inside]
        self.fields["townships"].choices = offered  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        return register.tags(self.cleaned_data["tags"])

    def said(self) -> Said:
        given = dict(self.cleaned_data)
        given |= {name: tuple(given[name]) for name in policies.FIELDS}
        return Said(**given)


class VoidForm(forms.Form):
    why = words("作废原因", rows=3)


class TellForm(forms.Form):
    """In which way; nothing is chosen beforehand."""

    way = forms.ChoiceField(label="怎么告知的", choices=Way.choices, widget=forms.RadioSelect)


class RefusalForm(forms.Form):
    """What becomes a ticket: begun with the policy and its unit, completed by the cadre."""

    description = words("问题描述", rows=6)
    category = forms.ModelChoiceField(
        label="问题类别", queryset=categories.NONE, empty_label="请选择问题类别"
    )
    source = forms.ChoiceField(label="问题来源")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = categories.rows(seen_by=viewer)
        self.fields["category"].queryset = found  # type: ignore[attr-defined]
        offered = new_tickets.said(sources.offered(seen_by=viewer))
        self.fields["source"].choices = [("", "请选择问题来源"), *offered]  # type: ignore[attr-defined]
