"""Leads older than a member's key come to it by one who holds them."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.viewers.rules.roles import Role
from cases.leads.keys.selectors import keys_to_rewrap
from cases.leads.keys.selectors.members import roster
from cases.leads.keys.services.founding import name_member
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.readers.services import grants
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast, fresh
from tests.cases.leads.filing import REPORTER, drafted, holds, lines, opens
from tests.cases.leads.seating import Room, Seated, enrol

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def late(room: Room, duty: Duty = Duty.APPROVER, *, with_key: bool = True) -> Seated:
    """Somebody who makes a key when leads are there already."""
    seated = Seated(cast.person("孙新", Role.OFFICE_CLERK, room.clerk.who.unit))
    named = name_member(seated.who.cadre.pk, duty, actor=room.head.at())
    if with_key:
        enrol(seated, named.code, room.head.at())
    return seated


def test_open_leads_come_to_a_new_approver_without_the_reporters(room):
    lead, new = drafted(room, reporter=REPORTER), late(room)

    assert grants.grant_backlog(new.member.pk, actor=room.head.at()) == 1

    assert opens(lead, new)
    assert not holds(lead, new, FolderKind.REPORTER)
    assert lines("member.grant") == 1
    assert grants.grant_backlog(new.member.pk, actor=room.head.at()) == 0


def test_those_who_decide_see_who_waits_and_for_how_many(room):
    drafted(room)
    new = late(room)

    assert keys_to_rewrap.waiting(seen_by=room.head.at()) == {new.member.pk: 1}
    assert keys_to_rewrap.waiting(seen_by=room.clerk.at()) == {}


def test_leads_that_exclude_the_member_stay_away(room):
    lead, new = drafted(room), late(room)
    lead.exclusions.create(
        mark=new.at().marks[0], reason="decided", made_by_id=1, made_at=new.at().at
    )

    assert keys_to_rewrap.waiting(seen_by=room.head.at()) == {}
    assert grants.grant_backlog(new.member.pk, actor=room.head.at()) == 0
    assert not holds(lead, new)


def test_it_is_done_by_one_who_decides_for_duties_that_read_from_the_start(room):
    drafted(room)
    new = late(room, Duty.CLERK)

    with pytest.raises(NotPermitted):
        grants.grant_backlog(new.member.pk, actor=room.clerk.at())
    with pytest.raises(Invalid, match="逐件指定"):
        grants.grant_backlog(new.member.pk, actor=room.head.at())


def test_a_custodian_lets_another_custodian_hold_the_names(room):
    lead, new = drafted(room, reporter=REPORTER), late(room, Duty.CLERK)
    with pytest.raises(Invalid, match="不是反映人信息保管人"):
        grants.grant_reporters(new.member.pk, actor=room.custodian.at())
    fresh.set_custodian(new.member.pk, True, actor=room.head.at())
    with pytest.raises(NotPermitted):
        grants.grant_reporters(new.member.pk, actor=room.head.at())

    assert grants.grant_reporters(new.member.pk, actor=room.custodian.at()) == 1

    assert opens(lead, new, FolderKind.REPORTER)
    assert not opens(lead, new, FolderKind.FILE)
    assert lines("member.grant_reporters") == 1


def test_the_roster_tells_name_unit_key_and_what_each_waits_for(room):
    drafted(room)
    late(room)
    name_member(
        cast.person("李迟", Role.OFFICE_CLERK, room.clerk.who.unit).cadre.pk,
        Duty.CLERK,
        actor=room.head.at(),
    )

    told = [
        (row.name, row.unit, row.duty_label, row.has_key, row.waits_for)
        for row in roster(seen_by=room.head.at())
    ]

    assert told[0] == ("马超", "县助企办", "负责人", True, 0)
    assert told[-2:] == [
        ("孙新", "县助企办", "分管负责人", True, 1),
        ("李迟", "县助企办", "经办人", False, 0),
    ]
    assert len(told) == 6
