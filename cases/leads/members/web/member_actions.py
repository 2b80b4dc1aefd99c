"""What is done with one seat of one's own side: duty, custody, older leads, permissions, end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cadres.submissions.web.edit_forms import carry, read_of
from cases.leads.keys.selectors import colleagues, members
from cases.leads.keys.selectors.members import MemberRow
from cases.leads.keys.services.recovery import give_permission
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, room
from cases.leads.members.services.members import change_duty, end_member, set_custodian
from cases.leads.procedure.rules.vocabulary import DUTIES, Duty, RecoveryPurpose
from cases.leads.readers.services.grants import grant_backlog, grant_reporters
from cases.leads.vault.rules import recovery_permissions
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import QuietForm, posted

NOT_YOURS = "这项办理不归您，请看“成员”中您可以办理的事项。"


class SeatForm(QuietForm):
    """Stands before one seat; by itself it asks nothing but the press of the button."""

    def __init__(self, *args: Any, row: MemberRow, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.reader = row, reader
        self.prepare()

    def prepare(self) -> None:
        """Set what depends on the seat or the reader."""


class DutyForm(SeatForm):
    duty = forms.ChoiceField(label="分工")

    def prepare(self) -> None:
        carry(self, colleagues.read(self.row.member_id, seen_by=self.reader))
        duties = [(duty.value, duty.label) for duty in DUTIES[self.reader.side]]
        self.fields["duty"].choices = duties  # type: ignore[attr-defined]
        self.fields["duty"].initial = self.row.duty


class CustodianForm(SeatForm):
    is_custodian = forms.BooleanField(label="保管反映人信息", required=False)

    def prepare(self) -> None:
        carry(self, colleagues.read(self.row.member_id, seen_by=self.reader))
        self.fields["is_custodian"].initial = self.row.is_custodian


@dataclass(frozen=True, slots=True)
class MemberAction:
    """`may` draws its button; `run` returns what really happened."""

    verb: str
    label: str
    lead: str
    may: Callable[[Reader, MemberRow], bool]
    run: Callable[[MemberRow, Reader, SeatForm], str]
    form: type[SeatForm] = SeatForm
    is_danger: bool = False

    @property
    def page(self) -> str:
        """The name of its address."""
        return f"leads:member-{self.verb}"


@room(*FORMS)
def action(request: RoomRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks, POST carries out; what is not the reader's, the services refuse in words."""
    taken = MEMBER_ACTIONS[verb]
    row = members.fetch(pk, seen_by=request.reader)
    form = taken.form(posted(request), row=row, reader=request.reader)
    if not form.is_valid() and not taken.may(request.reader, row):
        raise NotPermitted(NOT_YOURS)

    def run() -> HttpResponse:
        messages.success(request, taken.run(row, request.reader, form))
        return redirect("leads:members")

    back = reverse("leads:member", args=[pk])
    more = {"lead": f"{row.words}。{taken.lead}", "danger": taken.is_danger}
    return form_page(request, form, run, taken.label, taken.label, back, **more)


def _for_head(reader: Reader, row: MemberRow) -> bool:
    return reader.is_head


def _for_head_of_others(reader: Reader, row: MemberRow) -> bool:
    return reader.is_head and row.member_id != reader.member_id


def _for_waiting(reader: Reader, row: MemberRow) -> bool:
    return reader.decides and row.waits_for > 0


def _among_custodians(reader: Reader, row: MemberRow) -> bool:
    both = reader.is_custodian and row.is_custodian and row.is_confirmed
    return both and row.member_id != reader.member_id


def _for_passphrase(reader: Reader, row: MemberRow) -> bool:
    return row.has_key and recovery_permissions.may_permit_passphrase(
        reader, row.member_id, row.duty
    )


def _for_leaver(reader: Reader, row: MemberRow) -> bool:
    return row.has_key and recovery_permissions.may_permit_leaver(reader, row.member_id, row.duty)


def _change(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    duty = Duty(form.cleaned_data["duty"])
    member = change_duty(row.member_id, duty, actor=actor, read=read_of(form))
    return f"{row.name}的分工已调整为{Duty(member.duty).label}。"


def _custody(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    is_custodian = form.cleaned_data["is_custodian"]
    member = set_custodian(row.member_id, is_custodian, actor=actor, read=read_of(form))
    return f"{row.name}{'现在' if member.is_custodian else '不再'}保管反映人信息。"


def _grant(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    return f"已向{row.name}授权 {grant_backlog(row.member_id, actor=actor)} 件。"


def _share(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    return f"{row.name}增加保管 {grant_reporters(row.member_id, actor=actor)} 件反映人信息。"


def _permit(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    give_permission(row.member_id, RecoveryPurpose.PASSPHRASE, actor=actor)
    return f"已许可{row.name}凭恢复密钥重设口令，限用一次。"


def _permit_leaver(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    give_permission(row.member_id, RecoveryPurpose.LEAVER, actor=actor)
    return f"已许可凭恢复密钥移交{row.name}的卷，限用一次。"


def _end(row: MemberRow, actor: Reader, form: SeatForm) -> str:
    end_member(row.member_id, actor=actor)
    return f"{row.name}已不是线索室成员。"


MEMBER_ACTIONS = {
    one.verb: one
    for one in (
        MemberAction(
            "grant",
            "授权旧件",
            "这些线索早于其钥匙。授权后其成为授权阅知人，您打得开的卷由此对其打开。",
            _for_waiting,
            _grant,
        ),
        MemberAction(
            "duty",
            "调整分工",
            "已经授权阅知的线索不因此收回。",
            _for_head_of_others,
            _change,
            DutyForm,
        ),
        MemberAction(
            "custodian",
            "调整保管人",
            "保管人可以直接查阅今后登记的反映人。取消后，其保管的反映人信息全部收回。",
            _for_head,
            _custody,
            CustodianForm,
        ),
        MemberAction(
            "reporters",
            "交给其保管反映人信息",
            "您保管的反映人信息同时交给这位保管人，其须回避的除外。",
            _among_custodians,
            _share,
        ),
        MemberAction(
            "permit",
            "许可重设口令",
            "本人忘记口令时给予。许可后由本人凭封存的恢复密钥重设，限时、限用一次。",
            _for_passphrase,
            _permit,
        ),
        MemberAction(
            "permit-leaver",
            "许可移交其卷",
            "本人不能到场办理离任移交时给予。给予许可的和办理移交的须是两人。",
            _for_leaver,
            _permit_leaver,
        ),
        MemberAction(
            "end",
            "结束成员身份",
            "其钥匙随即销毁，不能恢复。有只有其能打开的线索的，请先办理离任移交。",
            _for_head_of_others,
            _end,
            is_danger=True,
        ),
    )
}
