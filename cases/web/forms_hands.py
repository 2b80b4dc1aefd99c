"""What is asked where it is said whose matter a ticket is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from cadres.rules import texts
from cadres.selectors import namesakes
from cadres.selectors.filter_fields import DayField
from cadres.web.edit_forms import carry
from cadres.web.files_field import FilesField
from cadres.web.widgets import DayInput
from cases.models import Measure
from cases.rules.sides import ShareKind
from cases.rules.unit_drafts import DraftKind
from cases.selectors import feedback, objections, ticket_people, units
from cases.selectors.objections import Standing
from cases.web.forms import DeedForm, words
from cases.web.forms_drafts import SpokenForm


class UnitField(forms.ModelChoiceField):
    """A unit of the county, the departments first."""

    def __init__(self, label: str, empty: str, **more: Any) -> None:
        self.empty = empty
        super().__init__(label=label, queryset=units.NONE, empty_label=empty, **more)

    def offer(self, found: Any) -> None:
        self.queryset = found
        self.choices = units.by_kind(found, self.empty)


class ObjectForm(SpokenForm):
    """Says beforehand until when, and what would become of it."""

    spoken = DraftKind.OBJECTION

    reason = words("退回原因", rows=3, help_text="写明职责依据，例如“三定”规定或权责清单。")
    proposed_unit = UnitField(
        "建议承办单位",
        "不清楚",
        required=False,
        help_text="请尽量写明应由哪个单位办理，助企办重新交办时会看到。",
    )

    def prepare(self) -> None:
        super().prepare()
        offered = units.proposable(self.page.ticket, seen_by=self.viewer)
        self.fields["proposed_unit"].offer(offered)  # type: ignore[attr-defined]

    @cached_property
    def standing(self) -> Standing:
        return objections.standing(self.page.ticket, seen_by=self.viewer)


class OfficeUnitForm(DeedForm):
    """The office names a unit other than the one that has the ticket."""

    unit = UnitField("单位", "请选择单位")

    def prepare(self) -> None:
        ticket = self.page.ticket
        offered = units.dispatchable(ticket, seen_by=self.viewer)
        without: Any = offered.exclude(pk=ticket.unit_id or 0)
        self.fields["unit"].offer(without)  # type: ignore[attr-defined]


class ReassignForm(OfficeUnitForm):
    reason = words("改派原因", rows=3)
    keeps_share = forms.BooleanField(
        label="原单位继续协办",
        required=False,
        help_text="不选时，原单位不再看到这张工单。",
    )


class ShareForm(OfficeUnitForm):
    kind = forms.ChoiceField(
        label="方式",
        choices=ShareKind.choices,
        initial=ShareKind.CO,
        widget=forms.RadioSelect,
        help_text="协办：配合主办单位。分办：对其中一部分单独负责。",
    )
    task = forms.CharField(
        label="任务",
        max_length=texts.TASK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="分办必须写明任务；协办可不填。",
    )


class HandOverForm(DeedForm):
    to = forms.TypedChoiceField(label="转交给", coerce=int, choices=[])
    reason = words("转交原因", rows=2)

    def prepare(self) -> None:
        ticket: Any = self.page.ticket
        clerks = ticket_people.clerks_of(ticket.unit_id, self.page.people)
        others = [(one.cadre_id, one.name) for one in clerks if one.cadre_id != ticket.handler_id]
        offered = namesakes.choices(others, seen_by=self.viewer)
        self.fields["to"].choices = [("", "请选择"), *offered]  # type: ignore[attr-defined]


class SettleForm(DeedForm):
    note = words("裁定意见", help_text="写明由谁办理、为什么。写好后可以交办或改派。")


class ShareAnswerForm(DeedForm):
    answer = words("协办答复", help_text="写明本单位做了什么、结论是什么。主办单位据此办结。")
    uploads = FilesField()


class PromiseForm(DeedForm):
    # Set by `promise_form`: which measure the day is promised for.
    measure: Measure

    on = DayField(label="下次反馈日期", widget=DayInput())
    reason = words("原因", rows=2, help_text="为什么定在这一天，例如等设备到货。")

    def prepare(self) -> None:
        carry(self, feedback.read(self.measure, seen_by=self.viewer))
        limit, last = feedback.latest(self.page.ticket, seen_by=self.viewer)
        self.fields["on"].help_text = f"最迟 {last.on:%Y-%m-%d}（{limit}，依据：{limit.basis}）。"


def promise_form(of: Measure) -> type[PromiseForm]:
    """The form for one measure."""

    class Form(PromiseForm):
        measure = of

    return Form
