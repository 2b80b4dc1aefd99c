"""Forms of a source of matters: a county's own, or what it sets of a usual one."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.tickets.rules.sources import sources as rules
from cases.tickets.rules.sources.sources import Filers, KnownSource, NumberRule
from cases.tickets.rules.vocabulary import HandlingClass, Source

KINDS = [(one.value, one.label) for one in Source if one not in rules.NOT_OFFERED]
WHO = [(one.value, one.label) for one in Filers if one is not Filers.SUPERVISORS]


class SourceForm(forms.Form):
    name = forms.CharField(label="来源名称", max_length=rules.LONGEST_NAME)
    filers = forms.ChoiceField(label="由谁登记", choices=WHO, widget=forms.RadioSelect)
    is_for_people = forms.BooleanField(
        label="群众诉求也用", required=False, help_text="登记群众、热线事项时也能选。"
    )
    number = forms.ChoiceField(
        label="来源编号",
        choices=NumberRule.choices,
        widget=forms.RadioSelect,
        help_text="同一来源同一年里，同一个编号只登记一次。",
    )
    shape = forms.CharField(
        label="编号样子",
        required=False,
        max_length=rules.LONGEST_SHAPE,
        help_text="# 代表一位数字，其余照写，例如：2026-######；不填就不核对。",
    )
    handling_class = forms.ChoiceField(
        label="按哪类时限承诺",
        required=False,
        choices=[("", "按问题类别"), *HandlingClass.choices],
        help_text="登记时起算的承诺；各类时限见“时限”，交办时可以再改。",
    )
    is_open = forms.BooleanField(
        label="在用", required=False, help_text="停用后不能再选，已登记的工单不受影响。"
    )

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "read"}


class NewSourceForm(SourceForm):
    """Of which kind it is, is said once: figures count it as that from then on."""

    kind = forms.ChoiceField(
        label="算作",
        choices=[("", "请选择"), *KINDS],
        help_text="统计按种类归口，例如算作“12345热线”的计入12345热线来件；以后不能改。",
    )
    field_order = ("name", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_open"]

    def source(self) -> KnownSource:
        given = self.said()
        return KnownSource(code=rules.own_code(given.pop("kind"), 0), **given)


def form_of(source: KnownSource, *args: Any, **kwargs: Any) -> SourceForm:
    """Return the form of a source that is there, with what can be set of it alone."""
    form = SourceForm(*args, **kwargs)
    needless = [] if rules.is_own(source.code) else ["name"]
    if source.kind is Source.INSPECTION:
        needless.append("filers")
    for name in [*needless, *([] if source.may_close else ["is_open"])]:
        del form.fields[name]
    return form
