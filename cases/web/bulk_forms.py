"""What is asked once for many tickets; every deed has its form, its service and its words."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.rules.viewer import Viewer
from cases.selectors import leavers, topics, units
from cases.web.forms import PoliteForm, words


class BulkForm(PoliteForm):
    """Offers what the county, or the unit, of the chosen tickets has."""

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        county_id: int,
        unit_id: int,
        holders: set[int | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.county_id, self.unit_id = viewer, county_id, unit_id
        self.holders = holders
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the person and the county."""


class ReassignAllForm(BulkForm):
    unit = forms.ModelChoiceField(label="改派到", queryset=units.NONE, empty_label="请选择承办单位")
    reason = words("改派原因", rows=2)

    def prepare(self) -> None:
        offered = units.handling(self.county_id, seen_by=self.viewer)
        self.fields["unit"].queryset = offered  # type: ignore[attr-defined]
        self.fields["unit"].choices = units.by_kind(offered)  # type: ignore[attr-defined]


class HandOverAllForm(BulkForm):
    to = forms.TypedMultipleChoiceField(
        label="接手的经办人",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="可选多人，工单轮流分给他们。只列出承办单位在岗的经办人。",
    )
    reason = words("转交原因", rows=2)

    def prepare(self) -> None:
        # Where all of them are one person's, that person is not offered to receive them.
        giver = [pk for pk in self.holders if pk] if len(self.holders) == 1 else []
        offered = leavers.colleagues(self.unit_id, seen_by=self.viewer, without=giver)
        self.fields["to"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            self.fields["to"].help_text = "承办单位没有在岗的经办人，请先在“人员”里任职。"


class RemindAllForm(BulkForm):
    text = words("催办意见", rows=2, required=False, help_text="可不填。承办单位会看到。")


class JoinAllForm(BulkForm):
    topic = forms.ModelChoiceField(
        label="专题", queryset=topics.NONE, empty_label="请选择在办的专题"
    )
    note = words("说明", rows=2, required=False, help_text="可不填。")

    def prepare(self) -> None:
        offered = topics.choosable(self.county_id, seen_by=self.viewer)
        self.fields["topic"].queryset = offered  # type: ignore[attr-defined]
        if not offered:
            self.fields["topic"].help_text = "还没有在办的专题，请先在“专题”里设立。"
