"""What is asked for where several tickets are one matter, and where somebody asks to hurry."""

from __future__ import annotations

from django import forms

from cadres.rules import texts
from cases.selectors import staffing, topics, units
from cases.web.forms import DeedForm, PoliteForm, words


class RemindForm(DeedForm):
    text = words("催办意见", rows=2, required=False, help_text="可不填。承办单位会看到。")

    def prepare(self) -> None:
        warning = staffing.warning(self.page.ticket.unit, seen_by=self.viewer)
        self.fields["text"].help_text += warning


class JoinTopicForm(DeedForm):
    topic = forms.ModelChoiceField(
        label="专题", queryset=topics.NONE, empty_label="请选择在办的专题"
    )
    note = words("说明", rows=2, required=False, help_text="可不填。")

    def prepare(self) -> None:
        offered = topics.choosable(self.page.ticket.county_id, seen_by=self.viewer)
        self.fields["topic"].queryset = offered  # type: ignore[attr-defined]
        if not offered:
            self.fields["topic"].help_text = "还没有在办的专题，请先在“专题”里设立。"


class LeaveTopicForm(DeedForm):
    reason = words("移出原因", rows=2)


class MergeForm(PoliteForm):
    """Which ticket tells the same; the older of the two stays, whichever is named."""

    number = forms.CharField(
        label="另一张工单的编号", max_length=texts.NAME, help_text="例如：南召助企 2026-12。"
    )


class MergeNoteForm(PoliteForm):
    note = words("说明", rows=2, required=False, help_text="可不填，记入两张工单的经过。")


class TopicForm(PoliteForm):
    """A new topic of a county in which the person is of the office."""

    title = forms.CharField(label="专题名称", max_length=texts.TITLE)
    description = words("共性问题", help_text="这些工单共同反映了什么，要解决到什么程度。")
    unit = forms.ModelChoiceField(
        label="牵头单位", queryset=units.NONE, empty_label="请选择牵头单位"
    )
    owner_name = forms.CharField(label="责任人", max_length=texts.NAME)


class TopicTextForm(PoliteForm):
    """One text: progress, a result, a reason; with the digest of what the page showed."""

    text = words("内容")
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=texts.DIGEST)

    def __init__(self, *args: object, label: str, required: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["text"]
        field.label, field.required = label, required
        field.error_messages["required"] = f"请填写{label}。"
