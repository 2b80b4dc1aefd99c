"""The head changes who sits on its side, and what for."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.members.services import members
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.readers.services import named_readers
from cases.leads.vault.rules.folder_access import FolderKind
from tests import fresh
from tests.cases.leads.filing import REPORTER, drafted, holds, lines, opens

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_a_seat_ends_whose_leads_others_read(room):
    lead = drafted(room)
    clerk = room.clerk.at()

    ended = members.end_member(clerk.member_id, actor=room.head.at())

    assert ended.ended_at
    assert not lead.access.filter(member=clerk.member_id, ended_at=None).exists()
    assert opens(lead, room.head)
    assert lines("member.end") == 1


def test_a_seat_does_not_end_while_only_it_opens_a_lead(room):
    lead = drafted(room)
    named_readers.end_access(
        lead, [room.head.member.pk, room.deputy.member.pk], actor=room.clerk.at()
    )

    with pytest.raises(WrongState, match="先办理离任移交"):
        members.end_member(room.clerk.member.pk, actor=room.head.at())

    assert opens(lead, room.clerk)


def test_a_seat_does_not_end_while_only_it_keeps_a_reporter_s_name(room):
    lead = drafted(room, reporter=REPORTER)

    with pytest.raises(WrongState, match="先办理离任移交"):
        members.end_member(room.custodian.member.pk, actor=room.head.at())
    with pytest.raises(WrongState, match="只由这位同志保管"):
        fresh.set_custodian(room.custodian.member.pk, False, actor=room.head.at())

    assert holds(lead, room.custodian, FolderKind.REPORTER)


def test_a_duty_is_changed_and_on_record(room):
    changed = fresh.change_duty(room.clerk.member.pk, Duty.APPROVER, actor=room.head.at())

    assert changed.duty == Duty.APPROVER
    assert lines("member.change_duty") == 1


def test_duties_that_do_not_fit_are_refused(room):
    head, clerk = room.head.at(), room.clerk.member.pk
    with pytest.raises(Invalid, match="没有这种分工"):
        fresh.change_duty(clerk, Duty.REGISTRAR, actor=head)
    with pytest.raises(Invalid, match="没有负责人的任职"):
        fresh.change_duty(clerk, Duty.HEAD, actor=head)
    with pytest.raises(Conflict):
        fresh.change_duty(clerk, Duty.CLERK, actor=head)
    with pytest.raises(WrongState, match="离任移交"):
        fresh.change_duty(head.member_id, Duty.CLERK, actor=head)
    with pytest.raises(WrongState, match="离任移交"):
        members.end_member(head.member_id, actor=head)


def test_a_custodian_is_named_and_named_no_longer(room):
    clerk = room.clerk.member.pk
    fresh.set_custodian(clerk, True, actor=room.head.at())
    lead = drafted(room, reporter=REPORTER)
    assert holds(lead, room.clerk, FolderKind.REPORTER)

    fresh.set_custodian(clerk, False, actor=room.head.at())

    assert not holds(lead, room.clerk, FolderKind.REPORTER)
    assert opens(lead, room.clerk)
    assert lines("member.set_custodian") == 2


def test_members_are_the_head_s_and_of_its_own_side(room):
    other, own = room.officer.member.pk, room.clerk.member.pk
    for action in (
        lambda member, actor: members.end_member(member, actor=actor),
        lambda member, actor: fresh.change_duty(member, Duty.APPROVER, actor=actor),
        lambda member, actor: fresh.set_custodian(member, True, actor=actor),
    ):
        with pytest.raises(NotPermitted, match="本方负责人"):
            action(own, room.deputy.at())
        with pytest.raises(Absent):
            action(other, room.head.at())
