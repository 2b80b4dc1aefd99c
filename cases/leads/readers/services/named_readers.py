"""Who is named a reader of a lead (授权阅知人), on record, and who is kept out (回避)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.keys.selectors import colleagues, seats, sole_keys
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Access, Exclusion, Lead
from cases.leads.procedure.models.people import Member
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.steps.services import transitions
from cases.leads.vault.models.folders import Folder, Wrap
from cases.leads.vault.rules.folder_access import GIVEN_AWAY, FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together

ORPHANED = (
    "这样改动后，本件的反映人信息将没有保管人可以打开（现有保管人须回避）。"
    "请先由负责人指定另一位保管人，并由现保管人交给其保管。"
)
# Folders that do not simply come with a reader's being named.
APART = frozenset({FolderKind.REPORTER})


@together()
def name_reader(lead: Lead, member_id: int, *, actor: Reader) -> Access:
    """Who decides for the side names one more of its people for a lead; its folders are re-wrapped.

    Raises Invalid for one who is kept out of it, without saying by what.
    """
    lead = transitions.look_again(lead, actor=actor)
    transitions.check_not_lent(lead)
    if not (actor.decides or actor.takes):
        raise NotPermitted("授权阅知人由本方负责人或案管登记人指定。")
    seat = seat_of(member_id, actor=actor)
    if seat.is_kept_from(seats.marks_on(lead, seen_by=actor)):
        raise Invalid("按回避规定，不能指定这位同志。", {"member": "请另选一人"})
    if reads_as_much(lead, seat, actor=actor):
        raise Conflict("这位同志已经是授权阅知人。")
    admit(lead, [seat], actor=actor)
    for opened in _common(lead, actor):
        folders.share(opened, [seat.key_pair], trust=actor.trust, at=actor.at)
    trail.record("lead.name_reader", lead, actor=actor.viewer, member=seat.member.cadre_id)
    named: Access = Access.objects.lasting().get(lead=lead, member=seat.member)
    return named


def reads_as_much(lead: Lead, seat: Seat, *, actor: Reader) -> bool:
    """Whether the seat is a reader who opens all that the actor opens.

    A custodian may be there for the reporter's name alone, and is named for the rest as anybody.
    """
    if not Access.objects.lasting().filter(lead=lead, member=seat.member).exists():
        return False
    wanted = {opened.folder.pk for opened in _common(lead, actor)}
    held = Wrap.objects.lasting().filter(folder__in=wanted, key_pair=seat.key_pair)
    return held.count() == len(wanted)


@together()
def recuse(lead: Lead, *, actor: Reader) -> None:
    """A reader steps back from a lead (申请回避) for good; others are told in the room."""
    lead = transitions.look_again(lead, actor=actor)
    if sole_keys.sole_leads(actor.member_id, seen_by=actor).filter(pk=lead.pk).exists():
        raise Invalid(
            "本件（或其反映人信息）在本方只有您一人能打开，请先由负责人指定他人，再申请回避。"
        )
    shut_out(lead, {actor.blind(exclusions.of_cadre(actor.cadre_id))}, Reason.RECUSED, actor=actor)
    trail.record("lead.recuse", lead, actor=actor.viewer)


@together()
def end_reader(lead: Lead, member_id: int, *, actor: Reader) -> None:
    """Who decides for the side ends a reader's naming (取消阅知授权); it may be named again."""
    lead, member = _other_reader(lead, member_id, actor)
    end_access(lead, [member.pk], actor=actor)
    trail.record("lead.end_reader", lead, actor=actor.viewer, member=member.cadre_id)


@together()
def exclude_reader(lead: Lead, member_id: int, *, actor: Reader) -> None:
    """Who decides for the side keeps one of its people out of a lead for good (决定回避)."""
    lead, member = _other_reader(lead, member_id, actor)
    mark = actor.blind(exclusions.of_cadre(member.cadre_id))
    shut_out(lead, {mark}, Reason.DECIDED, actor=actor)
    trail.record("lead.exclude", lead, actor=actor.viewer, member=member.cadre_id)


