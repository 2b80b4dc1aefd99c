"""Seats people in the room by its own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.keys.services import keys
from cases.leads.keys.services.enrolment import confirm_key, make_key
from cases.leads.keys.services.first_contact import confirm_other
from cases.leads.keys.services.founding import found_office, name_member, print_founding_code
from cases.leads.models import KeyPair, Member
from cases.leads.procedure.rules.content import ConcernedUnit, Matter, Person
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.passphrase_bundles import bundle_of
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import fingerprint
from tests import cast
from tests.cast import Person as Somebody
from tests.factories.people import moment

MONDAY = date(2026, 3, 2)
PASSPHRASE = "春江潮水连海平，海上明月共潮生"
OFFICE, DISCIPLINE = "县助企办", "县纪委监委"


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody in the room; `at(…)` is them at a moment with their key open."""

    who: Somebody

    def viewer(self, on: date = MONDAY, hour: int = 9) -> Viewer:
        return self.who.viewer(on, hour)

    @property
    def member(self) -> Member:
        return Member.objects.select_related("office").get(
            cadre_id=self.who.cadre.pk, ended_at__isnull=True
        )

    def at(self, on: date = MONDAY, hour: int = 9) -> Reader:
        """The reader with an open key."""
        member = self.member
        pair = KeyPair.objects.get(member=member, retired_at__isnull=True)
        bundle = bundle_of(crypto.unwrap(keys.wrapped(pair), PASSPHRASE))
        return seats.reader(self.viewer(on, hour), member, bundle)

    def shut(self, on: date = MONDAY, hour: int = 9) -> Reader:
        """The reader without its key."""
        return seats.reader(self.viewer(on, hour), self.member)


@dataclass(frozen=True, slots=True)
class Room:
    head: Seated
    deputy: Seated
    clerk: Seated
    custodian: Seated
    officer_head: Seated
    registrar: Seated
    officer: Seated
    receiver_custodian: Seated
    recovery: dict[str, str]


def furnish() -> Room:
    office = cast.unit(OFFICE, UnitKind.OFFICE)
    discipline = cast.unit(DISCIPLINE, UnitKind.DISCIPLINE)
    head, head_key = found("马超", Role.OFFICE_HEAD, office, "召营商移")
    officer_head, officer_key = found("郑正", Role.OFFICER_HEAD, discipline, "召纪反馈")
    introduce(head, officer_head)
    ours = (head.at(MONDAY, 8), office, Role.OFFICE_CLERK)
    theirs = (officer_head.at(MONDAY, 8), discipline, Role.OFFICER)
    return Room(
        head=head,
        deputy=seat("许同", Duty.APPROVER, *ours),
        clerk=seat("陈静", Duty.CLERK, *ours),
        custodian=seat("赵敏", Duty.CLERK, *ours, is_custodian=True),
        officer_head=officer_head,
        registrar=seat("周正", Duty.REGISTRAR, *theirs),
        officer=seat("何严", Duty.CLERK, *theirs),
        receiver_custodian=seat("吕守", Duty.CLERK, *theirs, is_custodian=True),
        recovery={"sender": head_key, "receiver": officer_key},
    )


def matter(**changes) -> Matter:
    """A complete matter about somebody who sits in no chair of the room."""
    values = {
        "title": "城关镇某站所工作人员向企业索要烟酒",
        "found_on": "2026-03-02",
        "found_by": "县助企办 陈静",
        "persons": (Person("甄某某", "县气象局", "科员", "county"),),
        "units": (ConcernedUnit("县气象局", "county"),),
        "time": "2026年2月下旬",
        "place": "恒信达艾草制品有限公司办公室",
        "deed": "以办理手续为由，向企业索要香烟两条。",
        "consequence": "企业为尽快办理，购买后送至其办公室。",
        "breached": "《河南省优化营商环境条例》",
    }
    return Matter(**{**values, **changes})


def found(name: str, role: Role, unit, series: str) -> tuple[Seated, str]:
    """Bring a side into use: with the code from the console, by its head."""
    who = cast.person(name, role, unit)
    actor = who.viewer(MONDAY, 8)
    founded = found_office(
        founding_code(actor), organ(unit.name), series, PASSPHRASE, PASSPHRASE, actor=actor
    )
    return Seated(who), founded.recovery_key


def organ(unit: str) -> str:
    """The organ in whose name an office writes."""
    return unit.replace("助企办", "营商环境主管部门")


def founding_code(actor: Viewer) -> str:
    county_id, side = seats.may_found(actor)
    return print_founding_code(county_id, side, actor=Viewer.system(actor.at))


def introduce(one: Seated, other: Seated) -> None:
    """Both heads read their fingerprints to each other, and each signs."""
    for own, theirs in ((one, other), (other, one)):
        read_out = fingerprint(bytes(theirs.member.office.root))
        confirm_other(read_out, actor=own.at(MONDAY, 8))


def seat(name: str, duty: Duty, head: Reader, unit, role: Role, **more) -> Seated:
    """A member with its code, its key, and its fingerprint compared by the head."""
    seated = Seated(cast.person(name, role, unit))
    named = name_member(seated.who.cadre.pk, duty, actor=head, **more)
    enrol(seated, named.code, head, at=seated.viewer(MONDAY, 8))
    return seated


def enrol(seated: Seated, code: str, confirming: Reader, *, at: Viewer | None = None) -> KeyPair:
    """The member makes its key with the code, and somebody who decides compares it."""
    pair = make_key(seated.member, code, PASSPHRASE, PASSPHRASE, actor=at or seated.viewer(MONDAY))
    print_of = fingerprint(bytes(pair.public))
    return confirm_key(seated.member.pk, print_of, actor=confirming)


def moment_of(on: date, hour: int = 9) -> datetime:
    return moment(on, hour)
