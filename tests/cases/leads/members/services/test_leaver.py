"""Somebody leaves: in one action their leads come to another, and their keys end."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import Posting
from cadres.people.selectors import person_page
from cadres.viewers.rules.roles import Role
from cases.leads.keys.selectors import side_keys
from cases.leads.keys.services import keys, recovery
from cases.leads.keys.services.founding import name_member
from cases.leads.keys.services.keys import Browser
from cases.leads.members.services.leavers import HandOver, hand_over_seat
from cases.leads.models import Access, KeyPair, Member, Opening
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.vocabulary import Duty, RecoveryPurpose
from cases.leads.readers.services import grants, named_readers
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast, fresh
from tests.cases.leads.filing import REPORTER, drafted, holds, lines, opens
from tests.cases.leads.seating import PASSPHRASE, Seated, enrol

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def go(room, leaver, successor, *, by=None, **more) -> HandOver:
    actor = (by or leaver).at()
    return hand_over_seat(leaver.member.pk, successor.member.pk, actor=actor, **more)


def colleague(room, name="孙新", role=Role.OFFICE_CLERK, **more) -> Seated:
    """A new clerk of the office with a key."""
    seated = Seated(cast.person(name, role, room.clerk.who.unit))
    named = name_member(seated.who.cadre.pk, Duty.CLERK, actor=room.head.at(), **more)
    enrol(seated, named.code, room.head.at())
    return seated


def keep_out(lead, who, by):
    words = exclusions.of_cadre(who.who.cadre.pk)
    named_readers.shut_out(lead, {by.at().blind(words)}, Reason.DECIDED, actor=by.at())


def test_a_leaver_hands_its_leads_over_with_its_own_key(room):
    lead, new = drafted(room), colleague(room)

    done = go(room, room.clerk, new)

    assert done == HandOver(1)
    assert opens(lead, new)
    assert leads.fetch(lead.pk, seen_by=new.at()) == lead
    assert lines("member.hand_over") == 1


def test_nothing_is_left_with_the_leaver(room):
    drafted(room)
    member = room.clerk.member
    keys.open_key(member, PASSPHRASE, Browser("s", "a"), actor=room.clerk.viewer())

    go(room, room.clerk, colleague(room))

    assert Member.objects.get(pk=member.pk).ended_at
    assert KeyPair.objects.get(member=member).retired_at
    assert not Opening.objects.filter(key_pair__member=member).exists()
    assert not Access.objects.filter(member=member, ended_at=None).exists()
    assert not KeyPair.objects.get(member=member).wraps.exists()


def test_leads_that_exclude_the_successor_stay_with_the_others_and_are_named(room):
    lead, new = drafted(room), colleague(room)
    keep_out(lead, new, room.head)

    done = go(room, room.clerk, new)

    assert done == HandOver(0, (str(lead),))
    assert not holds(lead, new)


def test_a_lead_that_only_the_leaver_opens_goes_not_lost(room):
    lead, new = drafted(room), colleague(room)
    keep_out(lead, new, room.head)
    named_readers.end_access(
        lead, [room.head.member.pk, room.deputy.member.pk], actor=room.clerk.at()
    )

    with pytest.raises(Invalid, match=f"先指定其他授权阅知人：{lead}"):
        go(room, room.clerk, new)

    assert opens(lead, room.clerk)


def test_who_reported_it_comes_only_to_a_successor_who_is_a_custodian(room):
    lead, second = drafted(room, reporter=REPORTER), colleague(room, "孙二", is_custodian=True)
    grants.grant_reporters(second.member.pk, actor=room.custodian.at())
    third = colleague(room, "孙三")

    go(room, second, third)

    assert not holds(lead, third, FolderKind.REPORTER)
    assert opens(lead, room.custodian, FolderKind.REPORTER)


def test_the_only_custodian_hands_over_to_a_custodian(room):
    lead, new = drafted(room, reporter=REPORTER), colleague(room)
    with pytest.raises(Invalid, match="反映人信息保管人"):
        go(room, room.custodian, new)
    fresh.set_custodian(new.member.pk, True, actor=room.head.at())

    go(room, room.custodian, new)

    assert opens(lead, new, FolderKind.REPORTER)


def test_for_one_who_has_left_already_the_head_does_it_with_paper_and_permission(room):
    lead, new = drafted(room), colleague(room)
    recovery.give_permission(room.clerk.member.pk, RecoveryPurpose.LEAVER, actor=room.deputy.at())

    go(room, room.clerk, new, by=room.head, recovery_key=room.recovery["sender"])

    assert opens(lead, new)
    assert lines("key.wrong") == 0


def test_nobody_permits_it_to_themselves(room):
    new = colleague(room)
    recovery.give_permission(room.clerk.member.pk, RecoveryPurpose.LEAVER, actor=room.head.at())

    with pytest.raises(NotPermitted, match="另一位负责人"):
        go(room, room.clerk, new, by=room.head, recovery_key=room.recovery["sender"])


def test_without_a_permission_or_the_right_paper_nothing_moves(room):
    lead, new = drafted(room), colleague(room)
    with pytest.raises(WrongState, match="还没有"):
        go(room, room.clerk, new, by=room.head, recovery_key=room.recovery["sender"])
    recovery.give_permission(room.clerk.member.pk, RecoveryPurpose.LEAVER, actor=room.deputy.at())

    with pytest.raises(Invalid, match="恢复密钥不对"):
        go(room, room.clerk, new, by=room.head, recovery_key=room.recovery["receiver"])

    assert KeyPair.objects.get(member=room.head.member).wrong == 1
    assert opens(lead, room.clerk)
    assert not holds(lead, new)


def test_a_colleague_hands_over_nobody_s_seat(room):
    with pytest.raises(NotPermitted, match="由本人办理"):
        go(room, room.clerk, room.custodian, by=room.deputy)


def test_the_other_side_s_people_are_not_there(room):
    with pytest.raises(Absent):
        go(room, room.clerk, room.officer)
    with pytest.raises(Absent):
        go(room, room.officer, room.clerk, by=room.head)


def test_the_next_head_takes_the_head_s_place_in_the_same_action(room):
    lead, new = drafted(room), colleague(room, "钱新主任", Role.OFFICE_HEAD)

    go(room, room.head, new, makes_head=True)

    assert new.member.duty == Duty.HEAD
    assert opens(lead, new)


def test_whoever_holds_no_head_s_posting_takes_no_head_s_place(room):
    with pytest.raises(Invalid, match="没有负责人的任职"):
        go(room, room.head, room.clerk, makes_head=True)


def test_a_side_is_not_left_without_anybody_who_decides(room):
    go(room, room.deputy, room.clerk)

    with pytest.raises(Invalid, match="没有负责人"):
        go(room, room.head, room.clerk)

    assert room.head.member.ended_at is None


def test_for_a_head_who_is_gone_another_who_decides_does_it_and_a_custodian_permits(room):
    lead, new = drafted(room), colleague(room, "钱新主任", Role.OFFICE_HEAD)
    recovery.give_permission(room.head.member.pk, RecoveryPurpose.LEAVER, actor=room.custodian.at())
    paper = room.recovery["sender"]

    go(room, room.head, new, by=room.deputy, recovery_key=paper, makes_head=True)

    assert new.member.duty == Duty.HEAD
    assert opens(lead, new)


def test_where_the_head_is_gone_who_decides_seats_the_next_one(room):
    new = cast.person("钱新主任", Role.OFFICE_HEAD, room.head.who.unit)
    with pytest.raises(NotPermitted):
        name_member(new.cadre.pk, Duty.HEAD, actor=room.deputy.at())
    Posting.objects.filter(cadre=room.head.who.cadre).delete()

    named = name_member(new.cadre.pk, Duty.HEAD, actor=room.deputy.at())
    enrol(Seated(new), named.code, room.deputy.at())

    assert named.member.duty == Duty.HEAD
    assert side_keys.signing_key(seen_by=Seated(new).at())


def test_a_lead_that_does_not_exist_for_the_head_is_not_told_to_it(room):
    lead, new = drafted(room), colleague(room)
    keep_out(lead, room.head, room.clerk)
    recovery.give_permission(room.clerk.member.pk, RecoveryPurpose.LEAVER, actor=room.deputy.at())

    done = go(room, room.clerk, new, by=room.head, recovery_key=room.recovery["sender"])

    assert done == HandOver(0)
    assert opens(lead, new)


def test_before_somebody_leaves_the_head_of_the_side_reads_of_the_seat_and_nobody_else(room):
    leaver = room.clerk.who.cadre

    def told(who):
        had = person_page.before_leaving(leaver, seen_by=who.viewer())
        return [one.heading for one in had]

    assert told(room.head) == ["线索室席位"]
    assert told(room.deputy) == told(room.officer_head) == []
