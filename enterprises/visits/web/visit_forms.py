"""What is written down of a visit: little, and nothing of it forced but the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from cadres.errors import Invalid
from cadres.files.web.files_field import FilesField, counter_of, hand_in
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, Manner, Purpose, Visit
from enterprises.service_days.selectors import service_days
from enterprises.visits.selectors import companions
from enterprises.visits.selectors.companions import Several
from enterprises.visits.services.visits import LONGEST_SUMMARY, Call

NUMBER = re.compile("[0-9]{1,18}")
LONGEST_NAMES = 200


class CadresField(forms.MultipleChoiceField):
    """Who may take part is the service's to say: the page may have shown one who has left since."""

    def valid_value(self, value: Any) -> bool:
        return NUMBER.fullmatch(str(value)) is not None


class VisitForm(forms.Form):
    """Oneself and today stand there already; companions are ticked, searched or typed by name."""

    manner = forms.ChoiceField(
        label="方式", choices=Manner.choices, initial=Manner.ON_SITE, widget=forms.RadioSelect
    )
    cadre_ids = CadresField(
        label="参加干部", widget=forms.CheckboxSelectMultiple, error_messages={
            "required": "请至少选择一名参加走访的干部。"
        },
    )  # fmt: skip
    companion_names = forms.CharField(
        label="其他同行人",
        max_length=LONGEST_NAMES,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
        help_text="全县干部都可以找：姓名、拼音或首字母；也可以直接写姓名，几个人用顿号隔开。",
    )
    summary = forms.CharField(
        label="情况摘要",
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可不填。",
    )
    visited_on = DayField(label="日期", widget=DayInput())
    purpose = forms.ChoiceField(label="目的", choices=Purpose.choices, initial=Purpose.NEEDS)
    # Asked only where there was one lately.
    service_day = forms.TypedChoiceField(
        label="企业服务日",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="在企业服务日上接待或走访的选哪一场，不是的不选。",
    )

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        enterprise: Enterprise,
        visit: Visit | None = None,
        **kwargs: Any,
    ) -> None:
        self.viewer, self.enterprise = viewer, enterprise
        today = {"visited_on": viewer.today, "cadre_ids": [str(viewer.cadre_id)]}
        initial = (_known(visit) if visit else today) | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["visited_on"].widget.attrs["max"] = f"{viewer.today:%Y-%m-%d}"
        self._offer(visit)
        self._offer_service_days(visit)

    def clean_companion_names(self) -> str:
        """Whoever was typed is ticked; namesakes are offered."""
        words: str = self.cleaned_data["companion_names"]
        try:
            people = companions.named(words, self.enterprise, seen_by=self.viewer)
        except Several as several:
            self._add(several.people)
            raise forms.ValidationError(several.message) from several
        except Invalid as refused:
            raise forms.ValidationError(refused.message) from refused
        ticked = self.cleaned_data.get("cadre_ids", [])
        self.cleaned_data["cadre_ids"] = [*ticked, *(str(one.pk) for one in people)]
        return words

    def call(self) -> Call:
        data = self.cleaned_data
        return Call(
            manner=data["manner"],
            purpose=data["purpose"],
            visited_on=data["visited_on"],
            summary=data["summary"],
            cadre_ids=tuple(int(pk) for pk in data["cadre_ids"]),
            service_day=data.get("service_day"),
        )

    def _offer_service_days(self, visit: Visit | None) -> None:
        known = visit.service_day if visit else None
        found = service_days.offered([self.enterprise.county_id], seen_by=self.viewer)
        offered = {one.pk: str(one) for one in found}
        if known is not None:
            offered.setdefault(known.pk, known.title)
        if offered:
            choices = [("", "不是"), *offered.items()]
            self.fields["service_day"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["service_day"]

    def _offer(self, visit: Visit | None) -> None:
        """Oneself, the nearest, whoever took part, and whoever was ticked before a refusal."""
        oneself = f"{self.viewer.name}（本人）"
        self.people = {str(self.viewer.cadre_id): oneself} if self.viewer.cadre_id else {}
        self._add(companions.suggested(self.enterprise, seen_by=self.viewer))
        for member in visit.members.all() if visit else ():
            self.people.setdefault(str(member.cadre_id), member.cadre.name)
        ticked = [pk for pk in self._ticked() if pk not in self.people]
        if ticked:
            self._add(companions.of_ids(ticked, self.enterprise, seen_by=self.viewer))
        self._choose_from()

    def _ticked(self) -> list[int | str]:
        given = self.data.getlist("cadre_ids") if hasattr(self.data, "getlist") else []
        return [pk for pk in given if NUMBER.fullmatch(str(pk))]

    def _add(self, people: Iterable[companions.Companion]) -> None:
        for one in people:
            self.people.setdefault(str(one.pk), str(one))
        self._choose_from()

    def _choose_from(self) -> None:
        self.fields["cadre_ids"].choices = list(self.people.items())  # type: ignore[attr-defined]


class NewVisitForm(VisitForm):
    """A visit that is being written down, with photos that nobody asks for."""

    uploads = FilesField("照片")

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter_of(self.viewer, place))


def _known(visit: Visit) -> dict[str, Any]:
    return {
        "manner": visit.manner,
        "purpose": visit.purpose,
        "visited_on": visit.visited_on,
        "summary": visit.summary,
        "service_day": visit.service_day_id,
        "cadre_ids": [str(member.cadre_id) for member in visit.members.all()],
    }
