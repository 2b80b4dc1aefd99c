"""The form of a draft: facts in a few fields, persons and units in rows, no word of disposition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.leads.handling.services.drafts import Beginning
from cases.leads.procedure.rules.content import (
    LONGEST_TITLE,
    ConcernedUnit,
    EarlierStep,
    Matter,
    Person,
    Reporter,
)
from cases.leads.procedure.rules.vocabulary import Body, Field, Level, Route, Source
from cases.letters.rules.wording.clauses import Urgency
from cases.tickets.web.action_forms.forms import words

SPARE_ROWS = 2
FACTS_ONLY = "只写事实，不写处理建议。"
# What was dropped is no body: nobody sends to it, and nothing is entered by hand as coming from it.
BODIES = [one for one in Body.choices if one[0] != Body.DROPPED]


class ConcernedForm(forms.Form):
    """A row of the tables of persons and units: who manages it is chosen, never taken for said."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name", "").strip() and not data.get("level") and "level" not in self.errors:
            self.add_error("level", "请选择；暂时查不清的选“不清楚”。")
        return data


# Said in the list alone: a letter names the unit itself.
EXAMPLES = {Level.VERTICAL: "（供电、税务、烟草、海关等）"}


def _level(label: str) -> forms.ChoiceField:
    levels = [(one.value, f"{one.label}{EXAMPLES.get(one, '')}") for one in Level]
    return forms.ChoiceField(label=label, choices=[("", "请选择"), *levels], required=False)


class PersonForm(ConcernedForm):
    name = forms.CharField(label="姓名", max_length=40, required=False)
    unit = forms.CharField(label="单位", max_length=80, required=False)
    post = forms.CharField(label="职务", max_length=60, required=False)
    level = _level("管理权限")


class UnitForm(ConcernedForm):
    name = forms.CharField(label="单位名称", max_length=80, required=False)
    level = _level("层级")


class EarlierForm(forms.Form):
    what = forms.CharField(label="做了什么", max_length=80, required=False)
    number = forms.CharField(label="文号", max_length=60, required=False)
    on = forms.CharField(label="日期", max_length=20, required=False)


