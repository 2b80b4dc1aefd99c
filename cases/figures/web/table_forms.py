"""What may be asked of a table of figures, as it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import cross_tables
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import CROSSED, IN_TIME, Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import figure_tables
from cases.figures.selectors.sources import source as sources
from cases.figures.web.forms import whole_period
from cases.tickets.rules import visibility

# Instead of a second dimension: this period beside the one before, and the same of last year.
COMPARED = "compared"
FIGURES = "各项指标"


class TableForm(forms.Form):
    """Period, rows, columns, figure, day of looking; where no period is given, the usual one."""

    since = DayField(label="登记日期自", required=False, widget=DayInput)
    until = DayField(label="至", required=False, widget=DayInput)
    rows = forms.ChoiceField(label="按", choices=Dimension.choices, required=False)
    across = forms.ChoiceField(
        label="横栏",
        choices=[("", FIGURES), (COMPARED, "与上期、上年同期比较"), *Dimension.choices],
        required=False,
    )
    figure = forms.ChoiceField(label="交叉或比较的指标", required=False)
    as_of = DayField(label="查看日期（不填为今天）", required=False, widget=DayInput)
    own = forms.BooleanField(label="只看我包联的企业", required=False)
    group = forms.ChoiceField(choices=Group.choices, required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, given: Any, *, viewer: Viewer) -> None:
        given = {name: given.get(name, "") for name in self.base_fields}
        usual = whole_period(given, viewer.today) | {
            # Over a province the units alone are thousands of rows.
            "rows": Dimension.COUNTY if len(viewer.county_ids) > 1 else Dimension.UNIT,
            "group": Group.STANDING,
            "figure": CROSSED[0],
        }
        super().__init__({**given, **{name: given[name] or usual[name] for name in usual}})
        names = figure_tables.comparable()
        names = cross_tables.allowed(names, visibility.may_see_ratings(viewer))
        self._chosen("figure").choices = list(catalogue.headings(*names))
        groups = figure_tables.groups(seen_by=viewer)
        self._chosen("group").choices = [(group.value, group.label) for group in groups]
        if not viewer.enterprise_ids:
            del self.fields["own"]
        self._keep_to_rows_of_the_table()

    def _keep_to_rows_of_the_table(self) -> None:
        """A table of enterprises or letters has rows of its own; what it has not, is its first."""
        source = None if self.data["across"] else sources.for_group(self.data["group"])
        if source is None:
            return
        known = [(one.value, one.label) for one in source.dimensions]
        self._chosen("rows").choices = known
        if self.data["rows"] not in dict(known):
            self.data = {**self.data, "rows": known[0][0]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", "起始日期不能晚于截止日期。")
        if cleaned.get("rows") and cleaned.get("rows") == cleaned.get("across"):
            self.add_error("across", "横栏与行不能按同一项，请换一项。")
        if cleaned.get("across") == COMPARED and cleaned.get("rows") in IN_TIME:
            self.add_error("rows", "按时间分行时各行本身就是各期，请换一项再作比较。")
        self._check_figure(cleaned)
        return cleaned

    def _check_figure(self, cleaned: dict[str, Any]) -> None:
        """What counts no tickets is not crossed, and has its own rows."""
        figure, across = cleaned.get("figure"), cleaned.get("across")
        source = sources.of(figure) if figure and across else None
        if source is None:
            return
        if across != COMPARED:
            self.add_error("across", f"“{catalogue.label(figure)}”只能与上期、上年同期比较。")
        elif cleaned.get("rows") not in source.dimensions:
            said = "、".join(one.label for one in source.dimensions)
            self.add_error("rows", f"“{catalogue.label(figure)}”按{said}分行，请换一项。")

    @property
    def is_compared(self) -> bool:
        return bool(self.cleaned_data["across"] == COMPARED)

    @property
    def is_crossed(self) -> bool:
        return bool(self.cleaned_data["across"]) and not self.is_compared

    @property
    def chosen_group(self) -> Group:
        return Group(self.cleaned_data["group"])

    @property
    def names(self) -> tuple[str, ...]:
        """The entries of the catalogue that the table shows."""
        if self.is_compared or self.is_crossed:
            return (self.cleaned_data["figure"],)
        return figure_tables.columns(self.chosen_group)

    def ask(self) -> Ask:
        """Return what was asked; call it on a valid form."""
        given = self.cleaned_data
        of_measures = not (self.is_compared or self.is_crossed)
        return Ask(
            Period(given["since"], given["until"]),
            Dimension(given["rows"]),
            Dimension(given["across"]) if self.is_crossed else None,
            given["as_of"],
            bool(given.get("own")),
            with_carried=of_measures and cross_tables.with_carried(self.chosen_group),
        )

    def said(self) -> dict[str, str]:
        """Return what was asked as it stands in an address."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def of_period(self, period: Period, on: date) -> dict[str, str]:
        """Return the same of another period, looked at on a day."""
        days = {"since": period.since, "until": period.until, "as_of": on}
        return self.said() | {name: day.isoformat() for name, day in days.items()}

    def _chosen(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field
