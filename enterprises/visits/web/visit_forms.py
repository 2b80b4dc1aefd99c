"""What is written down of a visit: little, and nothing of it forced but the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.models import Cadre
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.people.rules.viewer import Viewer
from cadres.people.selectors import namesakes
from enterprises.models import Manner, Purpose, Visit
from enterprises.visits.services.visits import LONGEST_SUMMARY, Call

NUMBER = re.compile("[0-9]{1,18}")


class CadresField(forms.MultipleChoiceField):
    """Who may take part is the service's to say: the page may have shown one who has left since."""

    def valid_value(self, value: Any) -> bool:
        return NUMBER.fullmatch(str(value)) is not None


class VisitForm(forms.Form):
    manner = forms.ChoiceField(
        label="方式", choices=Manner.choices, initial=Manner.ON_SITE, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(label="目的", choices=Purpose.choices, initial=Purpose.NEEDS)
    visited_on = DayField(label="日期", widget=DayInput())
    cadre_ids = CadresField(
        label="参加干部", widget=forms.CheckboxSelectMultiple, error_messages={
            "required": "请至少选择一名参加走访的干部。"
        },
    )  # fmt: skip
    summary = forms.CharField(
        label="情况摘要",
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="可不填。企业提出的问题保存后单独登记。",
    )

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        companions: Sequence[Cadre],
        visit: Visit | None = None,
        **kwargs: Any,
    ) -> None:
        today = {"visited_on": viewer.today, "cadre_ids": [str(viewer.cadre_id)]}
        super().__init__(*args, **{"initial": _known(visit) if visit else today, **kwargs})
        self.fields["visited_on"].widget.attrs["max"] = f"{viewer.today:%Y-%m-%d}"
        people = {viewer.cadre_id: f"{viewer.name}（本人）"}
        people |= dict(
            namesakes.choices(((one.pk, one.name) for one in companions), seen_by=viewer)
        )
        taken = visit.members.all() if visit else ()
        for member in taken:
            people.setdefault(member.cadre_id, member.cadre.name)
        self.fields["cadre_ids"].choices = [(str(pk), name) for pk, name in people.items()]  # type: ignore[attr-defined]

    def call(self) -> Call:
        data = self.cleaned_data
        return Call(
            manner=data["manner"],
            purpose=data["purpose"],
            visited_on=data["visited_on"],
            summary=data["summary"],
            cadre_ids=tuple(int(pk) for pk in data["cadre_ids"]),
        )


def _known(visit: Visit) -> dict[str, Any]:
    return {
        "manner": visit.manner,
        "purpose": visit.purpose,
        "visited_on": visit.visited_on,
        "summary": visit.summary,
        "cadre_ids": [str(member.cadre_id) for member in visit.members.all()],
    }
