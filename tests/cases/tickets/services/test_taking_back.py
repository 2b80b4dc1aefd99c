"""What binds others and fires on one press can be taken back for ten seconds, and then stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, WrongState
from cadres.models import AuditEntry, Notice, OutboxRow
from cadres.notifications.services import outbox
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cases.models import Application, Approval, ClockEvent, LadderStep, Ticket, TicketEvent
from cases.tickets.rules import separation_of_duties
from cases.tickets.rules import taking_back as rules
from cases.tickets.rules.workflow import Action
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.applications import ask_extension, ask_parking
from cases.tickets.services.clocks import clocks
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.results import resolve_ticket
from cases.tickets.services.taking_back import OnTicket, press, take_back
from cases.tickets.services.transitions import hands_of
from tests import cast
from tests.factories.cases import LadderStepFactory, MeasureFactory
from tests.factories.people import PostingFactory, moment
from tests.fresh import approve_ticket, issue_step

TUESDAY = date(2026, 3, 10)
NOON = moment(TUESDAY, 12)
SOON = NOON + timedelta(seconds=9)


def at(person, when=NOON):
    return viewers.build(person.cadre, at=when)


def asked(ask, handler, **words):
    """An action's ground: the unit has asked for something."""

    def made(ticket):
        ask(ticket, actor=at(handler, NOON - timedelta(hours=1)), reason="等设备", **words)
        return Application.objects.get(ticket=ticket)

    return made


@pytest.fixture
def ways(resolved, assigned, in_hand, head, handler, office_head, leader, dispatcher):
    """Each action with its ticket, made ready, and whoever presses."""

    def granting(ticket, kind, who, ground):
        application = ground(ticket)
        action = lambda: grant_application(  # noqa: E731
            ticket, kind, actor=at(who), digest=application.digest
        )
        return ticket, who, action

    def issuing(step):
        return in_hand, dispatcher, lambda: issue_step(step, actor=at(dispatcher))

    more = asked(ask_extension, handler, days=3)
    park = asked(ask_parking, handler, ground="legal", until_on=TUESDAY + timedelta(days=20))
    return {
        "approve": lambda: (resolved, head, lambda: approve_ticket(resolved, actor=at(head))),
        "accept": lambda: (assigned, handler, lambda: accept_ticket(assigned, actor=at(handler))),
        "extend": lambda: granting(in_hand, "extension", office_head, more),
        "park": lambda: granting(in_hand, "parking", leader, park),
        "issue": lambda: issuing(LadderStepFactory(ticket=in_hand)),
    }


def standing(ticket) -> list:
    """Everything that an action moves, as it stands in the database."""
    row = Ticket.objects.filter(pk=ticket.pk).values().get()
    # When it was written last is the database's own to say: who follows changes sees both.
    del row["updated_at"]
    return [
        row,
        list(Application.objects.filter(ticket=ticket).values()),
        list(LadderStep.objects.filter(ticket=ticket).values()),
        list(Approval.objects.filter(ticket=ticket).values()),
        list(ClockEvent.objects.filter(ticket=ticket).order_by("pk").values()),
    ]


@pytest.mark.parametrize("way", ["approve", "accept", "extend", "park", "issue"])
def test_everything_stands_as_before_and_nobody_was_told(ways, way):
    ticket, who, action = ways[way]()
    outbox.deliver(NOON - timedelta(minutes=1))
    before, ledger = standing(ticket), clocks.rebuilt(Ticket.objects.get(pk=ticket.pk))

    _, pressed = press(action, OnTicket(ticket_id=ticket.pk), label="按下", actor=at(who))
    assert standing(ticket) != before
    outbox.deliver(SOON)
    take_back(pressed.pk, actor=at(who, SOON))

    assert standing(ticket) == before
    assert clocks.rebuilt(Ticket.objects.get(pk=ticket.pk)) == ledger
    assert not Notice.objects.filter(at__gte=NOON).exists()
    assert not OutboxRow.objects.filter(queued_at=NOON).exists()
    last = TicketEvent.objects.filter(ticket=ticket).latest("pk")
    assert (last.action, last.note, last.state) == (
        Action.TAKEN_BACK,
        "撤回“按下”。",
        before[0]["state"],
    )
    assert AuditEntry.objects.filter(verb="ticket.taken_back").count() == 1


