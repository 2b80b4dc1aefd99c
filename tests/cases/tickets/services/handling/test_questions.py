"""The enterprise is asked, and the unit's own clock stands still until there is an answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Absent, DomainError, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import Attachment, ConfirmationLink, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing.closing import issue_link
from cases.tickets.services.handling import enterprise_questions
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.enterprise_questions import (
    answer_by_link,
    answer_question,
    ask_enterprise,
    resume_ticket,
)
from tests.factories.people import moment

MONDAY = date(2026, 3, 2)
WEDNESDAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 5)
NEXT_MONDAY = date(2026, 3, 9)
QUESTION = "请提供用电户号和近三个月的电费单。"


@pytest.fixture
def accepted(assigned, handler) -> Ticket:
    """In hand by the clocks' own ledger: seven working days of the unit from Monday."""
    return accept_ticket(assigned, actor=handler.viewer(MONDAY))


@pytest.fixture
def asking(accepted, handler) -> Ticket:
    return ask_enterprise(accepted, actor=handler.viewer(WEDNESDAY), question=QUESTION)


@pytest.fixture
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_question_stops_the_unit_s_clock_and_starts_the_wait(asking):
    assert asking.state == State.ASKING
    assert asking.paused_at == moment(WEDNESDAY)
    assert asking.step_due_on == date(2026, 3, 11)


def test_the_promise_to_the_enterprise_runs_on(accepted, asking):
    assert asking.due_on == accepted.due_on


def test_who_covers_the_enterprise_is_told(asking, liaison):
    assert OutboxRow.objects.filter(kind="ticket_asked", to=liaison.cadre).exists()


def test_where_nobody_covers_it_the_office_is_told(asking, caller, enterprise, accepted, handler):
    enterprise.assignments.all().delete()
    Ticket.objects.filter(pk=asking.pk).update(state=State.IN_HAND)
    ask_enterprise(asking, actor=handler.viewer(THURSDAY), question=QUESTION)

    assert OutboxRow.objects.filter(kind="ticket_asked", to=caller.cadre).exists()


def test_the_time_of_the_question_is_given_back(asking, accepted, liaison):
    ticket = answer_question(asking, actor=liaison.viewer(NEXT_MONDAY), answer="户号 0412。")

    assert (ticket.state, ticket.paused_at) == (State.IN_HAND, None)
    assert ticket.unit_due_on == date(2026, 3, 16)
    assert accepted.unit_due_on == date(2026, 3, 11)


def test_question_and_answer_are_in_the_history(asking, liaison):
    answer_question(asking, actor=liaison.viewer(THURSDAY), answer="户号 0412。")

    said = TicketEvent.objects.filter(action__in=[Action.ASK, Action.ANSWER]).order_by("pk")
    assert list(said.values_list("note", flat=True)) == [QUESTION, "户号 0412。"]


def test_the_enterprise_answers_by_its_link_with_a_file(asking, liaison, files_apart):
    token = issue_link(asking, actor=liaison.viewer(THURSDAY))
    upload = SimpleUploadedFile("电费单.pdf", b"%PDF-1.7 bill")

    ticket = answer_by_link(token, at=moment(THURSDAY, 15), answer="见附件。", uploads=[upload])

    assert ticket.state == State.IN_HAND
    assert Attachment.objects.get().uploaded_by is None
    assert TicketEvent.objects.get(action=Action.ANSWER).actor_name == "企业"


def test_a_file_that_is_refused_leaves_nothing(asking, liaison, files_apart):
    token = issue_link(asking, actor=liaison.viewer(THURSDAY))
    upload = SimpleUploadedFile("病毒.exe", b"MZ\x00\x00")

    with pytest.raises(Invalid):
        answer_by_link(token, at=moment(THURSDAY, 15), answer="见附件。", uploads=[upload])

    assert Ticket.objects.get(pk=asking.pk).state == State.ASKING
    assert ConfirmationLink.objects.get().used_at is None


def test_an_answer_by_phone_ends_the_link(asking, liaison, handler):
    token = issue_link(asking, actor=liaison.viewer(THURSDAY))
    answer_question(asking, actor=handler.viewer(THURSDAY), answer="电话里说了户号。")

    with pytest.raises(Absent):
        answer_by_link(token, at=moment(THURSDAY, 15), answer="晚了。")


def test_the_unit_goes_on_without_an_answer_and_says_why(asking, handler):
    with pytest.raises(Invalid, match="为什么"):
        resume_ticket(asking, actor=handler.viewer(THURSDAY), reason=" ")

    ticket = resume_ticket(asking, actor=handler.viewer(THURSDAY), reason="现场已查到户号。")
    assert ticket.state == State.IN_HAND


def test_each_action_leaves_one_line_in_the_trail(asking, liaison):
    answer_question(asking, actor=liaison.viewer(THURSDAY), answer="户号 0412。")

    for verb in ("ticket.ask", "ticket.answer"):
        assert AuditEntry.objects.filter(verb=verb).count() == 1


@pytest.mark.parametrize("state", ["filed", "assigned", "resolved", "unconfirmed"])
def test_only_what_is_in_hand_is_asked_about(state, request, handler):
    ticket = request.getfixturevalue(state)
    with pytest.raises(DomainError) as refused:
        ask_enterprise(ticket, actor=handler.viewer(THURSDAY), question=QUESTION)
    assert isinstance(refused.value, WrongState | Absent)


@pytest.mark.parametrize("who", ["head", "liaison", "dispatcher", "leader"])
def test_only_the_handler_asks(accepted, who, request):
    with pytest.raises(NotPermitted):
        ask_enterprise(
            accepted, actor=request.getfixturevalue(who).viewer(THURSDAY), question=QUESTION
        )


def test_after_its_last_day_it_comes_back_by_itself_once(asking, handler):
    assert enterprise_questions.sweep(moment(date(2026, 3, 11), 23)) == 0
    assert enterprise_questions.sweep(moment(date(2026, 3, 12), 1)) == 1
    assert enterprise_questions.sweep(moment(date(2026, 3, 12), 2)) == 0

    ticket = Ticket.objects.get(pk=asking.pk)
    event = TicketEvent.objects.get(action=Action.RESUME)
    assert ticket.state == State.IN_HAND
    assert (event.actor_name, event.note) == (
        "系统",
        "企业到 3月11日 周三 没有补充，自动恢复办理。",
    )
    assert OutboxRow.objects.filter(kind="ticket_resumed", to=handler.cadre).exists()


def test_without_a_word_nothing_is_asked(accepted, handler):
    with pytest.raises(Invalid):
        ask_enterprise(accepted, actor=handler.viewer(THURSDAY), question="")
    assert Ticket.objects.get(pk=accepted.pk).state == State.IN_HAND
