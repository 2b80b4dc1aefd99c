"""Two people press at the same moment: exactly one wins, the other reads why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

from django.db import connection

from cadres.errors import DomainError, WrongState
from cadres.models import AuditEntry, TimeLimit
from cadres.notifications.models.outbox import Notice
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cases.models import Check, ClockEvent, NumberSeries, Ticket
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing import rechecks
from cases.tickets.services.closing.closing import confirm_by_link, issue_link
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling import enterprise_questions
from cases.tickets.services.handling.dispatch import accept_ticket, recall_ticket
from cases.tickets.services.handling.enterprise_questions import answer_by_link, ask_enterprise
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)


def together(*actions: Callable[[], object]) -> list[object]:
    """Do all actions at once, each on its own connection; return what came of each."""
    barrier, answers = Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            answers[place] = action()
        except DomainError as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(i, action)) for i, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def assigned_ticket():
    unit = cast.unit("县供电公司")
    clerks = [cast.person(name, Role.UNIT_CLERK, unit) for name in ("李娟", "李梅")]
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    firm = EnterpriseFactory(county=cast.county())
    ticket = TicketFactory(assigned=True, enterprise=firm, unit=unit, dispatched_by=office.cadre)
    return ticket, clerks, office


def test_two_clerks_accept_and_one_wins(committed):
    ticket, (one, other), _ = assigned_ticket()

    answers = together(
        lambda: accept_ticket(ticket, actor=one.viewer(FRIDAY)),
        lambda: accept_ticket(ticket, actor=other.viewer(FRIDAY)),
    )

    assert {type(answer) for answer in answers} == {Ticket, WrongState}
    assert AuditEntry.objects.filter(verb="ticket.accept").count() == 1


def test_acceptance_and_recall_exclude_each_other(committed):
    ticket, (clerk, _), office = assigned_ticket()

    answers = together(
        lambda: accept_ticket(ticket, actor=clerk.viewer(FRIDAY)),
        lambda: recall_ticket(ticket, actor=office.viewer(FRIDAY), reason="派错单位"),
    )

    assert sum(isinstance(answer, Ticket) for answer in answers) == 1
    assert sum(isinstance(answer, DomainError) for answer in answers) == 1


def test_one_link_answers_once(committed):
    ticket, _, _ = assigned_ticket()
    liaison = cast.person("张伟", Role.CADRE, cast.unit("县工信局"))
    AssignmentFactory(enterprise=ticket.enterprise, cadre=liaison.cadre)
    open_ticket = TicketFactory(unconfirmed=True, enterprise=ticket.enterprise, unit=ticket.unit)
    token = issue_link(open_ticket, actor=liaison.viewer(date(2026, 3, 10)))
    noon = moment(date(2026, 3, 10), 12)

    answers = together(
        *[lambda: confirm_by_link(token, at=noon, answer="solved") for _ in range(2)]
    )

    assert sum(isinstance(answer, Ticket) for answer in answers) == 1


def test_an_answer_and_the_sweep_exclude_each_other(committed):
    """Nothing the enterprise wrote is lost without a word, and the ticket comes back once."""
    ticket, (clerk, _), _ = assigned_ticket()
    liaison = cast.person("张伟", Role.CADRE, cast.unit("县工信局"))
    AssignmentFactory(enterprise=ticket.enterprise, cadre=liaison.cadre)
    accept_ticket(ticket, actor=clerk.viewer(FRIDAY))
    asked = ask_enterprise(ticket, actor=clerk.viewer(FRIDAY), question="请提供户号。")
    after = asked.step_due_on + timedelta(days=1)
    token = issue_link(asked, actor=liaison.viewer(after))

    answer, swept = together(
        lambda: answer_by_link(token, at=moment(after, 12), answer="户号 0412。"),
        lambda: enterprise_questions.sweep(moment(after, 12)),
    )

    back = asked.events.filter(action__in=[Action.ANSWER, Action.RESUME])
    assert back.count() == 1
    assert isinstance(answer, Ticket) == (swept == 0)
    assert Ticket.objects.get(pk=ticket.pk).state == State.IN_HAND
    assert ClockEvent.objects.filter(ticket=ticket, verb="resumed").count() == 1


def test_two_sweeps_make_each_look_back_once(committed):
    TimeLimit.objects.filter(key="recheck_sample").update(amount=100)
    firm = EnterpriseFactory(county=cast.county())
    made = [TicketFactory(closed=True, enterprise=firm) for _ in range(20)]
    on = moment(date(2026, 4, 9), 12)

    together(lambda: rechecks.sweep(on), lambda: rechecks.sweep(on))

    assert Check.objects.count() == len(made)


def test_numbers_have_neither_gaps_nor_doubles(committed):
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    firm, category = EnterpriseFactory(county=cast.county()), CategoryFactory()
    problem = Problem(category=category, description="停电", source="visit", enterprise=firm)
    viewer = office.viewer(FRIDAY)

    answers = together(*[lambda: file_ticket(problem, actor=viewer) for _ in range(6)])

    numbers = sorted(ticket.number for ticket in answers)
    assert numbers == [f"召助企 2026-{n}" for n in range(1, 7)]
    assert NumberSeries.objects.get().last == 6


def test_two_workers_deliver_each_notice_once(committed):
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    tickets = [TicketFactory(enterprise__county=cast.county()) for _ in range(10)]
    clerk = cast.person("赵敏", Role.OFFICE_CLERK, cast.unit("县助企办"))
    for ticket in tickets:
        outbox.queue(
            "ticket_filed",
            ticket.pk,
            to=[clerk.cadre.pk],
            actor=office.viewer(FRIDAY),
            once_per="once",
        )
    noon = moment(FRIDAY, 12)

    settled = together(lambda: outbox.deliver(noon), lambda: outbox.deliver(noon))

    assert sum(settled) == 10
    assert Notice.objects.filter(to=clerk.cadre).count() == 10
