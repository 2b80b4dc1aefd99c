"""What is filled in to load a notice or to close offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cadres.deadlines.exchange import holiday_notices
from cadres.deadlines.exchange.holiday_notices import LARGEST_UPLOAD, TABLE_HINT, Heading
from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.workdays import FIRST_DAY, LAST_DAY
from cadres.deadlines.services.calendar import Closure
from cadres.errors import Invalid
from cadres.models import CalendarDay, Region
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput

LONGEST_TEXT = 20_000


class YearForm(forms.Form):
    """Which year, of which version, for which region."""

    year = forms.IntegerField(
        label="年份", required=False, min_value=FIRST_DAY.year, max_value=LAST_DAY.year
    )
    region = forms.ModelChoiceField(
        Region.objects.none(), label="地区", required=False, empty_label="通用"
    )
    version = forms.IntegerField(label="日历版本", required=False, min_value=1)

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]


class NoticeForm(forms.Form):
    """The official text, pasted or uploaded, and what the notice says of itself."""

    text = forms.CharField(
        label="通知原文",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"从中国政府网复制通知全文粘贴到这里。也可以粘贴表格，{TABLE_HINT}。",
    )
    file = forms.FileField(
        label="或者上传文件",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.csv,.xlsx,.xls", "data-max-mb": "1"}),
        help_text="文本文件或小表格（.txt、.csv、.xlsx），不超过 1 MB。",
    )
    year = forms.IntegerField(
        label="年份",
        required=False,
        min_value=FIRST_DAY.year,
        max_value=LAST_DAY.year,
        help_text="原文写明年份的，可以不填。",
    )
    title = forms.CharField(label="标题", required=False, max_length=200)
    document_number = forms.CharField(label="文号", required=False, max_length=80)
    published_on = DayField(label="发布日期", required=False, widget=DayInput())
    source = forms.CharField(
        label="来源", required=False, max_length=300, help_text="网址，或者文件存放处。"
    )
    amends = forms.BooleanField(label="这是对已载入年份的调整，只改原文列出的日期", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            data["text"] = data.get("text") or self._uploaded(data.get("file"))
            data["notice"] = holiday_notices.read_notice(data["text"], self._heading(data))
        except Invalid as refused:
            raise ValidationError(refused.message) from refused
        return data

    @property
    def notice(self) -> Notice:
        notice: Notice = self.cleaned_data["notice"]
        return notice

    def repeated(self) -> NoticeForm:
        """The same answers as hidden fields, with what was read from the text filled in."""
        notice = self.notice
        return NoticeForm(
            initial={
                "text": self.cleaned_data["text"],
                "year": notice.year,
                "title": notice.title,
                "document_number": notice.document_number,
                "published_on": notice.published_on,
                "source": notice.source,
                "amends": notice.amends,
            }
        )

    def _uploaded(self, file: Any) -> str:
        if file is None:
            raise Invalid("请粘贴通知原文，或者选择一个文件。")
        if file.size > LARGEST_UPLOAD:
            raise Invalid("文件超过 1 MB，不是放假通知，请核对后重新选择。")
        text = holiday_notices.text_of(file.read(), file.name)
        if len(text) > LONGEST_TEXT:
            raise Invalid(f"文件超过 {LONGEST_TEXT} 字，不是放假通知，请核对后重新选择。")
        return text

    def _heading(self, data: dict[str, Any]) -> Heading:
        return Heading(
            year=data.get("year"),
            title=data.get("title", ""),
            document_number=data.get("document_number", ""),
            published_on=data.get("published_on"),
            source=data.get("source", ""),
            amends=bool(data.get("amends")),
        )


class ClosureForm(forms.Form):
    """Days on which a region's offices stay closed."""

    region = forms.ModelChoiceField(Region.objects.none(), label="地区", empty_label="请选择地区")
    first = DayField(label="开始日期", widget=DayInput())
    last = DayField(label="结束日期", widget=DayInput())
    label = forms.CharField(
        label="原因",
        max_length=CalendarDay._meta.get_field("label").max_length,
        help_text="例如：大雪",
    )
    title = forms.CharField(label="依据文件", max_length=200)
    document_number = forms.CharField(label="文号", required=False, max_length=80)

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]

    def closure(self) -> Closure:
        data = self.cleaned_data
        return Closure(
            data["region"].pk,
            data["first"],
            data["last"],
            data["label"],
            data["title"],
            data["document_number"],
        )
