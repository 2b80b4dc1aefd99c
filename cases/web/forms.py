"""What each deed on a ticket asks for; the services say whether it may be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms

from cadres.rules import texts
from cadres.rules.viewer import Viewer
from cadres.selectors.filter_fields import DayField
from cadres.web.edit_forms import carry
from cadres.web.files_field import FilesField, counter_of, hand_in
from cadres.web.widgets import DayInput
from cases.rules import outcomes
from cases.rules.handling import Answer, Satisfaction
from cases.rules.workflow import Party
from cases.selectors import categories, tickets
from cases.selectors.ticket_page import TicketPage

# Answers after which the matter goes on.
UNSOLVED = "unsolved"
Chosen = TypeVar("Chosen", bound=forms.Field)


def words(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=texts.SENTENCES, **more)


def only_for(choice: str, field: Chosen) -> Chosen:
    """Show the field beside this choice alone; the style sheet knows the choices by their names.

    A browser that cannot ask what is chosen shows it always, and its help says when it is meant.
    """
    field.only_for = choice  # type: ignore[attr-defined]
    return field


class PoliteForm(forms.Form):
    """Says of each field that was left empty what is to be done with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"


class DeedForm(PoliteForm):
    """Stands on the ticket's page, for the person who looks at it.

    `place` names the form where one ticket has several of it: their files wait apart.
    """

    def __init__(
        self, *args: Any, page: TicketPage, viewer: Viewer, place: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.viewer = page, viewer
        form = place or type(self).__name__
        hand_in(self, counter_of(viewer, f"{form} {page.ticket.pk}"))
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the ticket or the person."""


class PlainForm(DeedForm):
    """Nothing is asked but the press of the button."""


class SignForm(DeedForm):
    """Carries the digest of what is on the page: what changed meanwhile is not signed."""

    note = words("审核意见", rows=2, required=False, help_text="可不填。")
    digest = forms.CharField(max_length=texts.DIGEST, widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        self.initial.setdefault("digest", self.page.digest)


class SendBackForm(DeedForm):
    """Not to sign is a decision on what was seen, too."""

    reason = words("原因", rows=3)
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=texts.DIGEST)

    def prepare(self) -> None:
        self.initial.setdefault("digest", self.page.digest)


class ReasonForm(DeedForm):
    reason = words("原因", rows=3)


class ProgressForm(DeedForm):
    note = words("进展情况", help_text="做了什么、到哪一步、下一步什么时候。")
    next_feedback_on = DayField(
        label="下次反馈日期",
        required=False,
        widget=DayInput(),
        help_text="举措没有办完的，请约定下一次什么时候向企业反馈，到期系统会提醒。",
    )
    uploads = FilesField()

    def prepare(self) -> None:
        is_open = any(one.done_on is None for one in self.page.measures)
        if not is_open or Party.HANDLER not in self.page.parties:
            del self.fields["next_feedback_on"]


class MeasureForm(DeedForm):
    text = forms.CharField(
        label="举措",
        max_length=texts.TASK,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一条写一件事，例如：更换 315 千伏安变压器。",
    )
    owner_name = forms.CharField(label="责任人", max_length=texts.NAME)
    due_on = DayField(label="计划完成", required=False, widget=DayInput())
    next_feedback_on = DayField(
        label="下次反馈日期",
        required=False,
        widget=DayInput(),
        help_text="一跟到底：约定哪天再向企业反馈。",
    )
    uploads = FilesField()


class FinishForm(DeedForm):
    evidence = words("佐证说明", help_text="做了什么、结果如何、有何文件。")
    uploads = FilesField("佐证材料")


class CorrectForm(DeedForm):
    category = forms.ModelChoiceField(label="问题类别", queryset=categories.NONE, empty_label=None)
    title = forms.CharField(label="标题", max_length=texts.TITLE)
    description = words("问题描述", rows=6)
    reason = words("更正原因", rows=2)
    uploads = FilesField("补充附件")

    def prepare(self) -> None:
        ticket = self.page.ticket
        self.fields["category"].queryset = categories.rows(seen_by=self.viewer)  # type: ignore[attr-defined]
        for name in ("category", "title", "description"):
            self.initial.setdefault(name, getattr(ticket, name))
        carry(self, tickets.read(ticket, seen_by=self.viewer))


class AnswerFields(PoliteForm):
    """What the enterprise says; nothing is chosen beforehand, satisfaction need not be."""

    answer = forms.ChoiceField(
        label="问题是否解决", choices=Answer.choices, widget=forms.RadioSelect
    )
    remains = only_for(
        UNSOLVED,
        words(
            "还有什么没有解决",
            rows=3,
            required=False,
            help_text="部分解决的请写明，未解决的可以写。承办单位会看到，并接着办。",
        ),
    )
    uploads = only_for(UNSOLVED, FilesField("照片或文件"))
    satisfaction = forms.ChoiceField(
        label="对办理是否满意",
        choices=Satisfaction.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="可不选。承办单位看不到。",
    )
    comment = words("意见建议", rows=3, required=False, help_text="可不填。承办单位看不到。")

    def offer(self, answers: Sequence[tuple[str, str]]) -> None:
        """Let only those answers be chosen that fit the result."""
        self.fields["answer"].choices = list(answers)  # type: ignore[attr-defined]
        if Answer.AGREES in dict(answers):
            self.fields["answer"].label = "是否认可"


class CallBackForm(AnswerFields, DeedForm):
    """The same answers, as they were given on the phone."""

    def prepare(self) -> None:
        self.offer(outcomes.offered(self.page.ticket.outcome))
