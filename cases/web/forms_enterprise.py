"""What the deeds of the enterprise's side ask for, on the ticket's page and behind the link."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.rules import texts
from cadres.selectors.filter_fields import DayField
from cadres.web.edit_forms import carry
from cadres.web.files_field import Counter, FilesField, hand_in
from cadres.web.widgets import DayInput
from cases.rules import checks
from cases.rules.handling import RESULTS, LegalChannel, Outcome
from cases.selectors import tickets
from cases.web.forms import AnswerFields, DeedForm, PoliteForm, only_for, words

CHANNELS = [("", "请选择"), *LegalChannel.choices]
RESULT_WORDS = [(outcome.value, Outcome(outcome).label) for outcome in RESULTS]


class ResultForm(DeedForm):
    """How the matter ends; what belongs to another outcome may stay empty."""

    outcome = forms.ChoiceField(
        label="办理结果",
        choices=RESULT_WORDS,
        widget=forms.RadioSelect,
        help_text="“已解决”“部分解决”至少要有一条已完成的举措。",
    )
    result = words(
        "办理情况",
        rows=5,
        help_text="写给企业看：问题怎么解决的；解释说明写依据和理由，转渠道写怎么去办。",
    )
    legal_channel = only_for(
        Outcome.REDIRECTED,
        forms.ChoiceField(
            label="法定渠道", choices=CHANNELS, required=False, help_text="转法定渠道时选择。"
        ),
    )
    outer_number = only_for(
        Outcome.REDIRECTED,
        forms.CharField(
            label="外部编号",
            max_length=texts.OUTER_NUMBER,
            required=False,
            help_text="转法定渠道、对方已受理的填写，可不填。",
        ),
    )

    def prepare(self) -> None:
        ticket = self.page.ticket
        for name in self.fields:
            self.initial.setdefault(name, getattr(ticket, name))


class AskForm(DeedForm):
    question = words("请企业补充什么", rows=3, help_text="写给企业看：缺什么、做什么用。")


class LinkForm(PoliteForm):
    """Stands behind the enterprise's link, and takes its files there."""

    def __init__(self, *args: Any, counter: Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter)


class LinkAnswerForm(AnswerFields, LinkForm):
    """What the enterprise says of the result."""


class SupplyForm(LinkForm):
    """What the enterprise adds."""

    answer = words("您的补充", rows=5)
    uploads = FilesField("照片或文件")


class AnswerForm(DeedForm):
    """The same, as it was told to somebody."""

    answer = words("企业补充的内容", help_text="谁、什么时候、怎么说的，如实登记。")
    uploads = FilesField()


class RedirectForm(DeedForm):
    channel = forms.ChoiceField(label="转到哪个渠道", choices=CHANNELS)
    explanation = words(
        "说明", rows=4, help_text="写给企业看：为什么由它决定，去哪里、带什么、找谁。"
    )
    outer_number = forms.CharField(
        label="外部编号",
        max_length=texts.OUTER_NUMBER,
        required=False,
        help_text="对方已受理的填写，可不填。",
    )


class OuterNumberForm(DeedForm):
    outer_number = forms.CharField(label="对方受理的编号", max_length=texts.OUTER_NUMBER)

    def prepare(self) -> None:
        self.initial.setdefault("outer_number", self.page.ticket.outer_number)
        carry(self, tickets.read(self.page.ticket, seen_by=self.viewer))


class ExplainForm(DeedForm):
    told_on = DayField(label="解释日期", widget=DayInput())
    told_to = forms.CharField(label="向谁解释", max_length=texts.NAME, help_text="企业哪位同志。")
    text = words("解释的内容", help_text="依据哪条法律政策，讲了什么，企业怎么说。")

    def prepare(self) -> None:
        self.initial.setdefault("told_on", self.viewer.today)
        self.initial.setdefault("told_to", self.page.contact)


class CloseExplainedForm(DeedForm):
    note = words("核实情况", rows=3, help_text="几次解释是否属实，企业现在怎么说。")


class RedoForm(DeedForm):
    reason = words("哪里没有办好", rows=3, help_text="写给承办单位看，记入新一轮。")


class WithdrawForm(PoliteForm):
    """A reason may be given, and need not be."""

    reason = words("为什么撤回", rows=3, required=False, help_text="可不填。")


class CheckForm(PoliteForm):
    """What the enterprise said when it was called."""

    result = forms.ChoiceField(label="回访结果", widget=forms.RadioSelect)
    note = words("企业怎么说", rows=4, required=False, help_text="不属实的必须写明。")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = list(checks.WORDS[kind].items())  # type: ignore[attr-defined]
