"""Bring a side of a county's room into use, and seat its members."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.keys.services import enrolment, keys, paper_codes, side_keys
from cases.leads.keys.services.enrolment import Named
from cases.leads.keys.services.paper_codes import Purpose
from cases.leads.keys.services.recovery import put_on_paper
from cases.leads.procedure.models.people import Member, Office, PaperCode
from cases.leads.procedure.rules import organs
from cases.leads.procedure.rules.vocabulary import DUTIES, Duty, Side
from cases.leads.vault.rules import crypto, trust
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import sealing, trail
from cases.leads.vault.services.room_transaction import together


@dataclass(frozen=True, slots=True)
class Founded:
    """A new office, and its recovery key, which is told here once and kept nowhere."""

    office: Office
    recovery_key: str = field(repr=False)


@together()
def print_founding_code(county_id: int, side: Side, *, actor: Viewer) -> str:
    """Whoever stands at the server's console prints the code without which no side is founded."""
    if Office.objects.filter(county_id=county_id, side=side).exists():
        raise Conflict("这一方的线索室已经启用。")
    trail.record("office.print_code", None, actor=actor, county=county_id, side=side)
    return paper_codes.print_code(Purpose(county_id, side), actor=actor)


def found_office(
    code: str,
    name: str,
    series: str,
    passphrase: str,
    again: str,
    *,
    contact: str = "",
    desk: str = "",
    actor: Viewer,
) -> Founded:
    """The head of a side brings the room into use: the office, its own seat, its own key.

    With the code from the server's console: it stands in for the second person who would compare
    the head's fingerprint. Raises NotPermitted for whoever is not the head, or where the side has
    its room already: then only an action inside the room seats anybody.
    """
    may = seats.may_found(actor)
    if may is None:
        raise NotPermitted("线索室由助企办主任、纪检负责人启用，每方只启用一次。")
    county_id, side = may
    check_names(name, series)
    keys.check_passphrase(passphrase, again)
    row = paper_codes.check_code(code, Purpose(county_id, side), actor=actor)
    office = Office(
        county_id=county_id,
        side=side,
        name=name.strip(),
        desk=desk.strip(),
        series=series.strip(),
        contact=contact.strip(),
        made_by_id=actor.person_id,
        made_at=actor.at,
    )
    return _founded(office, row, passphrase, actor=actor)


@together()
def name_member(cadre_id: int, duty: Duty, *, is_custodian: bool = False, actor: Reader) -> Named:
    """The head of the side seats one of its people (指定成员), and hands over a code on paper.

    With that the member makes its key itself.

    Where no head holds its posting any more, who decides beside it may seat the next one.

    Raises Invalid for whoever holds no fitting posting: the room seats nobody from outside.
    """
    own = Member.objects.select_related("office").get(pk=actor.member_id)
    if not actor.is_head and not _may_seat_next_head(own.office, duty, actor):
        raise NotPermitted("成员由本方负责人指定。")
    viewer = viewers.of(cadre_id, at=actor.at)
    if viewer is None or not seats.fits(viewer, own.office):
        raise Invalid("这位同志没有相应的任职，不能指定为成员。", {"cadre": "请另选一人"})
    if duty not in DUTIES[Side(own.office.side)]:
        raise Invalid("本方没有这种分工。", {"duty": "请从列表中选择"})
    if duty == Duty.HEAD and not seats.may_head(viewer, own.office):
        raise Invalid("这位同志没有负责人的任职，不能指定为负责人。", {"duty": "任职不符"})
    if Member.objects.filter(cadre_id=cadre_id, ended_at__isnull=True).exists():
        raise Conflict("这位同志已经是成员。")
    member = Member.objects.create(
        office=own.office,
        cadre_id=cadre_id,
        duty=duty,
        is_custodian=is_custodian,
        named_by_id=actor.cadre_id,
        named_at=actor.at,
    )
    trail.record("member.name", member, actor=actor.viewer, duty=duty, custodian=int(is_custodian))
    return enrolment.print_enrolment_code(member, actor=actor)


@together()
def _founded(office: Office, row: PaperCode, passphrase: str, *, actor: Viewer) -> Founded:
    _wait_for_the_other(office.county_id)
    paper_codes.spend(row, actor=actor)
    seed, recovery = crypto.new_key(), crypto.new_pair()
    office.root = trust.root_of(seed)
    office.root_digest = sealing.server_digest(office.county_id, office.side, office.root)
    put_on_paper(office, recovery, seed)
    office.save(force_insert=True)
    said = {
        "root": trust.fingerprint(office.root),
        "fingerprint": trust.fingerprint(recovery.public),
    }
    trail.record("office.found", office, actor=actor, side=office.side, **said)
    head = Member.objects.create(
        office=office,
        cadre_id=actor.person_id,
        duty=Duty.HEAD,
        named_by_id=actor.person_id,
        named_at=actor.at,
    )
    pair = keys.put_under(head, office.root, passphrase, actor=actor)
    enrolment.vouch_for(pair, seed, actor=actor, how="founding_code")
    side_keys.begin(office, seed, pair, actor=actor)
    return Founded(office, crypto.printed(recovery.private))


def _wait_for_the_other(county_id: int) -> None:
    """The first side makes the county's key of marks: two at once would make two."""
    codes = PaperCode.objects.select_for_update(no_key=True).filter(
        county_id=county_id, member=None
    )
    list(codes.order_by("pk"))


def _may_seat_next_head(office: Office, duty: Duty, actor: Reader) -> bool:
    """Whether the side is without a head who still may enter, and it is a head that is seated."""
    if duty != Duty.HEAD or not actor.decides:
        return False
    heads = Member.objects.filter(office=office, duty=Duty.HEAD, ended_at__isnull=True)
    in_post = (viewers.of(head.cadre_id, at=actor.at) for head in heads)
    return not any(viewer and seats.fits(viewer, office) for viewer in in_post)


def check_names(name: str, series: str, *, own: Office | None = None) -> None:
    """Raise Invalid where the name is none of an organ, or another side has the 代字."""
    missing = {
        field: "请填写"
        for field, value in (("name", name), ("series", series))
        if not value.strip()
    }
    if missing:
        raise Invalid("请写明机关名称和发文代字。", missing)
    if organs.is_internal(name):
        raise Invalid(organs.INSIDE, {"name": "请写机关全称"})
    taken = Office.objects.filter(series=series.strip())
    if (taken.exclude(pk=own.pk) if own else taken).exists():
        raise Invalid("这个发文代字已在使用。", {"series": "请换一个"})
