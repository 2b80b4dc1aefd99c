"""Forms about people and their postings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadres.models import Cadre, Unit
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.people.rules import masking
from cadres.people.selectors.people import PeopleFilter
from cadres.people.services.people import PersonFacts
from cadres.people.services.postings import NewPosting
from cadres.viewers.rules.roles import Role

NO_ROLE = "暂不任职（等安全管理员设置角色）"


class UnitField(forms.ModelChoiceField):
    """A unit in use, with its region where there are several and its name does not say which."""

    def label_from_instance(self, obj: Unit) -> str:
        is_told = not self.names_regions or obj.name.startswith(obj.region.name)
        return obj.name if is_told else f"{obj.name}（{obj.region.name}）"

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"label": "单位", "empty_label": "请选择", "widget": Picker}
        super().__init__(queryset=Unit.objects.none(), **kwargs)
        self.names_regions = False

    def offer(self, units: QuerySet[Unit]) -> None:
        self.queryset = units.select_related("region")
        self.names_regions = len({unit.region_id for unit in self.queryset}) > 1


class PeopleFilterForm(forms.Form):
    words = forms.CharField(label="姓名、单位、账号或手机号", max_length=60, required=False)
    unit = UnitField(required=False)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部"), *Role.choices])
    left = forms.ChoiceField(label="状态", required=False, choices=[("", "在岗"), ("1", "已离岗")])

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = "全部"  # type: ignore[attr-defined]

    def wanted(self) -> PeopleFilter:
        given = self.cleaned_data
        unit = given["unit"]
        return PeopleFilter(
            words=given["words"],
            unit_id=unit.pk if unit else None,
            role=given["role"],
            left=bool(given["left"]),
        )


class PersonForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        required=False,
        help_text="登录和通知用，加密保存。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, cadre: Cadre, data: Any = None) -> PersonForm:
        """The form for a known person; the phone is not repeated, only what it ends with."""
        form = cls(data, initial={"name": cadre.name})
        if cadre.phone:
            now = masking.phone(cadre.phone)
            form.fields["phone"].help_text = f"现在是 {now}；不更换就留空。"
        return form

    def facts(self) -> PersonFacts:
        return PersonFacts(self.cleaned_data["name"], self.cleaned_data["phone"])


class PostingForm(forms.Form):
    unit = UnitField()
    role = forms.ChoiceField(label="角色")
    title = forms.CharField(label="职务", max_length=60, required=False)
    from_on = DayField(label="任职起", widget=DayInput())

    def __init__(self, *args: Any, units: QuerySet[Unit], roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]
        shown = [("", "请选择"), *((role.value, role.label) for role in roles)]
        self.fields["role"].choices = shown  # type: ignore[attr-defined]

    def posting(self) -> NewPosting:
        given = self.cleaned_data
        return NewPosting(given["unit"], Role(given["role"]), given["from_on"], given["title"])


class NewPersonForm(PersonForm, PostingForm):
    """A person and the first posting; without a role only where one may be given later."""

    field_order = ("name", "phone", "unit", "role", "title", "from_on")

    def __init__(self, *args: Any, may_wait: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_wait:
            role = self.fields["role"]
            role.required = False
            role.choices = [("", NO_ROLE), *role.choices[1:]]  # type: ignore[attr-defined]
            self.fields["unit"].required = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("role") and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "请选择任职的单位。")
        return given

    def first(self) -> NewPosting | None:
        return self.posting() if self.cleaned_data["role"] else None


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class SecondPostingForm(PostingForm):
    """A posting that another administrator has to agree to is given a reason."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        required=False,
        help_text="设置管理员或纪检角色时必填：须另一名管理员确认后才生效。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LeavingForm(forms.Form):
    left_on = DayField(label="离岗日期", widget=DayInput())


class EndForm(forms.Form):
    to_on = DayField(label="任职止（最后一天）", widget=DayInput())
