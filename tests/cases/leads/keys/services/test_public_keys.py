"""Whoever writes the database swaps a public key: nothing is sealed to it, and it is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.services import candidates
from cases.leads.handling.services.drafts import Beginning, draft_lead
from cases.leads.keys.services import recovery
from cases.leads.models import KeyPair, Office, Wrap
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.rules import crypto, trust
from cases.leads.vault.rules.trust import UncheckedKey
from tests import fresh
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.filing import lines
from tests.cases.leads.members.services.test_leaver import colleague
from tests.cases.leads.road import SENDING, begin
from tests.cases.leads.seating import MONDAY, Room, Seated, matter, moment_of

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

THEIRS = crypto.new_pair()
SEED = crypto.new_key()
Swap = Callable[[Room], None]


def of_member(who: str, *, signed: bool = False) -> Swap:
    """Another public key in a member's row; signed with a key of the thief's own, or unsigned."""

    def swap(room: Room) -> None:
        member = getattr(room, who).member
        changed = {"public": THEIRS.public}
        if signed:
            office = member.office
            said = trust.member_key(
                office.county_id, office.side, member.pk, member.cadre_id, THEIRS.public
            )
            changed["signature"] = trust.sign(SEED, said)
        KeyPair.objects.filter(member=member).update(**changed)

    return swap


def of_another(room: Room) -> None:
    """A public key that was signed for somebody else of the side."""
    other = KeyPair.objects.get(member=room.custodian.member)
    KeyPair.objects.filter(member=room.deputy.member).update(
        public=other.public, signature=other.signature
    )


def of_recovery(room: Room) -> None:
    office(room.head).update(recovery_public=THEIRS.public)


def of_root(who: str, *, whole: bool = False) -> Swap:
    """Another root; with everything of the side signed anew by it, as far as rows can be."""

    def swap(room: Room) -> None:
        root = trust.root_of(SEED)
        office(getattr(room, who)).update(root=root)
        if whole:
            for pair in KeyPair.objects.filter(member__office=getattr(room, who).member.office):
                one = pair.member
                said = trust.member_key(
                    one.office.county_id, one.office.side, one.pk, one.cadre_id, THEIRS.public
                )
                signed = trust.sign(SEED, said)
                KeyPair.objects.filter(pk=pair.pk).update(public=THEIRS.public, signature=signed)

    return swap


def of_introduction(room: Room) -> None:
    """The other side's root, also where the own side signed for it; its people with it."""
    of_root("officer_head", whole=True)(room)
    office(room.head).update(other_root=trust.root_of(SEED))


def office(who: Seated):
    return Office.objects.filter(pk=who.member.office_id)


SWAPS = {
    "member": (of_member("deputy"), "许同的公钥"),
    "member signed by a thief": (of_member("deputy", signed=True), "许同的公钥"),
    "member signed for another": (of_another, "许同的公钥"),
    "other side's member": (of_member("registrar"), "县纪委监委一位成员的公钥"),
    "root": (of_root("head"), "本方的签名公钥"),
    "root with all its people": (of_root("head", whole=True), "本方的签名公钥"),
    "other side's root": (of_root("officer_head"), "对方的签名公钥"),
    "other side with its people": (of_introduction, "对方的签名公钥"),
}


@pytest.mark.parametrize("name", SWAPS)
def test_nothing_is_sealed_to_a_swapped_key_the_head_is_told_and_the_check_names_it(room, name):
    swap, whose = SWAPS[name]
    way = begin(room)
    way.go(*SENDING[:3])
    assert compared() == ""
    clerk = room.clerk.at()  # in the middle of a request, when it is swapped
    swap(room)

    delivered = is_refused(lambda: fresh.deliver_lead(way.lead, actor=clerk))
    drafted = is_refused(lambda: draft_lead(matter(), Beginning(), actor=clerk))
    with suppress(DomainError):  # and in the next one
        draft_lead(matter(), Beginning(), actor=room.clerk.at())

    assert delivered or drafted
    assert not any(opens_with(THEIRS.private, wrap) for wrap in Wrap.objects.all())
    shown = text(inside(room.head), "/leads/")
    assert "已停止加密" in shown
    assert whose in shown
    assert compared()


def test_a_swapped_recovery_key_gets_no_member_s_key(room):
    of_recovery(room)

    with pytest.raises(UncheckedKey, match="恢复公钥"):
        colleague(room)
    assert "县营商环境主管部门的恢复公钥" in text(inside(room.head), "/leads/")
    assert "县营商环境主管部门的恢复公钥" in compared()


def is_refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except UncheckedKey:
        return True
    return False


def opens_with(private: bytes, wrap: Wrap) -> bool:
    try:
        return bool(crypto.unseal(private, bytes(wrap.sealed)))
    except crypto.Unopenable:
        return False


def test_swapped_and_swapped_back_there_is_nothing_to_read(room):
    """Two UPDATEs around an action: the action fails, and that it was tried is on record."""
    clerk = inside(room.clerk)
    of_member("deputy")(room)
    kept = Wrap.objects.count()

    answer = clerk.post("/leads/new/", draft_words())

    assert answer.status_code == 403
    assert "已停止加密" in answer.content.decode()
    assert Wrap.objects.count() == kept
    assert lines("key.mismatch") == 1


def draft_words() -> dict[str, str]:
    return {
        "title": "向企业索要烟酒",
        "route": "inside",
        "field": "conduct",
        "source": "visit",
        "found_on": MONDAY.isoformat(),
        "found_by": "县助企办",
        "persons-TOTAL_FORMS": "0",
        "persons-INITIAL_FORMS": "0",
        "units-TOTAL_FORMS": "0",
        "units-INITIAL_FORMS": "0",
        "earlier-TOTAL_FORMS": "0",
        "earlier-INITIAL_FORMS": "0",
    }


def test_the_worker_seals_no_hint_to_a_swapped_key_and_goes_on_with_the_others(room):
    of_member("deputy")(room)
    system = Viewer.system(moment_of(MONDAY, 4))

    sitting = candidates._sitting(room.head.member.office, system)

    assert room.deputy.member.pk not in {pair.member_id for pair, _ in sitting}
    assert len(sitting) == 3
    assert lines("key.mismatch") == 1
    of_root("head", whole=True)(room)
    assert candidates.sweep_candidates(actor=system) == 0
    assert lines("key.mismatch") == 2


def test_what_is_sealed_for_a_restoring_by_a_thief_restores_nothing(room):
    """Anybody can seal to the recovery key: another root in it would make a member blind."""
    member = room.clerk.member
    recovery.give_permission(member.pk, RecoveryPurpose.PASSPHRASE, actor=room.head.at())
    public = bytes(office(room.head).get().recovery_public)
    planted = crypto.seal(public, THEIRS.private + trust.root_of(SEED))
    KeyPair.objects.filter(member=member).update(public=THEIRS.public, recovery=planted)
    words = "一句新的口令只有自己知道"

    with pytest.raises(Exception, match="打不开"):
        recovery.restore_key(
            member, room.recovery["sender"], words, words, actor=room.clerk.viewer()
        )


def compared() -> str:
    """What verify_audit says of the room's public keys."""
    said = StringIO()
    try:
        call_command("verify_audit", stdout=said)
    except CommandError as found:
        return "\n".join(line for line in str(found).splitlines() if "线索室公钥" in line)
    return ""