class MatterForm(forms.Form):
    title = forms.CharField(label="事由", max_length=LONGEST_TITLE, help_text="一句话，不写结论。")
    field = forms.ChoiceField(label="所属领域", choices=[("", "请选择"), *Field.choices])
    source = forms.ChoiceField(label="线索来源", choices=[("", "请选择"), *Source.choices])
    found_on = DayField(label="发现日期", widget=DayInput())
    found_by = forms.CharField(label="发现单位或发现人", max_length=80)
    jurisdiction = forms.CharField(
        label="管辖说明",
        max_length=200,
        required=False,
        help_text="涉及垂直管理单位的必填：与谁商定、由谁管辖。“不清楚”的查清以后才能移送。",
    )
    time = forms.CharField(label="时间", max_length=100, required=False)
    place = forms.CharField(label="地点", max_length=100, required=False)
    deed = words("行为", rows=6, required=False, help_text=FACTS_ONLY)
    consequence = words("后果", rows=3, required=False)
    breached = words("违反的规定", rows=2, required=False, help_text="法规名称和条款。")
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, required=False)
    urgent_because = forms.CharField(
        label="紧急情形",
        max_length=200,
        required=False,
        help_text="人身安全、证据灭失、正在发生的索要、重大舆情。",
    )
    is_named = forms.BooleanField(label="实名反映", required=False)
    counterpart = forms.CharField(label="外单位名称", max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class BeginningForm(MatterForm):
    """A new draft says besides where it goes, and who reported it."""

    route = forms.ChoiceField(label="移送方向", choices=[("", "请选择"), *Route.choices])
    body = forms.ChoiceField(
        label="外单位", choices=[("", "本县，不用选"), *BODIES], required=False
    )
    reporter_name = forms.CharField(label="反映人姓名", max_length=40, required=False)
    reporter_unit = forms.CharField(label="反映人单位", max_length=80, required=False)
    reporter_phone = forms.CharField(
        label="反映人电话",
        max_length=text_limits.PHONE,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text="手机、座机（可带区号、分机）或 400 电话，可以加注。",
    )
    reporter_wishes = forms.CharField(
        label="保密要求", max_length=200, required=False, help_text="提交后只有保管人能看到这几项。"
    )

    reporter_stays = forms.BooleanField(
        label="反映人不同意移交身份信息，由本方保管人继续保管",
        required=False,
        help_text="不勾选的，身份信息密封随卷移交；接收方签收后，本方无人再保管。",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_inside = data.get("route") == Route.INSIDE
        if not is_inside and not data.get("body"):
            self.add_error("body", "请选择外单位。")
        if is_inside:
            data["body"] = ""
        return data

    def beginning(self) -> Beginning:
        data = self.cleaned_data
        reporter = Reporter(
            data["reporter_name"],
            data["reporter_unit"],
            data["reporter_phone"],
            data["reporter_wishes"],
        )
        return Beginning(data["route"], data["body"], reporter, data["reporter_stays"])


class DroppedForm(BeginningForm):
    """What was dropped at the receiver's side is already where it goes: that is not asked."""

    route = body = reporter_stays = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        settled = {"route": Route.INWARD, "body": Body.DROPPED, "reporter_stays": False}
        return {**self.cleaned_data, **settled}


class DraftPage:
    """The form and its three tables, read and refilled together."""

    def __init__(
        self,
        data: Any,
        form: type[MatterForm],
        matter: Matter | None = None,
        reporter: Reporter | None = None,
    ) -> None:
        self.form = form(data, initial=_initial(matter) | _reporter(reporter))
        known = matter or Matter()
        self.persons = _rows(PersonForm, data, "persons", known.persons)
        self.units = _rows(UnitForm, data, "units", known.units)
        self.earlier = _rows(EarlierForm, data, "earlier", known.earlier)
        self.known = known

    @property
    def parts(self) -> tuple[Any, ...]:
        return (self.form, self.persons, self.units, self.earlier)

    def is_valid(self) -> bool:
        found = [part.is_valid() for part in self.parts]  # every part says what is wrong
        return all(found)

    def matter(self) -> Matter:
        """What was typed; rows without a name are spare ones."""
        names = {name for name in Matter.__dataclass_fields__ if name in MatterForm.base_fields}
        values = {name: self.form.cleaned_data[name] for name in names}
        return Matter(
            **{
                **values,
                "found_on": self.form.cleaned_data["found_on"].isoformat(),
                "persons": tuple(Person(**row) for row in _filled(self.persons, "name")),
                "units": tuple(ConcernedUnit(**row) for row in _filled(self.units, "name")),
                "earlier": tuple(EarlierStep(**row) for row in _filled(self.earlier, "what")),
                "ticket_id": self.known.ticket_id,
            }
        )


def _rows(form: type[forms.Form], data: Any, prefix: str, known: tuple[Any, ...]) -> Any:
    rows = formset_factory(form, extra=SPARE_ROWS, max_num=60)
    names = list(form.base_fields)
    initial = [{name: getattr(row, name) for name in names} for row in known]
    return rows(data, prefix=prefix, initial=initial)


def _filled(rows: Any, name: str) -> list[dict[str, Any]]:
    return [row for row in rows.cleaned_data if row.get(name, "").strip()]


def _initial(matter: Matter | None) -> dict[str, Any]:
    if matter is None:
        return {}
    return {name: getattr(matter, name) for name in MatterForm.base_fields}


def _reporter(reporter: Reporter | None) -> dict[str, Any]:
    if reporter is None:
        return {}
    return {"reporter_name": reporter.name, "reporter_phone": reporter.phone}
