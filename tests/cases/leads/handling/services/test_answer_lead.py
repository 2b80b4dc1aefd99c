"""What the receiver does, and what of it the sender is told: a code, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, WrongState
from cases.leads.handling.rules.suggestions import Opinion, Suggestion
from cases.leads.handling.selectors import lead_page
from cases.leads.handling.services import reading_log, receiving
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import Feedback
from cases.leads.procedure.rules.procedure import Action, Outcome, Return, State
from cases.leads.procedure.rules.vocabulary import Body, Route
from cases.leads.vault.rules.folder_access import FolderKind
from tests.cases.leads.filing import REPORTER, holds, opens
from tests.cases.leads.road import HANDLED, PAPER, PASSED_ON, SENDING, begin, suggest
from tests.cases.leads.seating import Room

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

SIGNED = (*SENDING, Action.SIGN)
AT_WORK = (*SIGNED, Action.ACCEPT)


def told(room: Room, way) -> tuple:
    """All that the sender's clerk reads of the answer."""
    read = reading_log.read_lead(way.lead, actor=room.clerk.at())
    return read.feedback, read.suggestions, sorted(read.notes.values())


def test_accepted_the_sender_is_told_the_code(room):
    way = begin(room)
    way.go(*SIGNED, Action.ACCEPT)

    assert (way.now.state, way.now.outcome) == (State.IN_HAND, Outcome.IN_HAND)
    assert way.due(Clock.DECIDE) is None
    assert way.due(Clock.PROGRESS).due_on == date(2026, 6, 2)


@pytest.mark.parametrize("first", [(), (Action.RETURN,)])
def test_declined_the_sender_is_told_why_by_letter(room, first):
    way = begin(room)
    way.go(*SIGNED, *first)

    way.go(Action.DECLINE)

    assert (way.now.state, way.now.outcome) == (State.FED_BACK, Outcome.RETURNED)
    feedback, _, _ = told(room, way)
    assert (feedback.code, feedback.reason) == (Outcome.RETURNED, Return.EMPTY)
    (letter,) = reading_log.read_lead(way.lead, actor=room.clerk.at()).letters
    assert letter.letter.sheet.number == "召纪反馈〔2026〕1号"
    assert not way.lead.clocks.filter(ended_at=None).exists()


def test_forwarded_the_sender_learns_the_code_and_not_to_whom(room):
    way = begin(room)
    way.go(*SIGNED, Action.FORWARD)
    assert way.due(Clock.LONGEST).due_on == date(2026, 6, 2)
    with pytest.raises(Invalid, match="反馈结果"):
        way.go(Action.FEED_BACK)

    receiving.feed_back(way.lead, PASSED_ON, actor=room.registrar.at(), printer=PAPER)

    assert told(room, way)[2] == ["一份", "正本一份"]
    read = reading_log.read_lead(way.lead, actor=room.registrar.at())
    assert "转公安机关。涉嫌诈骗" in read.notes.values()


def test_who_is_given_it_to_handle_becomes_a_reader_and_no_more_is_recorded(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SIGNED)
    handler = room.officer.member.pk
    suggest(way.lead, Opinion.ACCEPT, actor=room.registrar.at(), handler_id=handler)
    way.go(Action.DECIDE)
    assert not opens(way.lead, room.officer)

    way.go(Action.ACCEPT)

    assert opens(way.lead, room.officer)
    assert opens(way.lead, room.officer, FolderKind.INNER)
    assert not holds(way.lead, room.officer, FolderKind.REPORTER)
    assert lead_page.fetch(way.lead.pk, seen_by=room.officer.at()).actions == ()


def test_progress_counts_three_months_anew(room):
    way = begin(room)
    way.go(*AT_WORK)
    way.go(Action.PROGRESS, on=date(2026, 4, 1))

    assert way.due(Clock.PROGRESS).due_on == date(2026, 7, 1)
    assert way.now.answered_at
    assert told(room, way)[0] is None


def test_three_months_become_six_once_by_the_head(room):
    way = begin(room)
    way.go(*AT_WORK)
    with pytest.raises(Invalid, match="理由"):
        receiving.extend_lead(way.lead, " ", actor=room.officer_head.at())

    way.go(Action.EXTEND, on=date(2026, 5, 6))

    assert way.due(Clock.LONGEST).due_on == date(2026, 9, 2)
    assert way.lead.clocks.filter(clock=Clock.LONGEST, is_void=True).count() == 1
    assert "案情复杂" not in told(room, way)[2]
    with pytest.raises(WrongState, match="延长过一次"):
        way.go(Action.EXTEND)


def test_the_result_comes_as_one_of_the_codes_and_is_signed_for(room):
    way = begin(room)
    way.go(*AT_WORK)
    for code in (Outcome.IN_HAND, Outcome.RETURNED, "other"):
        with pytest.raises(Invalid, match="反馈结果"):
            receiving.feed_back(way.lead, Feedback(code), actor=room.registrar.at(), printer=PAPER)

    way.go(Action.FEED_BACK)

    assert told(room, way)[0] == HANDLED
    assert way.now.outcome == Outcome.HANDLED
    way.go(Action.ACKNOWLEDGE, Action.CLOSE)
    assert way.now.closed_at
    assert told(room, way)[0] == HANDLED


def test_what_a_body_outside_does_is_entered_from_its_paper(room):
    way = begin(room, Route.OUTWARD)
    way.go(*SIGNED)
    assert not holds(way.lead, room.clerk)
    way.go(Action.RETURN, Action.SUPPLY)
    way.go(Action.ACCEPT)
    receiving.extend_lead(way.lead, "函告延长", actor=room.clerk.at(date(2026, 5, 6)))
    assert way.due(Clock.LONGEST).due_on == date(2026, 9, 2)
    way.go(Action.FEED_BACK)

    feedback, _, notes = told(room, way)
    assert feedback == HANDLED
    assert notes == sorted(["一份", "正本一份", "票据复印件", "票据两张", "函告延长"])
    assert reading_log.read_lead(way.lead, actor=room.clerk.at()).letters == ()
    assert way.lead.folders.filter(kind=FolderKind.SUPPLEMENT).count() == 0


def test_to_whom_a_body_outside_passed_it_on_is_kept(room):
    way = begin(room, Route.OUTWARD)
    way.go(*SIGNED)

    on_paper = Suggestion(Opinion.FORWARD, body=Body.AUDIT)
    receiving.forward_lead(way.lead, actor=room.clerk.at(), on_paper=on_paper)

    assert "转审计机关。" in told(room, way)[2]


def test_what_a_body_outside_sent_is_the_receiver_s_alone(room):
    way = begin(room, Route.INWARD)
    way.go(*SENDING[3:], Action.SIGN, Action.RETURN, Action.SUPPLY, Action.ACCEPT)

    assert opens(way.lead, room.registrar)
    assert opens(way.lead, room.officer_head)
    assert not any(holds(way.lead, who) for who in (room.clerk, room.head, room.deputy))
    way.go(Action.FEED_BACK, Action.ACKNOWLEDGE, Action.CLOSE)
    assert way.now.state == State.CLOSED
