"""What a person says about a ledger: which file, which columns, which units, which cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from cadres.people.rules.unit_cells import ANSWER, Several
from cadres.people.services.units_from_ledgers import APART
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.web import unseen_fields
from cases.ledgers.exchange.ledger_contents import Proposal, UnitQuestion, plain_heading
from cases.ledgers.rules.imports import Kind
from cases.ledgers.selectors import imports

EXAMPLES = 3
ENDINGS = ".xlsx,.xls,.csv"


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label="台账", choices=Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS, "data-max-mb": 20}),
        help_text="Excel（.xlsx、.xls）或 CSV，不超过 20 MB。列的顺序和叫法可以不同，下一步核对。",
        error_messages={"empty": "文件是空的，请重新选择。"},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = imports.counties(seen_by=viewer)
        is_only = found.count() == 1
        self.fields["county"] = forms.ModelChoiceField(
            label="县",
            queryset=found,
            empty_label="请选择",
            initial=found.first() if is_only else None,
            error_messages={"required": "请选择是哪个县的台账。"},
        )
        if is_only:
            self.fields["county"].widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """For each field the heading under which it stands in this file; what is said once of it.

    Nothing of the latter is chosen beforehand but what was said of this file before.
    """

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        county: str,
        said: Mapping[str, str],
        sources: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.county = proposal, county
        self._ask_once(said)
        if sources:
            self.fields["source"] = self._by_which(sources, said.get("source", ""))
        choices = [("", "（没有这一栏）"), *((name, name) for name in proposal.headings)]
        for column in proposal.columns:
            self.fields[column.field.key] = forms.ChoiceField(
                label=plain_heading(column.field),
                choices=choices,
                initial=column.heading,
                required=column.field.is_required,
                help_text=f"例如：{'；'.join(column.samples)}" if column.samples else "",
                error_messages={"required": "这一栏必须有，请选择对应的列。"},
            )

    def _ask_once(self, said: Mapping[str, str]) -> None:
        self.fields |= unseen_fields.fields(self.proposal.unseen_questions, said)
        if other := self.proposal.other_county:
            self.fields["county"] = forms.BooleanField(
                label=f"台账标题写的是“{other}”。确认这是{self.county}的台账",
                initial=said.get("county") == self.county,
                error_messages={"required": f"不是{self.county}的台账，请换文件。"},
            )

    @staticmethod
    def _by_which(sources: Sequence[tuple[str, str]], said: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            label="这份台账的来源",
            choices=[("", "按文件和工作表的名称判断"), *sources],
            initial=said,
            required=False,
            help_text="对整份台账有效；已经登记过的工单来源不变。",
        )

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        taken: dict[str, str] = {}
        for key in (column.field.key for column in self.proposal.columns):
            heading = given.get(key)
            if heading and heading in taken:
                other = self.fields[taken[heading]].label
                self.add_error(key, f"“{heading}”已对应“{other}”，一列只能对应一栏。")
            taken.setdefault(heading, key)
        return given

    def choices(self) -> dict[str, str]:
        """What was said of this file alone."""
        said = {key: self.cleaned_data[key] for key in self.proposal.unseen_questions}
        said |= {"county": self.county} if "county" in self.fields else {}
        return said | {name: self.cleaned_data[name] for name in {"source"} & self.fields.keys()}

    def chosen(self) -> dict[str, str]:
        """Only what differs from what was found by itself is a correction."""
        found = {column.field.key: column.heading for column in self.proposal.columns}
        given = {key: self.cleaned_data[key] for key in found}
        return {key: heading for key, heading in given.items() if heading != found[key]}


class UnitsForm(forms.Form):
    """For each unit that is not written as it is registered: which one is meant."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[UnitQuestion],
        several: Sequence[str] = (),
        said: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.several = questions, several
        if several:
            self.fields["several"] = self._who_leads(said)
        for number, asked in enumerate(questions):
            known = "" if asked.is_known else "（新建）"
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=asked.written,
                choices=[
                    *([] if asked.proposed else [("", "请选择")]),
                    (asked.meant, f"就是 {asked.meant}{known}"),
                    *((name, f"就是 {name}") for name in asked.others),
                    (APART, f"另建单位 {asked.written}"),
                ],
                initial=asked.proposed,
                required=not asked.proposed,
                error_messages={"required": "请选择是哪个单位；确实没有登记过的，选新建。"},
            )

    def _who_leads(self, said: str) -> forms.ChoiceField:
        """Nobody is chosen for; what was said for an earlier ledger stands there."""
        examples = "；".join(self.several[:EXAMPLES])
        return forms.ChoiceField(
            label=f"有 {len(self.several)} 种写法把几家单位写在一格，哪家牵头？",
            choices=Several.choices,
            widget=forms.RadioSelect,
            initial=said or None,
            help_text=f"例如：{examples}。对整份台账有效，下次不再问。",
            error_messages={"required": "请选择这些行怎么办。"},
        )

    def fresh(self) -> list[forms.BoundField]:
        """Those that were never answered."""
        return [self[f"unit_{at}"] for at, asked in enumerate(self.questions) if not asked.answer]

    def known(self) -> list[forms.BoundField]:
        """Those that were answered for an earlier ledger; they stand folded."""
        return [self[f"unit_{at}"] for at, asked in enumerate(self.questions) if asked.answer]

    def chosen(self) -> dict[str, str]:
        """Every answer is kept, so that next week's ledger asks about new writings only."""
        answers = (self.cleaned_data[f"unit_{at}"] for at in range(len(self.questions)))
        pairs = zip(self.questions, answers, strict=True)
        said = {asked.written: answer or asked.proposed for asked, answer in pairs}
        return said | ({ANSWER: self.cleaned_data["several"]} if self.several else {})


class RefusedRowForm(forms.Form):
    """The cells of a refused row, to be put right."""

    def __init__(
        self, *args: Any, row_fields: Sequence[Field], cells: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for field in row_fields:
            text = cells.get(field.key, "")
            is_long = field.holds is Holds.LONG or "\n" in text
            self.fields[field.key] = forms.CharField(
                label=plain_heading(field),
                initial=text,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput(),
            )
