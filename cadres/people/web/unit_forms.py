"""Forms about units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadres.models import Region, Unit, UnitKind
from cadres.people.services.units import UnitFacts


class UnitFilterForm(forms.Form):
    words = forms.CharField(label="单位名称", max_length=60, required=False)
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), *UnitKind.choices]
    )
    closed = forms.ChoiceField(
        label="状态", required=False, choices=[("", "在用"), ("1", "已停用")]
    )


class UnitForm(forms.Form):
    name = forms.CharField(label="单位名称", max_length=80)
    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices)
    region = forms.ModelChoiceField(
        label="所在地区", queryset=Region.objects.none(), empty_label=None
    )
    parent = forms.ModelChoiceField(
        label="上级单位", queryset=Unit.objects.none(), required=False, empty_label="无（顶层）"
    )

    def __init__(
        self, *args: Any, regions: QuerySet[Region], parents: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]

    def facts(self) -> UnitFacts:
        return UnitFacts(**self.cleaned_data)


class IntoForm(forms.Form):
    """Which unit takes over."""

    into = forms.ModelChoiceField(
        label="并入哪个单位", queryset=Unit.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = units  # type: ignore[attr-defined]


class SplitForm(IntoForm):
    """Who goes, and where."""

    people = forms.TypedMultipleChoiceField(
        label="划出哪些人", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("people", "into")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        self.fields["into"].label = "划入哪个单位"


class UnitMergeForm(forms.Form):
    reason = forms.CharField(
        label="依据或原因", max_length=200, help_text="例如机构改革方案的名称和文号。"
    )
    # The mark of the counts that the page shows.
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
