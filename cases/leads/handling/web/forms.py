"""What each action of the room asks for; the services say whether it may be done."""

from __future__ import annotations

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.leads.procedure.rules import procedure
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.procedure.rules.vocabulary import Route
from cases.leads.vault.web.forms import QuietForm, RoomForm
from cases.leads.vault.web.room_files import RoomFilesField
from cases.tickets.web.action_forms.forms import words

NO_ADVICE = "只写事实，不写处理建议。"


class SignForm(RoomForm):
    """Carries the digest of what stands on the page: that is signed, and nothing else."""

    digest = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=text_limits.DIGEST
    )


def sure(words: str) -> forms.BooleanField:
    """What binds others, and cannot be taken back, is confirmed by a tick of its own."""
    return forms.BooleanField(label=words, error_messages={"required": "请先核对，再勾选确认。"})


class RefuseForm(SignForm):
    refusal = forms.ChoiceField(label="不予移送的情形", choices=[("", "请选择"), *Refusal.choices])
    reason = words("说明", rows=4, help_text="写明依据，以及建议反映人走什么途径。")
    sure = sure("已核对，决定不予移送，不能恢复")


class TellForm(RoomForm):
    to_whom = words("口头告知了谁", rows=2, help_text="单位、姓名、时间；补函须在时限内送达。")


class ReceiptForm(SignForm):
    receipt = words(
        "回执情况", rows=3, required=False, help_text="收到日期、份数、接收人；纸质回执照此登记。"
    )


class KeptCopyForm(QuietForm):
    """Where the sender's own paper lies."""

    copy_number = forms.CharField(
        label="存档份号",
        max_length=text_limits.TITLE,
        help_text="本机关留存的是哪一份，如：000002。",
    )
    place = forms.CharField(
        label="存放处", max_length=text_limits.TITLE, help_text="如：保密柜 3 号。"
    )
    holder = forms.CharField(label="存档保管人", max_length=text_limits.TITLE)


class DeliverForm(ReceiptForm):
    """Asks besides for the paper that stays, wherever the letter is one's own."""

    copy_number = KeptCopyForm.base_fields["copy_number"]
    place = KeptCopyForm.base_fields["place"]
    holder = KeptCopyForm.base_fields["holder"]

    def prepare(self) -> None:
        super().prepare()
        if self.about.route == Route.INWARD:
            for name in KeptCopyForm.base_fields:
                del self.fields[name]


class SupplyForm(RoomForm):
    text = words("补充的情况", rows=6, help_text=NO_ADVICE)
    files = RoomFilesField("材料附件")

    def prepare(self) -> None:
        """What goes to another body goes on paper, and is not kept here."""
        if self.about.route == Route.OUTWARD:
            del self.fields["files"]


class InformForm(RoomForm):
    how = words(
        "怎样告知的",
        rows=3,
        help_text="日期、方式；反映人有异议的如实写明。只有能查阅反映人信息的同志看得到。",
    )


class FeedbackForm(RoomForm):
    code = forms.ChoiceField(label="反馈结果")
    persons = forms.IntegerField(label="处理人次", min_value=0, required=False)
    kinds = forms.CharField(
        label="处理类别",
        max_length=100,
        required=False,
        help_text="如：批评教育、诫勉，用顿号分开。",
    )
    body = words("反馈内容", rows=4, required=False, help_text="不写内部程序。")
    sure = sure("已核对，反馈给移送方，不能更改")

    def prepare(self) -> None:
        codes = procedure.outcomes_from(self.about.state)
        self.fields["code"].choices = [
            ("", "请选择"),
            *((code.value, code.label) for code in codes),
        ]  # type: ignore[attr-defined]


class FileForm(RoomForm):
    file = RoomFilesField("文件")
    copies = forms.IntegerField(label="份数", min_value=1, initial=1)
    pages = forms.IntegerField(label="页数", min_value=0, required=False)


class SearchForm(forms.Form):
    """Sent by POST: words of a lead must not stand in an address, which others keep."""

    words = forms.CharField(label="查找", max_length=60, required=False)


class PeriodForm(forms.Form):
    since = DayField(label="自", widget=DayInput(), required=False)
    until = DayField(label="至", widget=DayInput(), required=False)
