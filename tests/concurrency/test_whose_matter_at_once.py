"""Two units press at the same moment about whose matter it is: exactly one is heard."""

from __future__ import annotations

from datetime import date

from cadres.errors import Absent, DomainError, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Objection, Share, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.services.due_warnings import warn_steps
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.objections import Objected, object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

TUESDAY = date(2026, 3, 3)
REASON = "不属本单位职责"


def people():
    """Two clerks of the unit, a clerk of another one, and the office."""
    power, weather = cast.unit("县供电公司"), cast.unit("县气象局")
    clerks = [cast.person(name, Role.UNIT_CLERK, power) for name in ("李娟", "李梅")]
    other = cast.person("钱多", Role.UNIT_CLERK, weather)
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    return clerks, other, office


def given_to(unit, **more) -> Ticket:
    firm = EnterpriseFactory(county=cast.county())
    return TicketFactory(**{"assigned": True} | more, enterprise=firm, unit=unit)


def test_two_objections_at_once_are_one(committed):
    (one, other), _, _ = people()
    ticket = given_to(one.unit)

    answers = together(
        lambda: object_to_ticket(ticket, actor=one.viewer(TUESDAY), reason=REASON),
        lambda: object_to_ticket(ticket, actor=other.viewer(TUESDAY), reason=REASON),
    )

    assert sorted(type(answer) for answer in answers if not isinstance(answer, Absent)) == [
        Objected
    ]
    assert Objection.objects.count() == 1
    assert AuditEntry.objects.filter(verb="ticket.object").count() == 1


def test_the_units_before_and_after_a_reassignment_do_not_both_object(committed):
    """The old unit's objection and the office's reassignment meet, then the new unit objects."""
    (one, _), other, office = people()
    ticket = given_to(one.unit)

    together(
        lambda: object_to_ticket(ticket, actor=one.viewer(TUESDAY), reason=REASON),
        lambda: reassign_ticket(
            ticket, actor=office.viewer(TUESDAY), unit=other.unit, reason="属气象局"
        ),
    )
    now = Ticket.objects.get(pk=ticket.pk)
    assert (now.state == State.FILED) is Objection.objects.exists()

    together(
        lambda: object_to_ticket(ticket, actor=one.viewer(TUESDAY), reason=REASON),
        lambda: object_to_ticket(ticket, actor=other.viewer(TUESDAY), reason=REASON),
    )
    assert Objection.objects.filter(is_taken=True).count() == 1


def test_receipt_and_objection_at_once_leave_the_ticket_with_the_office(committed):
    (one, other), _, _ = people()
    ticket = given_to(one.unit)

    answers = together(
        lambda: accept_ticket(ticket, actor=one.viewer(TUESDAY)),
        lambda: object_to_ticket(ticket, actor=other.viewer(TUESDAY), reason=REASON),
    )

    # Signed for first, it may still be objected to; given back first, nobody signs for it.
    assert sum(isinstance(answer, DomainError) for answer in answers) <= 1
    assert Objection.objects.filter(is_taken=True).count() == 1
    assert Ticket.objects.get(pk=ticket.pk).state == State.FILED


def test_a_part_is_accepted_and_answered_once(committed):
    (lead, _), helper, office = people()
    second = cast.person("钱少", Role.UNIT_CLERK, helper.unit)
    ticket = given_to(lead.unit, assigned=False, in_hand=True)
    share = add_share(ticket, actor=office.viewer(TUESDAY), unit=helper.unit)

    def both(act, **more):
        return together(
            lambda: act(share, actor=helper.viewer(TUESDAY), **more),
            lambda: act(share, actor=second.viewer(TUESDAY), **more),
        )

    accepted, answered = both(accept_share), both(answer_share, answer="符合要求。")

    for answers in (accepted, answered):
        assert {type(answer) for answer in answers} == {Share, WrongState}


def test_two_workers_warn_once(committed):
    (clerk, _), _, _ = people()
    tickets = [given_to(clerk.unit) for _ in range(5)]
    Ticket.objects.filter(pk__in=[one.pk for one in tickets]).update(step_due_on=TUESDAY)

    together(lambda: warn_steps(moment(TUESDAY)), lambda: warn_steps(moment(TUESDAY)))
    warn_steps(moment(TUESDAY))

    assert OutboxRow.objects.filter(kind="step_soon", to=clerk.cadre).count() == 5
