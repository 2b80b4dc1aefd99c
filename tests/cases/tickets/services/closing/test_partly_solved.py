"""What is solved in part is not closed: what remains is worked on, or planned with a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Invalid
from cadres.models import OutboxRow
from cases.models import Attachment, ConfirmationLink, Rating, Round, Ticket, TicketEvent
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.vocabulary import Answer
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing.closing import confirm_by_link, issue_link
from tests.factories.people import moment

TUESDAY = date(2026, 3, 10)
THURSDAY = date(2026, 3, 12)
FRIDAY = date(2026, 3, 13)
NOON = moment(TUESDAY, 12)
REST = "二号车间仍然跳闸。"


@pytest.fixture
def token(unconfirmed, liaison) -> str:
    return issue_link(unconfirmed, actor=liaison.viewer(TUESDAY))


def test_what_remains_begins_a_round_that_the_unit_is_told_of(token, unconfirmed, handler):
    ticket = confirm_by_link(token, at=NOON, answer=Answer.PARTLY, remains=REST)

    first, second = Round.objects.order_by("number")
    assert (ticket.state, ticket.closed_on, ticket.answer) == (State.IN_HAND, None, "")
    assert (first.answer, first.ended_on) == (Answer.PARTLY, TUESDAY)
    assert (second.cause, second.reason) == (RoundCause.PARTLY, f"部分解决：{REST}")
    assert TicketEvent.objects.get(action=Action.REMAIN).note == second.reason
    assert ticket.due_on == unconfirmed.due_on
    assert OutboxRow.objects.filter(kind="ticket_remains", to=handler.cadre).exists()


def test_who_says_a_part_says_which_is_not(token, unconfirmed):
    with pytest.raises(Invalid, match="还有什么没有解决") as refused:
        confirm_by_link(token, at=NOON, answer=Answer.PARTLY, remains=" ")

    assert set(refused.value.fields) == {"remains"}
    assert Ticket.objects.get(pk=unconfirmed.pk).state == State.UNCONFIRMED
    assert ConfirmationLink.objects.filter(used_at__isnull=True).exists()


def test_not_solved_says_why_and_shows_it_while_the_comment_stays_with_the_office(
    token, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    bill = SimpleUploadedFile("跳闸记录.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")

    ticket = confirm_by_link(
        token,
        at=NOON,
        answer=Answer.NOT_SOLVED,
        remains=REST,
        comment="态度不好",
        uploads=[bill],
    )

    event = TicketEvent.objects.get(action=Action.DENY)
    assert event.note == f"未解决：{REST}"
    assert Attachment.objects.get(ticket=ticket).name == "跳闸记录.pdf"
    assert Rating.objects.get().comment == "态度不好"
    assert not TicketEvent.objects.filter(note__contains="态度不好").exists()
