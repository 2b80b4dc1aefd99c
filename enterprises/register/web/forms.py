"""What is filled in about enterprises, their contacts, their coverage; services judge it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from cadres.models import Cadre, Region
from cadres.pages.rules import wording
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Contact, Enterprise, Part, Size
from enterprises.register.rules import enterprises as rules
from enterprises.register.selectors import enterprises
from enterprises.register.services.contacts import Person
from enterprises.register.services.enterprises import Facts

PARTS_OF_CADRES = [(part.value, part.label) for part in (Part.CHIEF, Part.LIAISON)]


class EnterpriseForm(forms.Form):
    """The register's facts; the county is asked for only where there are several."""

    name = forms.CharField(label="企业名称", max_length=120)
    code = forms.CharField(
        label="统一社会信用代码",
        max_length=40,
        help_text="18 位，见营业执照；空格和横线会自动去掉。",
    )
    county = forms.ChoiceField(label="县区")
    township = forms.ChoiceField(label="乡镇", required=False)
    industry = forms.CharField(
        label="行业类别",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-industries"}),
    )
    size = forms.ChoiceField(label="企业规模", choices=Size.choices, initial=Size.UNKNOWN)
    tags = forms.CharField(
        label="企业标签",
        max_length=500,
        required=False,
        help_text="用顿号分开，例如：高新技术企业、专精特新。核对过没有的填“无”；不填就是未知。",
    )
    products = forms.CharField(label="主要产品", max_length=200, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    remark = forms.CharField(label="备注", max_length=200, required=False)

    def __init__(
        self, *args: Any, viewer: Viewer, enterprise: Enterprise | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": _facts_of(enterprise), **kwargs})
        ids = (enterprise.county_id,) if enterprise else viewer.office_county_ids
        self.counties = {str(row.pk): row for row in enterprises.counties(ids, seen_by=viewer)}
        towns = list(enterprises.townships(ids, seen_by=viewer))
        self.townships = {str(row.pk): row for row in towns}
        self.fields["county"].choices = [(pk, row.name) for pk, row in self.counties.items()]  # type: ignore[attr-defined]
        self.fields["township"].choices = [("", "未填"), *_grouped(towns)]  # type: ignore[attr-defined]
        if len(self.counties) == 1:
            self.fields["county"].widget = forms.HiddenInput()
            self.initial["county"] = next(iter(self.counties))

    def facts(self) -> Facts:
        data = self.cleaned_data
        words = ("name", "code", "industry", "size", "products", "address", "remark")
        return Facts(
            county=self.counties[data["county"]],
            township=self.townships.get(data["township"]),
            tags=tuple(rules.tags(data["tags"])),
            **{name: data[name] for name in words},
        )


class AliasForm(forms.Form):
    name = forms.CharField(label="别名或曾用名", max_length=120)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因", max_length=200, help_text="例如：已注销、迁出本县、与另一家重复。"
    )


class ContactForm(forms.Form):
    """A stored phone is never shown here; an empty field keeps it."""

    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=60, required=False)
    phone = forms.CharField(
        label="电话",
        max_length=text_limits.PHONE,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=(
            "手机、座机（可带区号、分机）、400 电话都可以，几个号码用顿号隔开；"
            "加密保存，页面上只显示首尾几位。"
        ),
    )
    is_primary = forms.BooleanField(label="设为主要联系人", required=False)

    def __init__(self, *args: Any, contact: Contact | None = None, **kwargs: Any) -> None:
        known = contact or Contact(is_primary=False)
        initial = {"name": known.name, "post": known.post, "is_primary": known.is_primary}
        super().__init__(*args, **{"initial": initial, **kwargs})
        if contact and contact.phone:
            self.fields["phone"].help_text = "不填则保留原来的号码。"
        if contact and contact.is_primary:
            del self.fields["is_primary"]

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(data["name"], data["post"], data["phone"], data.get("is_primary", False))


class AssignmentForm(forms.Form):
    """One of the cadres found, or a county leader by name."""

    cadre = forms.ChoiceField(label="干部", required=False, widget=forms.RadioSelect)
    part = forms.ChoiceField(
        label="干部的包联角色",
        choices=PARTS_OF_CADRES,
        initial=Part.CHIEF,
        widget=forms.RadioSelect,
    )
    leader_name = forms.CharField(
        label="县领导姓名", max_length=40, required=False, help_text="只登记包联县领导时填写。"
    )
    from_on = DayField(label="包联起", widget=DayInput())

    def __init__(self, *args: Any, cadres: Sequence[Cadre], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"from_on": today}, **kwargs})
        self.cadres = {str(cadre.pk): cadre for cadre in cadres}
        if self.cadres:
            self.fields["cadre"].choices = [(pk, said(row)) for pk, row in self.cadres.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["cadre"], self.fields["part"]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        cadre, leader = self.cadres.get(data.get("cadre", "")), data["leader_name"]
        return {
            "cadre": cadre,
            "leader_name": leader,
            "part": data.get("part", Part.CHIEF) if cadre or not leader else Part.COUNTY_LEADER,
            "from_on": data["from_on"],
        }


class EndForm(forms.Form):
    to_on = DayField(label="包联止", widget=DayInput(), help_text="这一天仍算在包联期内。")


class HandOverForm(forms.Form):
    """When, and which parts; who gives and who takes stands in the address."""

    on = DayField(
        label="移交日期",
        widget=DayInput(),
        help_text="从这一天起由接手人包联，前一天是移交人的最后一天。",
    )
    parts = forms.MultipleChoiceField(
        label="移交的包联角色",
        choices=PARTS_OF_CADRES,
        initial=[value for value, _ in PARTS_OF_CADRES],
        widget=forms.CheckboxSelectMultiple,
    )


class DayForm(forms.Form):
    """Who covered on which day?"""

    on = DayField(label="哪一天由谁包联", widget=DayInput(), required=False)


def said(cadre: Cadre) -> str:
    """Return `张伟（县工信局）` of a cadre found with the unit."""
    return wording.person(cadre.name, getattr(cadre, "unit_name", ""))


def _facts_of(enterprise: Enterprise | None) -> dict[str, Any]:
    if enterprise is None:
        return {}
    names = ("name", "code", "industry", "size", "products", "address", "remark")
    known = {name: getattr(enterprise, name) for name in names}
    known["tags"] = "、".join(enterprise.tags)
    return known | {"county": enterprise.county_id, "township": enterprise.township_id or ""}


def _grouped(towns: Sequence[Region]) -> list[Any]:
    """Plain where there is one county, else under the county's name."""
    if len({town.parent_id for town in towns}) < 2:
        return [(str(town.pk), town.name) for town in towns]
    groups = groupby(towns, key=lambda town: str(town.parent))
    return [(name, [(str(town.pk), town.name) for town in group]) for name, group in groups]