@pytest.fixture
def accepted_by_mistake(assigned, handler):
    """Accepted on one press, and taken back."""
    scope = OnTicket(ticket_id=assigned.pk)
    action = lambda: accept_ticket(assigned, actor=at(handler))  # noqa: E731
    _, pressed = press(action, scope, label="签收", actor=at(handler))
    take_back(pressed.pk, actor=at(handler, SOON))
    return Ticket.objects.get(pk=assigned.pk)


def test_what_was_taken_back_is_no_hand_in_the_ticket(accepted_by_mistake, handler):
    ticket = accepted_by_mistake
    assert hands_of(ticket).handlers == frozenset()
    assert (
        not TicketEvent.objects.standing().filter(action__in=separation_of_duties.HANDLING).exists()
    )

    accept_ticket(ticket, actor=at(handler, SOON + timedelta(minutes=1)))

    assert hands_of(ticket).handlers == {handler.cadre.pk}


def test_rule_and_question_agree_on_what_stands(accepted_by_mistake, handler):
    accept_ticket(accepted_by_mistake, actor=at(handler, SOON + timedelta(minutes=1)))
    steps = TicketEvent.objects.filter(ticket=accepted_by_mistake).order_by("pk")

    asked = list(TicketEvent.objects.standing().order_by("pk"))

    assert asked == rules.standing(steps)
    assert [step.action for step in asked] == [Action.FILE, Action.ACCEPT]
    assert separation_of_duties.handlers(steps) == hands_of(accepted_by_mistake).handlers


def test_whoever_took_it_back_may_sign_what_another_handled(accepted_by_mistake, handler, head):
    PostingFactory(cadre=handler.cadre, unit=handler.unit, role=Role.UNIT_HEAD)
    colleague = cast.person("何平", Role.UNIT_CLERK, handler.unit)
    later = SOON + timedelta(minutes=1)
    ticket = accept_ticket(accepted_by_mistake, actor=at(colleague, later))
    MeasureFactory(ticket=ticket, done=True)
    resolve_ticket(ticket, actor=at(colleague, later), result="已更换变压器。")

    approve_ticket(Ticket.objects.get(pk=ticket.pk), actor=at(handler, later))

    assert Approval.objects.get(ticket=ticket).signed_by == handler.cadre


@pytest.fixture
def pressed(resolved, head):
    scope, actor = OnTicket(ticket_id=resolved.pk), at(head)
    _, found = press(
        lambda: approve_ticket(resolved, actor=actor), scope, label="审核通过", actor=actor
    )
    return found


def test_what_was_not_taken_back_is_told_when_the_seconds_are_over(pressed, dispatcher, liaison):
    outbox.deliver(SOON)
    assert not Notice.objects.exists()

    outbox.deliver(NOON + rules.HELD)
    assert Notice.objects.filter(kind="ticket_approved").exists()
    with pytest.raises(WrongState, match="超过 10 秒"):
        take_back(pressed.pk, actor=viewers.of(pressed.actor_id, at=NOON + timedelta(minutes=1)))


def test_it_is_taken_back_once_and_can_be_done_again(pressed, resolved, head):
    take_back(pressed.pk, actor=at(head, SOON))
    with pytest.raises(WrongState, match="已经撤回"):
        take_back(pressed.pk, actor=at(head, SOON))

    later = at(head, NOON + timedelta(minutes=5))
    approve_ticket(Ticket.objects.get(pk=resolved.pk), actor=later)
    assert Approval.objects.count() == 1
    assert OutboxRow.objects.filter(kind="ticket_approved", queued_at=later.at).exists()


def test_nobody_else_takes_it_back(pressed, handler):
    with pytest.raises(Absent):
        take_back(pressed.pk, actor=at(handler, SOON))


def test_what_others_have_gone_on_with_stands(pressed, resolved, head, caller):
    record_call_back(resolved, actor=at(caller, SOON), answer="solved")

    with pytest.raises(WrongState, match="又有了新的办理"):
        take_back(pressed.pk, actor=at(head, SOON))
