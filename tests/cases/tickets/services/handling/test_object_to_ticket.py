"""A unit says that a matter is not its own: in time, so often and no oftener, and on record."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import ClockEvent, Objection, TicketEvent
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.applications.escalations import settle_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.enterprise_questions import ask_enterprise
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from tests import cast
from tests.factories.cases import TicketFactory

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 3, day) for day in (2, 3, 4, 5, 6))


@pytest.fixture
def clerks(handler, outsider):
    """Clerks of three units, to each of which the ticket may be given."""
    third = cast.person("高峰", Role.UNIT_CLERK, cast.unit("县住建局"))
    return [handler, outsider, third]


@pytest.fixture
def office(dispatcher, office_head):
    return dispatcher


def refuse(ticket, by, on=TUESDAY, **more):
    return object_to_ticket(ticket, actor=by.viewer(on), reason="不属本单位职责", **more)


def give(ticket, by, to, on=TUESDAY):
    return dispatch_ticket(
        ticket, actor=by.viewer(on), unit=to.unit, handling_class=HandlingClass.GENERAL
    )


def came_back_twice(ticket, office, clerks):
    """Two units gave it back; the third has it."""
    refuse(ticket, clerks[0])
    give(ticket, office, clerks[1])
    refuse(ticket, clerks[1])
    return give(ticket, office, clerks[2])


def test_it_goes_back_to_the_office_and_the_unit_loses_sight(assigned, handler, dispatcher):
    said = refuse(assigned, handler)

    assert said.is_taken
    assert (said.ticket.state, said.ticket.unit) == (State.FILED, None)
    with pytest.raises(Absent):
        accept_ticket(assigned, actor=handler.viewer(TUESDAY))
    assert OutboxRow.objects.filter(kind="ticket_objected", to=dispatcher.cadre).exists()


def test_it_names_the_unit_whose_matter_it_is(assigned, handler, outsider):
    refuse(assigned, handler, proposed_unit=outsider.unit)

    row = Objection.objects.get()
    assert (row.unit, row.proposed_unit, row.is_taken) == (handler.unit, outsider.unit, True)
    event = TicketEvent.objects.get(action=Action.OBJECT)
    assert "建议由县气象局办理" in event.note


def test_the_office_has_one_working_day_to_decide(assigned, handler):
    ticket = refuse(assigned, handler).ticket

    assert ticket.step_due_on == WEDNESDAY
    assert ClockEvent.objects.filter(kind="step").latest("pk").key == "objection_decision"


def test_it_leaves_one_line_in_the_trail(assigned, handler):
    refuse(assigned, handler)

    assert AuditEntry.objects.filter(verb="ticket.object").count() == 1


def test_it_needs_a_reason_and_a_failure_leaves_nothing_behind(assigned, handler):
    with pytest.raises(Invalid, match="原因"):
        object_to_ticket(assigned, actor=handler.viewer(TUESDAY), reason=" ")

    assigned.refresh_from_db()
    assert assigned.state == State.ASSIGNED
    assert not Objection.objects.exists()


def test_its_own_unit_is_no_proposal(assigned, handler):
    with pytest.raises(Invalid, match="不能是本单位"):
        refuse(assigned, handler, proposed_unit=handler.unit)


def test_a_unit_of_another_county_is_no_proposal(assigned, handler, stranger):
    with pytest.raises(Invalid, match="不在本县"):
        refuse(assigned, handler, proposed_unit=stranger.unit)


def test_on_the_second_working_day_it_is_still_in_time(assigned, handler):
    assert refuse(assigned, handler, WEDNESDAY).is_taken


def test_afterwards_it_is_refused_in_words(assigned, handler):
    with pytest.raises(WrongState, match="2 个工作日"):
        refuse(assigned, handler, THURSDAY)
    assert not Objection.objects.exists()


def test_the_office_s_next_dispatch_decides_it(assigned, handler, outsider, dispatcher):
    refuse(assigned, handler)
    give(assigned, dispatcher, outsider, WEDNESDAY)

    row = Objection.objects.get()
    assert row.decided_unit == outsider.unit
    assert row.decided_at is not None


def test_dispatched_to_the_same_unit_it_is_final(assigned, handler, dispatcher):
    refuse(assigned, handler)
    give(assigned, dispatcher, handler)

    said = refuse(assigned, handler, WEDNESDAY)

    assert not said.is_taken
    assert "已裁定由本单位办理" in said.why
    assert not said.is_raised


def test_an_attempt_that_is_not_taken_is_on_record_all_the_same(assigned, handler, dispatcher):
    refuse(assigned, handler)
    give(assigned, dispatcher, handler)

    said = refuse(assigned, handler, WEDNESDAY)

    assert said.ticket.state == State.ASSIGNED
    assert Objection.objects.filter(is_taken=False, unit=handler.unit).count() == 1
    assert AuditEntry.objects.filter(verb="ticket.refuse_objection").count() == 1
    assert "未受理" in TicketEvent.objects.get(action=Action.REFUSE_OBJECTION).note


def test_a_unit_gives_it_back_once(assigned, office, clerks):
    refuse(assigned, clerks[0])
    give(assigned, office, clerks[1])
    reassign_ticket(
        assigned, actor=office.viewer(TUESDAY), unit=clerks[0].unit, reason="经核实属供电"
    )

    said = refuse(assigned, clerks[0], WEDNESDAY)

    assert not said.is_taken
    assert "每单位最多退回 1 次" in said.why


def test_the_third_attempt_goes_to_the_head_of_the_office_by_itself(
    assigned, office, office_head, clerks
):
    came_back_twice(assigned, office, clerks)

    said = refuse(assigned, clerks[2])

    assert (said.is_taken, said.is_raised) == (False, True)
    assert said.ticket.state == State.ASSIGNED
    assert said.ticket.raised_on == TUESDAY
    assert "县住建局" in said.ticket.raised_why
    assert OutboxRow.objects.filter(kind="ticket_raised", to=office_head.cadre).exists()
    assert TicketEvent.objects.get(action=Action.RAISE).actor_name == "系统"


def test_it_goes_there_once(assigned, office, office_head, clerks):
    came_back_twice(assigned, office, clerks)
    refuse(assigned, clerks[2])
    settle_ticket(assigned, actor=office_head.viewer(TUESDAY), note="由住建局办理")

    again = refuse(assigned, clerks[2], WEDNESDAY)

    assert not again.is_raised
    assert again.ticket.raised_on is None


def test_after_a_reassignment_an_objection_counts_as_usual(in_hand, office, clerks):
    reassign_ticket(
        in_hand, actor=office.viewer(THURSDAY), unit=clerks[1].unit, reason="属气象部门"
    )

    assert refuse(in_hand, clerks[1], date(2026, 3, 9)).is_taken


@pytest.mark.parametrize("who", ["liaison", "dispatcher", "leader"])
def test_who_does_not_handle_it_does_not_object(assigned, who, request):
    with pytest.raises(NotPermitted):
        refuse(assigned, request.getfixturevalue(who))


def test_receipt_is_no_consent(assigned, handler, dispatcher):
    """签收 is receipt: within its limit the unit objects to what it has signed for."""
    accept_ticket(assigned, actor=handler.viewer(TUESDAY))

    ticket = refuse(assigned, handler, TUESDAY).ticket

    assert (ticket.state, ticket.unit, ticket.accepted_on) == (State.FILED, None, None)
    assert (ticket.unit_due_on, ticket.feedback_due_on) == (None, None)
    assert OutboxRow.objects.filter(kind="ticket_objected", to=dispatcher.cadre).exists()


@pytest.fixture
def asking(assigned, handler):
    """Signed for, and the enterprise is asked for something."""
    ticket = accept_ticket(assigned, actor=handler.viewer(TUESDAY))
    return ask_enterprise(ticket, actor=handler.viewer(TUESDAY), question="请提供户号。")


def test_while_the_enterprise_is_asked_the_unit_objects_as_well(asking, handler):
    """Its two days run on: nobody has to take the ticket back in hand for it."""
    said = refuse(asking, handler, WEDNESDAY)

    assert (said.is_taken, said.ticket.state, said.ticket.unit) == (True, State.FILED, None)
    assert (said.ticket.unit_due_on, said.ticket.paused_at) == (None, None)
    assert said.ticket.step_due_on == THURSDAY


def test_the_question_puts_the_limit_off_by_no_day(asking, handler):
    with pytest.raises(WrongState, match="异议期"):
        refuse(asking, handler, THURSDAY)


def test_one_attempt_more_leaves_the_enterprise_asked(assigned, office, handler):
    refuse(assigned, handler)
    give(assigned, office, handler)
    ticket = accept_ticket(assigned, actor=handler.viewer(TUESDAY))
    ask_enterprise(ticket, actor=handler.viewer(TUESDAY), question="请提供户号。")

    said = refuse(assigned, handler, WEDNESDAY)

    assert (said.is_taken, said.ticket.state) == (False, State.ASKING)


def test_the_page_offers_it_while_the_enterprise_is_asked(asking, handler):
    def offers(on):
        page = ticket_page.fetch(asking.pk, seen_by=handler.viewer(on))
        return Action.OBJECT in page.actions

    assert [offers(on) for on in (WEDNESDAY, THURSDAY)] == [True, False]


def test_the_limit_runs_from_dispatch_and_not_from_receipt(assigned, handler):
    accept_ticket(assigned, actor=handler.viewer(THURSDAY))

    with pytest.raises(WrongState, match="异议期"):
        refuse(assigned, handler, FRIDAY)


def test_what_another_attempt_does_in_hand(assigned, office, handler):
    refuse(assigned, handler)
    give(assigned, office, handler)
    accept_ticket(assigned, actor=handler.viewer(TUESDAY))

    said = refuse(assigned, handler, TUESDAY)

    assert (said.is_taken, said.ticket.state) == (False, State.IN_HAND)


def test_a_result_that_was_handed_in_is_not_given_back(resolved, handler):
    with pytest.raises(WrongState):
        refuse(resolved, handler)


def test_only_who_decided_before_the_head_reads_of_it(assigned, office, office_head, clerks):
    """A ticket of another office head's county is not raised before this one."""
    other = TicketFactory(assigned=True)
    with pytest.raises(Absent):
        settle_ticket(other, actor=office_head.viewer(TUESDAY), note="由住建局办理")
