"""Somebody leaves: all that they read goes to another in one action, and their keys end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from cadres.errors import Invalid, NotPermitted, WrongState
from cases.leads.drop_box.services import dropped_papers
from cases.leads.keys.selectors import colleagues, seats, sole_keys
from cases.leads.keys.selectors import recovery_permissions as permissions
from cases.leads.keys.selectors.seats import Seat
from cases.leads.keys.services import recovery, recovery_keys, side_keys
from cases.leads.procedure.models.leads import Access, Exclusion, Lead
from cases.leads.procedure.models.people import KeyPair, Member, Opening, Permission, Relative
from cases.leads.procedure.rules.vocabulary import DECIDERS, Duty, RecoveryPurpose
from cases.leads.readers.rules.access_requests import AskingState
from cases.leads.readers.services import access_requests, named_readers
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules import crypto, recovery_permissions
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together

ONLY_CUSTODIAN = (
    "有的反映人信息只由这位同志保管，请先由负责人指定接任人为反映人信息保管人，再移交。"
)
OF_CUSTODIANS = frozenset({FolderKind.REPORTER, FolderKind.ASKING})


@dataclass(frozen=True, slots=True)
class HandOver:
    """How many leads went over, and the labels of those that may not come to the successor.

    Leads that do not exist for the actor are in neither.
    """

    handed: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Leaving:
    member: Member
    private: bytes = field(repr=False)
    successor: Seat
    makes_head: bool
    permission: Permission | None


def hand_over_seat(
    leaver_member_id: int,
    successor_member_id: int,
    *,
    actor: Reader,
    recovery_key: str = "",
    makes_head: bool = False,
) -> HandOver:
    """The leaver's leads come to a successor, and its seat, key and readings end (离任移交).

    By the leaver itself with its own open key; or by the head with the printed recovery key and
    another's permission. What was only lent to the leaver goes to nobody.

    Raises Invalid where something would then be open to nobody of the side.
    """
    leaver = colleagues.fetch(leaver_member_id, seen_by=actor)
    successor = _successor(leaver, successor_member_id, makes_head, actor)
    if leaver.pk == actor.member_id:
        return _carry_out(_Leaving(leaver, actor.key, successor, makes_head, None), actor=actor)
    permission = _permission(leaver, actor)
    recovery_private = recovery_keys.typed(
        recovery_key, colleagues.own(seen_by=actor), actor=actor.viewer
    )
    private = recovery_keys.bundle_in(_pair_of(leaver), recovery_private).private
    return _carry_out(_Leaving(leaver, private, successor, makes_head, permission), actor=actor)


def end_seat(member: Member, *, actor: Reader) -> None:
    """Part of other actions: no seat, no key, no opening, no reading; the key is destroyed."""
    Wrap.objects.filter(key_pair__member=member).delete()
    Opening.objects.filter(key_pair__member=member).delete()
    KeyPair.objects.filter(member=member, retired_at__isnull=True).update(
        retired_at=actor.at, wrapped=b"", recovery=b""
    )
    Access.objects.filter(member=member, ended_at__isnull=True).update(ended_at=actor.at)
    Relative.objects.filter(member=member).delete()
    Permission.objects.filter(member=member, used_at__isnull=True).delete()
    access_requests.drop_of(member, actor=actor)
    Member.objects.filter(pk=member.pk).update(ended_at=actor.at)


def names_of(leads: Iterable[Lead], *, actor: Reader) -> tuple[str, ...]:
    """What these leads are called, without those that do not exist for the actor."""
    ids = [lead.pk for lead in leads]
    seen = Lead.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    return tuple(str(lead) for lead in seen)


@together()
def _carry_out(leaving: _Leaving, *, actor: Reader) -> HandOver:
    leaver, successor = leaving.member, leaving.successor
    read = _locked_leads(leaver)
    kept_from = _kept_from(read, successor)
    skipped = [lead for lead in read if lead.pk in kept_from]
    handed = [lead for lead in read if lead.pk not in kept_from]
    _check_nothing_lost(leaving, skipped, actor)
    held = _held(leaver, leaving.private, handed)
    for lead in handed:
        named_readers.admit(lead, [successor], actor=actor)
    dropped_papers.pass_on(leaver.pk, leaving.private, successor, actor=actor)
    for opened in held:
        if opened.folder.kind not in OF_CUSTODIANS or successor.member.is_custodian:
            folders.share(opened, [successor.key_pair], trust=actor.trust, at=actor.at)
    told = HandOver(len(names_of(handed, actor=actor)), names_of(skipped, actor=actor))
    _end(leaving, told, actor)
    return told


def _end(leaving: _Leaving, told: HandOver, actor: Reader) -> None:
    if leaving.permission is not None:
        recovery.use(leaving.permission, actor=actor.viewer)
    successor = leaving.successor.member
    if leaving.makes_head:
        Member.objects.filter(pk=successor.pk).update(duty=Duty.HEAD)
    if leaving.makes_head or successor.duty in DECIDERS:
        pair = leaving.successor.key_pair
        side_keys.pass_on(leaving.private, _pair_of(leaving.member), pair, actor=actor)
    end_seat(leaving.member, actor=actor)
    office = successor.office
    deciding = Member.objects.filter(office=office, duty__in=DECIDERS, ended_at__isnull=True)
    if not deciding.exists():
        raise Invalid(
            "移交后本方将没有负责人，请由接任人同时接任负责人。", {"makes_head": "请勾选"}
        )
    if not Wrap.objects.filter(folder__kind=FolderKind.ROOT, folder__office=office).exists():
        raise Invalid(
            "移交后本方将没有人能核对新成员的指纹，请由接任人同时接任负责人，"
            "或先核对另一位负责人的指纹。",
            {"makes_head": "请勾选"},
        )
    trail.record(
        "member.hand_over",
        leaving.member,
        actor=actor.viewer,
        successor=successor.cadre_id,
        leads=told.handed,
        head=int(leaving.makes_head),
    )


def _locked_leads(leaver: Member) -> list[Lead]:
    """Locked in one order: a receipt that takes keys away meanwhile must not be undone here."""
    lasting = Access.objects.lasting().filter(member=leaver).values("lead")
    return list(Lead.objects.select_for_update(no_key=True).filter(pk__in=lasting).order_by("pk"))


def _kept_from(leads: list[Lead], successor: Seat) -> set[int]:
    found = Exclusion.objects.filter(lead__in=leads, mark__in=successor.marks)
    return set(found.values_list("lead_id", flat=True))


def _held(leaver: Member, private: bytes, leads: list[Lead]) -> list[OpenFolder]:
    waiting = Q(folder__asking__lead__in=leads, folder__asking__state=AskingState.WAITING)
    wraps = (
        Wrap.objects.lasting()
        .filter(Q(folder__lead__in=leads) | waiting, key_pair__member=leaver)
        .select_related("folder")
        .order_by("folder_id")
    )
    return [OpenFolder(wrap.folder, crypto.unseal(private, bytes(wrap.sealed))) for wrap in wraps]


def _check_nothing_lost(leaving: _Leaving, skipped: list[Lead], actor: Reader) -> None:
    sole = sole_keys.sole_leads(leaving.member.pk, seen_by=actor)
    lost = list(sole.filter(pk__in=[lead.pk for lead in skipped]))
    if lost:
        named = "、".join(names_of(lost, actor=actor))
        raise Invalid(
            "有的线索在本方只有这位同志能打开，而接任人须回避，请先指定其他授权阅知人"
            + (f"：{named}。" if named else "，或另选接任人。"),
            {"successor": "请另选一人"},
        )
    if not leaving.successor.member.is_custodian and (
        sole_keys.sole_wraps(leaving.member.pk, FolderKind.REPORTER, seen_by=actor).exists()
    ):
        raise Invalid(ONLY_CUSTODIAN, {"successor": "请先指定为保管人"})


def _successor(leaver: Member, member_id: int, makes_head: bool, actor: Reader) -> Seat:
    if member_id == leaver.pk:
        raise Invalid("接任人不能是离任人本人。", {"successor": "请另选一人"})
    seat = named_readers.seat_of(member_id, actor=actor)
    if makes_head and leaver.duty != Duty.HEAD:
        raise Invalid("离任的不是负责人，接任人不能因此成为负责人。", {"makes_head": "请取消"})
    if makes_head and not seats.may_head(seat.viewer, leaver.office):
        raise Invalid(
            "接任人没有负责人的任职，请先在“干部”中变更其任职。", {"makes_head": "任职不符"}
        )
    return seat


def _permission(leaver: Member, actor: Reader) -> Permission:
    if not recovery_permissions.may_hand_over(actor, leaver.duty):
        raise NotPermitted("离任移交由本人办理；本人不能办理的，由本方负责人办理。")
    found = permissions.usable(leaver, RecoveryPurpose.LEAVER, seen_by=actor.viewer)
    if found.given_by_id == actor.cadre_id:
        raise NotPermitted("许可须由另一位负责人给予，不能自己许可、自己移交。")
    return found


def _pair_of(leaver: Member) -> KeyPair:
    pairs = KeyPair.objects.filter(member=leaver, retired_at__isnull=True)
    pair = pairs.select_related("member__office").first()
    if pair is None:
        raise WrongState("这位同志没有建立钥匙，没有可以移交的卷，请直接结束其成员身份。")
    return pair
