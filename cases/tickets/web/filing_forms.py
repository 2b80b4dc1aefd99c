"""Filing a problem: little is asked, and of that little is forced."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.files.web.files_field import FilesField, counter_of, hand_in
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import categories
from cases.tickets.web.action_forms.forms import PoliteForm, words
from enterprises.register.selectors import enterprises

FROM_PEOPLE = (Source.HOTLINE, Source.BOARD, Source.PHONE, Source.SUPERIOR, Source.OTHER)


# What the supervisors found is filed from their own ledger.
FILED = [(one.value, one.label) for one in Source if one is not Source.INSPECTION]


class FilingForm(PoliteForm):
    """What is the same whoever raised it."""

    description = words("问题描述", rows=6, help_text="企业遇到什么困难，希望怎么解决。")
    category = forms.ModelChoiceField(
        label="问题类别", queryset=categories.NONE, empty_label="请选择问题类别"
    )
    source = forms.ChoiceField(label="问题来源", choices=FILED)
    uploads = FilesField("照片和附件")
    title = forms.CharField(
        label="标题",
        max_length=text_limits.TITLE,
        required=False,
        help_text="可不填，默认取描述的第一句。",
    )
    filed_on = DayField(
        label="反映日期", required=False, widget=DayInput(), help_text="不填就是今天。"
    )

    def __init__(self, *args: Any, viewer: Viewer, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        hand_in(self, counter_of(viewer, place))
        self._set("category", "queryset", categories.rows(seen_by=viewer))
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on who raised it."""

    def _set(self, name: str, what: str, value: Any) -> None:
        setattr(self.fields[name], what, value)


class EnterpriseForm(FilingForm):
    """For an enterprise; the address says which."""

    def prepare(self) -> None:
        self.fields["source"].initial = Source.VISIT


class AfterVisitForm(FilingForm):
    """After a visit: what the visit knows (day, manner, enterprise) is not typed again."""

    source = None  # type: ignore[assignment]
    filed_on = None  # type: ignore[assignment]


class PersonForm(FilingForm):
    """For a person, or nobody named; the phone is encrypted where it is kept."""

    applicant_name = forms.CharField(
        label="诉求人", max_length=text_limits.NAME, required=False, help_text="没有署名可不填。"
    )
    applicant_phone = forms.CharField(
        label="联系电话",
        max_length=text_limits.PHONE,
        required=False,
        help_text="加密保存，查看会留下记录。",
    )
    county = forms.TypedChoiceField(label="所属县区", coerce=int)
    field_order = ("description", "applicant_name", "applicant_phone", "category", "source")

    def prepare(self) -> None:
        sources = [(source.value, source.label) for source in FROM_PEOPLE]
        self._set("source", "choices", sources)
        counties = enterprises.counties(self.viewer.office_county_ids, seen_by=self.viewer)
        offered = [(one.pk, one.name) for one in counties]
        self._set("county", "choices", offered)
        if len(offered) == 1:
            self.fields["county"].widget = forms.HiddenInput()
            self.fields["county"].initial = offered[0][0]
