"""Forms of the double list: what is planned, pasted, answered, carried over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.submissions.rules import text_limits, typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskKind, TaskState
from cases.office_work.selectors import sources, tasks
from cases.office_work.selectors.sources import Origin
from cases.office_work.services.tasks import Planned
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.forms import words

AHEAD = 4  # weeks that a form offers beyond the running one
STATES = [(one.value, one.label) for one in TaskState if one is not TaskState.VOID]


class WeekFilterForm(forms.Form):
    """Above the lists of a week; what is no date names the running week."""

    q = forms.CharField(label="搜索任务、单位、责任人", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), *TaskKind.choices]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES])


def week_field(today: date, also: date | None = None) -> forms.TypedChoiceField:
    """Choose a week by its days: last week, this one, those to come, and that of a task."""
    first = weeks.monday_of(today) - weeks.WEEK
    offered = {first + weeks.WEEK * number for number in range(AHEAD + 2)} | {also or first}
    choices = [(one.isoformat(), _week_label(one, today)) for one in sorted(offered)]
    return forms.TypedChoiceField(label="列入哪一周", choices=choices, coerce=typed_values.day)


def _week_label(monday: date, today: date) -> str:
    name, span = weeks.name_of(monday, today), weeks.span_of(monday)
    return span if name == span else f"{name}（{span}）"


class TaskForm(forms.Form):
    """One task; made from a ticket, it says from what of it."""

    text = forms.CharField(
        label="任务", max_length=text_limits.TASK, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label="类别", choices=TaskKind.choices, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(label="责任单位", queryset=dispatch_units.NONE, widget=Picker)
    owner_name = forms.CharField(label="责任人", max_length=text_limits.NAME)
    due_on = DayField(label="完成时限", widget=DayInput())

    field_order = ("origin", "week_on", "text", "kind", "unit", "owner_name", "due_on")

    def __init__(
        self,
        *args: Any,
        county_id: int,
        viewer: Viewer,
        origins: list[Origin] | None = None,
        also: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.origins = {one.key: one for one in origins or []}
        self.fields["week_on"] = week_field(viewer.today, also)
        offered = sources.units(county_id, seen_by=viewer)
        self.fields["unit"].queryset = offered  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = "请选择责任单位"  # type: ignore[attr-defined]
        if self.origins:
            choices = [(key, one.label) for key, one in self.origins.items()]
            self.fields["origin"] = forms.ChoiceField(label="来自哪一项", choices=choices)
        self.order_fields(self.field_order)

    def planned(self) -> Planned:
        given = {name: self.cleaned_data[name] for name in tasks.COLUMNS}
        return Planned(**given, origin=self.origins.get(self.cleaned_data.get("origin", "")))


class PasteForm(forms.Form):
    """Several tasks at once, as they were copied from a spreadsheet."""

    rows = forms.CharField(
        label="从表格粘贴",
        strip=False,  # a row may begin with an empty cell
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off"}),
        help_text="一行一项，五列：任务、责任单位、责任人、完成时限、类别（规定动作或自选动作）。"
        "带表头一起复制的，列的顺序可以不同。",
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week_on"] = week_field(viewer.today)
        self.order_fields(("week_on", "rows"))


class DoneForm(forms.Form):
    why = words("完成情况", rows=4)
    done_on = DayField(label="完成日期", widget=DayInput())


class CarryForm(forms.Form):
    why = words("没有完成的原因", rows=4)
    due_on = DayField(label="新的完成时限", widget=DayInput())

    @staticmethod
    def proposed(week_on: date, today: date) -> date:
        """The Friday of the week in which it goes on."""
        return weeks.following(week_on, today) + timedelta(days=4)


class WhyForm(forms.Form):
    why = words("原因", rows=4)
