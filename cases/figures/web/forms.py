"""What may be asked of the completion report, as it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import periods
from cases.figures.rules.completion import By, Period
from cases.figures.selectors.completion import Question


class CompletionForm(forms.Form):
    """Period, parting, day of looking; where no period is given, the usual one."""

    since = DayField(label="登记日期自", required=False, widget=DayInput)
    until = DayField(label="至", required=False, widget=DayInput)
    by = forms.ChoiceField(label="统计口径", choices=By.choices, required=False)
    as_of = DayField(label="查看日期（不填为今天）", required=False, widget=DayInput)
    own = forms.BooleanField(label="只看我包联的企业", required=False)

    def __init__(self, given: Any, *, viewer: Viewer) -> None:
        # Over a province the units alone are thousands of rows.
        by = By.COUNTY if len(viewer.county_ids) > 1 else By.UNIT
        given = {name: given.get(name, "") for name in self.base_fields}
        whole = whole_period(given, viewer.today) | {"by": by.value}
        super().__init__({**given, **{k: given[k] or v for k, v in whole.items()}})
        if not viewer.enterprise_ids:
            del self.fields["own"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", "起始日期不能晚于截止日期。")
        return cleaned

    def question(self) -> Question:
        """Return what was asked; call it on a valid form."""
        given = self.cleaned_data
        return Question(
            Period(given["since"], given["until"]),
            By(given["by"]),
            given["as_of"],
            bool(given.get("own")),
        )


def whole_period(given: dict[str, str], today: date) -> dict[str, str]:
    """What is not given of a period: of one end alone, the year up to the other."""
    until = typed_values.day(given["until"]) or today
    usual = periods.usual(today)
    if given["since"] or given["until"]:
        usual = periods.year_of(until, until)
    return {"since": usual.since.isoformat(), "until": usual.until.isoformat()}
