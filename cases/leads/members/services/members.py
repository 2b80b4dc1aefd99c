"""The head changes who sits on its side, and what for."""

from __future__ import annotations

from typing import Any

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.people.selectors import viewers
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cases.leads.keys.selectors import colleagues, seats, sole_keys
from cases.leads.keys.services import side_keys
from cases.leads.members.services import leavers
from cases.leads.procedure.models.people import KeyPair, Member
from cases.leads.procedure.rules.vocabulary import DUTIES, Duty, Side
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together


@together()
def end_member(member_id: int, *, actor: Reader) -> Member:
    """End a seat whose leads others read as well (结束成员身份).

    Raises WrongState where anything would be open to nobody of the side: it is handed over first.
    """
    member = _under_head(member_id, actor)
    if member.pk == actor.member_id:
        raise WrongState("负责人离任请办理离任移交。")
    sole = list(sole_keys.sole_leads(member.pk, seen_by=actor))
    if sole:
        named = "、".join(leavers.names_of(sole, actor=actor))
        raise WrongState(
            "有的线索在本方只有这位同志能打开，请先办理离任移交"
            + (f"：{named}。" if named else "。")
        )
    if sole_keys.is_last_of_dropped(member.pk, seen_by=actor):
        raise WrongState("有的密封投递在本方只有这位同志能打开，请先办理离任移交。")
    leavers.end_seat(member, actor=actor)
    trail.record("member.end", member, actor=actor.viewer)
    return Member.objects.get(pk=member.pk)


@together()
def change_duty(member_id: int, duty: Duty, *, actor: Reader, read: Read) -> Member:
    """Give a member another duty (变更分工). What it reads already stays open to it."""
    member = _under_head(member_id, actor)
    if duty not in DUTIES[Side(member.office.side)]:
        raise Invalid("本方没有这种分工。", {"duty": "请从列表中选择"})
    duty = Duty(_settled(member, {"duty": duty.value}, actor, read)["duty"])
    if duty == member.duty:
        raise Conflict("这位同志的分工已经是这样。")
    if member.pk == actor.member_id:
        raise WrongState("负责人不能变更自己的分工，请办理离任移交。")
    viewer = viewers.of(member.cadre_id, at=actor.at)
    if duty == Duty.HEAD and (viewer is None or not seats.may_head(viewer, member.office)):
        raise Invalid("这位同志没有负责人的任职。", {"duty": "任职不符"})
    before, member.duty = member.duty, duty
    member.save(update_fields=["duty"])
    pair = KeyPair.objects.filter(member=member, retired_at__isnull=True).first()
    if pair is not None and bytes(pair.signature):
        side_keys.hand_to(pair, actor=actor)
    trail.record("member.change_duty", member, actor=actor.viewer, before=before, after=duty.value)
    return member


@together()
def set_custodian(member_id: int, is_custodian: bool, *, actor: Reader, read: Read) -> Member:
    """Make a member a custodian of reporters' names (反映人信息保管人), or end that.

    A new custodian holds what comes from now on; whom else holds a name hands it on
    (`grants.grant_reporters`). One who is no custodian any more loses the keys of all of them.
    """
    member = _under_head(member_id, actor)
    is_custodian = _settled(member, {"is_custodian": is_custodian}, actor, read)["is_custodian"]
    if member.is_custodian == is_custodian:
        raise Conflict("已经是这样，无须变更。")
    if not is_custodian:
        _take_reporters(member, actor)
    member.is_custodian = is_custodian
    member.save(update_fields=["is_custodian"])
    trail.record("member.set_custodian", member, actor=actor.viewer, custodian=int(is_custodian))
    return member


def _take_reporters(member: Member, actor: Reader) -> None:
    if sole_keys.sole_wraps(member.pk, FolderKind.REPORTER, seen_by=actor).exists():
        raise WrongState(
            "有的反映人信息只由这位同志保管，请先指定另一位保管人，并由这位同志把反映人卷交给其保管。"
        )
    Wrap.objects.filter(key_pair__member=member, folder__kind=FolderKind.REPORTER).delete()


def _settled(member: Member, given: dict[str, Any], actor: Reader, read: Read) -> dict[str, Any]:
    """What is to be written; who changed it meanwhile stands in the room's own trail."""
    return edits.settle(
        member,
        colleagues.facts(member),
        given,
        read=read,
        actor=actor.viewer,
        verbs=(),
        words={"duty": lambda duty: Duty(duty).label},
    )


def _under_head(member_id: int, actor: Reader) -> Member:
    if not actor.is_head:
        raise NotPermitted("成员由本方负责人管理。")
    return colleagues.fetch(member_id, seen_by=actor)