def admit(
    lead: Lead, chosen: Iterable[Seat], *, actor: Reader, ends_at: datetime | None = None
) -> list[Access]:
    """Part of other actions: these seats are readers from now on. Folders are shared apart.

    With `ends_at` they are so until then; an earlier lending ends with it.
    """
    lasting = Access.objects.lasting().filter(lead=lead)
    known = set(lasting.values_list("member_id", flat=True))
    new = [seat.member for seat in chosen if seat.member.pk not in known]
    Access.objects.filter(lead=lead, member__in=new, ended_at__isnull=True).update(
        ended_at=actor.at
    )
    return [
        Access.objects.create(
            lead=lead,
            member=member,
            named_by_id=actor.cadre_id,
            named_at=actor.at,
            ends_at=ends_at,
        )
        for member in new
    ]


def shut_out(lead: Lead, marks: Iterable[str], reason: Reason, *, actor: Reader) -> None:
    """Part of other actions: keep out whoever carries these marks, who could read until now too."""
    Exclusion.objects.bulk_create(
        [
            Exclusion(
                lead=lead, mark=mark, reason=reason, made_by_id=actor.cadre_id, made_at=actor.at
            )
            for mark in sorted(marks)
        ],
        ignore_conflicts=True,
    )
    office = Member.objects.select_related("office").get(pk=actor.member_id).office
    gone = [
        seat for seat in seats.seats(office, actor.at, seen_by=actor) if seat.is_kept_from(marks)
    ]
    shut = lead.folders.filter(wraps__isnull=True)
    before = shut.count()
    end_access(lead, [seat.member.pk for seat in gone], actor=actor)
    if shut.count() > before:
        raise WrongState(ORPHANED)


def end_access(lead: Lead, member_ids: Iterable[int], *, actor: Reader) -> None:
    """These members are readers no longer, and hold no key of any folder of the lead."""
    members = list(member_ids)
    Access.objects.filter(lead=lead, member__in=members, ended_at__isnull=True).update(
        ended_at=actor.at
    )
    of_lead = Q(folder__lead=lead) | Q(folder__asking__lead=lead)
    Wrap.objects.filter(of_lead, key_pair__member__in=members).delete()


def give_away(lead: Lead) -> int:
    """The receiver has signed: the sender keeps number, dates and code, and no key of the file."""
    given = Folder.objects.filter(lead=lead, kind__in=GIVEN_AWAY)
    gone, _ = Wrap.objects.filter(
        folder__in=given, key_pair__member__office__side=Side.SENDER
    ).delete()
    return gone


def fitting(lead: Lead, side: Side, *, actor: Reader) -> list[Seat]:
    """Everybody of a side of the lead's county who holds a key and is not kept out of it."""
    office = seats.office(lead.county_id, side, seen_by=actor)
    marks = seats.marks_on(lead, seen_by=actor)
    found = seats.seats(office, actor.at, seen_by=actor) if office else []
    return [seat for seat in found if not seat.is_kept_from(marks)]


def seat_of(member_id: int, *, actor: Reader) -> Seat:
    """A colleague of the actor's side who holds a key; Absent where there is none."""
    office = Member.objects.select_related("office").get(pk=actor.member_id).office
    for seat in seats.seats(office, actor.at, seen_by=actor):
        if seat.member.pk == member_id:
            return seat
    raise Absent("没有这位成员，或者其钥匙还没有建立。")


def _other_reader(lead: Lead, member_id: int, actor: Reader) -> tuple[Lead, Member]:
    """Somebody else of the side who reads the lead, and is not the last who can open it."""
    lead = transitions.look_again(lead, actor=actor)
    if not actor.decides:
        raise NotPermitted("取消阅知授权和决定回避由本方负责人办理。")
    member = colleagues.fetch(member_id, seen_by=actor)
    if member.pk == actor.member_id:
        raise Invalid("本人请用“申请回避”。")
    if sole_keys.sole_leads(member.pk, seen_by=actor).filter(pk=lead.pk).exists():
        raise Invalid("本件（或其反映人信息）在本方只有这一位同志能打开，请先指定他人。")
    return lead, member


def _common(lead: Lead, actor: Reader) -> list[OpenFolder]:
    """The folders that the actor opens and a named reader gets: all but who reported it."""
    opened = open_folders.all_of_lead(lead, seen_by=actor)
    return [one for one in opened if one.folder.kind not in APART]
