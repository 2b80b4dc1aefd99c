"""Propose, hand back, approve, refuse: nobody signs for what is their own, or what was changed."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cases.leads.handling.services import drafts, reading_log
from cases.leads.models import Piece, Signature
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import Attachment
from cases.leads.procedure.rules.procedure import Action, Refusal, State
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.readers.services import named_readers
from tests import fresh
from tests.cases.leads.road import ACTIONS, begin
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

KNOWN = Attachment("收据.txt", "txt", 4, "0" * 64)


def test_what_is_missing_is_said_field_by_field(room):
    way = begin(room, deed=" ", persons=(), units=(), urgency="pressing")

    with pytest.raises(Invalid) as refused:
        way.go(Action.PROPOSE)

    assert set(refused.value.fields) == {"deed", "persons", "urgent_because"}
    assert way.now.state == State.DRAFT


def test_a_proposal_waits_two_working_days_for_its_approval(room):
    way = begin(room)
    way.go(Action.PROPOSE)

    assert way.due(Clock.PROPOSE) is None
    assert way.due(Clock.APPROVE).due_on == date(2026, 3, 4)
    assert way.now.proposed_by_id == room.clerk.who.cadre.pk
    way.go(Action.APPROVE)
    assert way.due(Clock.APPROVE) is None
    assert way.due(Clock.DELIVER).due_on == date(2026, 3, 3)


def test_it_is_not_proposed_where_nobody_else_could_approve_it(room):
    lead = begin(room).lead
    named_readers.end_access(
        lead, [room.head.member.pk, room.deputy.member.pk], actor=room.clerk.at()
    )

    with pytest.raises(WrongState, match="没有可以审批"):
        drafts.propose_lead(lead, actor=room.clerk.at())


def test_nobody_approves_what_they_drafted_or_proposed(room):
    drafted = drafts.draft_lead(matter(), drafts.Beginning(), actor=room.head.at())
    with pytest.raises(WrongState, match="没有可以审批"):
        drafts.propose_lead(drafted, actor=room.deputy.at())
    fresh.change_duty(room.clerk.member.pk, Duty.APPROVER, actor=room.head.at())
    named_readers.name_reader(drafted, room.clerk.member.pk, actor=room.head.at())
    drafts.propose_lead(drafted, actor=room.deputy.at())

    for own in (room.head, room.deputy):
        with pytest.raises(NotPermitted, match="不能审批自己"):
            fresh.approve_lead(drafted, actor=own.at())
    fresh.approve_lead(drafted, actor=room.clerk.at())


def test_a_clerk_does_not_approve(room):
    way = begin(room)
    drafts.propose_lead(way.lead, actor=room.deputy.at())
    named_readers.name_reader(way.lead, room.custodian.member.pk, actor=room.head.at())

    with pytest.raises(NotPermitted, match="移送方审批人"):
        fresh.approve_lead(way.lead, actor=room.custodian.at())


def test_after_the_proposal_nothing_is_changed(room):
    way = begin(room)
    piece = drafts.attach_file(way.lead, KNOWN, b"text", actor=room.clerk.at())
    for action in (Action.PROPOSE, Action.APPROVE, Action.ISSUE):
        way.go(action)
        for change in (
            lambda actor: fresh.edit_lead(way.lead, matter(), actor=actor),
            lambda actor: drafts.attach_file(way.lead, KNOWN, b"more", actor=actor),
            lambda actor: drafts.detach_file(way.lead, piece.pk, actor=actor),
        ):
            with pytest.raises(WrongState):
                change(room.clerk.at())


def test_handed_back_after_the_approval_the_signature_is_dead(room):
    way = begin(room)
    way.go(Action.PROPOSE, Action.APPROVE)
    way.go(Action.HAND_BACK)

    assert way.now.state == State.DRAFT
    assert not Signature.objects.filter(lead=way.lead, ended_at=None).exists()
    assert (way.due(Clock.DELIVER), way.due(Clock.APPROVE)) == (None, None)
    assert way.due(Clock.PROPOSE).due_on == date(2026, 3, 5)
    assert set(reading_log.read_lead(way.lead, actor=room.clerk.at()).notes.values()) == {
        "补写时间"
    }
    way.go(Action.PROPOSE)
    with pytest.raises(WrongState):
        ACTIONS[Action.ISSUE](way.lead, room.clerk.at())


def _remove_the_file(file: Piece, old: Piece, new: Piece) -> None:
    Piece.objects.filter(pk=file.pk).update(removed_at=file.made_at)


def _bring_back_the_old_text(file: Piece, old: Piece, new: Piece) -> None:
    """With the digest of the new one beside it, as whoever has the database would."""
    Piece.objects.filter(pk=new.pk).update(removed_at=new.made_at, digest="-")
    Piece.objects.filter(pk=old.pk).update(digest=new.digest)


@pytest.mark.parametrize("meddle", [_remove_the_file, _bring_back_the_old_text])
def test_what_was_changed_under_a_signature_gets_no_letter(room, meddle):
    way = begin(room)
    old = Piece.objects.get(folder__lead=way.lead, kind="matter")
    new = fresh.edit_lead(way.lead, matter(title="另一事由"), actor=room.clerk.at())
    file = drafts.attach_file(way.lead, KNOWN, b"text", actor=room.clerk.at())
    way.go(Action.PROPOSE, Action.APPROVE)

    meddle(file, old, new)

    with pytest.raises(WrongState, match="审批之后内容有改动"):
        way.go(Action.ISSUE)
    assert way.now.number == ""
    way.go(Action.HAND_BACK, Action.PROPOSE, Action.APPROVE, Action.ISSUE)
    assert way.now.number == "召营商移〔2026〕1号"


def test_what_is_no_lead_is_refused_with_its_reason_and_owes_nothing(room):
    way = begin(room)
    way.go(Action.PROPOSE)

    fresh.refuse_lead(way.lead, Refusal.PLAIN_OVERDUE, "应继续督办", actor=room.head.at())

    assert (way.now.state, way.now.refusal) == (State.REFUSED, Refusal.PLAIN_OVERDUE)
    assert way.now.closed_at == room.head.at().at
    assert not way.lead.clocks.filter(ended_at=None).exists()
    assert "应继续督办" in reading_log.read_lead(way.lead, actor=room.clerk.at()).notes.values()


def test_a_recalled_proposal_is_a_draft_again(room):
    way = begin(room)
    way.go(Action.PROPOSE, Action.RECALL)

    assert way.now.state == State.DRAFT
    assert way.due(Clock.APPROVE) is None
    assert way.due(Clock.PROPOSE)
