"""What may be asked of 效能评价: a period, whom, and weights that are only tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.evaluations.rules.schemes import FIGURES, WHOLE, Scheme, Subject
from cases.figures.rules.completion import Period
from cases.figures.rules.definitions import catalogue
from cases.figures.web.forms import whole_period

WEIGHT = "w_"
TRIED = "tried"


class EvaluationForm(forms.Form):
    """In the address; where no weights are given, those of the scheme that holds."""

    since = DayField(label="登记日期自", required=False, widget=DayInput)
    until = DayField(label="至", required=False, widget=DayInput)
    subject = forms.ChoiceField(label="评价对象", choices=Subject.choices, required=False)
    as_of = DayField(label="查看日期（不填为今天）", required=False, widget=DayInput)

    def __init__(self, given: Any, *, scheme: Scheme, today: Any) -> None:
        kept = {name: given.get(name, "") for name in self.base_fields}
        kept |= whole_period(kept, today)
        kept["subject"] = kept["subject"] or Subject.UNIT.value
        self.is_tried = bool(given.get(TRIED))
        for name, value in _numbers(scheme).items():
            kept[name] = given.get(name, "0") or "0" if self.is_tried else str(value)
        ranks = given.get("ranks") if self.is_tried else scheme.has_ranks
        super().__init__({**kept, "ranks": "on" if ranks else ""})
        for name in FIGURES:
            self.fields[f"{WEIGHT}{name}"] = _whole_number(catalogue.label(name), least=0)
        self.fields["good"] = _whole_number("优的分数线")
        self.fields["fair"] = _whole_number("良的分数线")
        self.fields["least"] = _whole_number("至少要有数的权重")
        self.fields["ranks"] = forms.BooleanField(label="显示名次（平时不排名）", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", "起始日期不能晚于截止日期。")
        return cleaned

    def asked_fields(self) -> Iterator[BoundField]:
        """What is asked of: period, whom, day."""
        return (self[name] for name in self.base_fields)

    def tried_fields(self) -> Iterator[BoundField]:
        """What may be tried: weights, bands, ranks."""
        return (self[name] for name in self.fields if name not in self.base_fields)

    def scheme(self) -> Scheme:
        """Return the weights as they stand; call it on a valid form."""
        given = self.cleaned_data
        weights = {name: given[f"{WEIGHT}{name}"] for name in FIGURES}
        return Scheme(
            {name: weight for name, weight in weights.items() if weight},
            given["good"],
            given["fair"],
            given["least"],
            given["ranks"],
        )

    def period(self) -> Period:
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])

    def said(self) -> dict[str, str]:
        """Return what was asked as it stands in an address."""
        tried = {TRIED: "1"} if self.is_tried else {}
        names = self.fields if self.is_tried else self.base_fields
        kept = {name: self.cleaned_data[name] for name in names}
        return {name: str(value) for name, value in kept.items() if value} | tried


class AdoptForm(forms.Form):
    """From which day on, on which ground."""

    from_on = DayField(label="适用日期起", widget=DayInput())
    basis = forms.CharField(
        label="依据",
        max_length=text_limits.DOCUMENT,
        help_text="文件名称和文号，或会议纪要。采用后不能改，只能再采用新的一套。",
    )


def _numbers(scheme: Scheme) -> dict[str, int]:
    weights = {f"{WEIGHT}{name}": scheme.weights.get(name, 0) for name in FIGURES}
    return weights | {"good": scheme.good, "fair": scheme.fair, "least": scheme.least}


def _whole_number(label: str, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=WHOLE)
