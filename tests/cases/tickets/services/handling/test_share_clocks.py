"""The clocks of parts: what is stored is what the ledger says, whatever happened on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.errors import DomainError
from cadres.viewers.rules.roles import Role
from cases.models import Share, Ticket
from cases.tickets.rules.clocks import clocks as rules
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.services.clocks import clocks
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket, recall_ticket
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share, end_share
from tests import cast
from tests.factories.cases import TicketFactory

BEGIN = date(2026, 3, 2)
ACTIONS = ("dispatch", "accept", "object", "recall", "reassign", "ask", "take", "answer", "end")


@pytest.fixture
def crew(dispatcher, handler, outsider):
    helper = cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))
    return {"office": dispatcher, "one": handler, "other": outsider, "helper": helper}


def action(name: str, ticket: Ticket, crew, on: date, unit: str) -> None:
    office, clerk = crew["office"].viewer(on), crew[unit].viewer(on)
    helper, place = crew["helper"], crew[unit].unit
    share = Share.objects.filter(ticket=ticket, unit=helper.unit).order_by("pk").last()
    actions = {
        "dispatch": lambda: dispatch_ticket(
            ticket,
            actor=office,
            unit=place,
            handling_class=HandlingClass.GENERAL,
            co_units=[helper.unit],
        ),
        "accept": lambda: accept_ticket(ticket, actor=clerk),
        "object": lambda: object_to_ticket(ticket, actor=clerk, reason="不属本单位职责"),
        "recall": lambda: recall_ticket(ticket, actor=office, reason="派错"),
        "reassign": lambda: reassign_ticket(ticket, actor=office, unit=place, reason="改由他办"),
        "ask": lambda: add_share(ticket, actor=office, unit=helper.unit),
        "take": lambda: accept_share(share, actor=helper.viewer(on)),
        "answer": lambda: answer_share(share, actor=helper.viewer(on), answer="符合要求。"),
        "end": lambda: end_share(share, actor=office, reason="不再需要"),
    }
    actions[name]()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.sampled_from(["one", "other"]), st.integers(0, 3)),
        max_size=12,
    )
)
def test_what_is_stored_is_what_the_ledger_says(crew, steps):
    ticket, on = TicketFactory(enterprise__county=cast.county(), filed_on=BEGIN), BEGIN
    for name, unit, later in [("dispatch", "one", 0), *steps]:
        on += timedelta(days=later)
        try:
            action(name, ticket, crew, on, unit)
        except DomainError:
            continue
    ticket.refresh_from_db()
    runs = rules.replay(clocks.ticks_of(ticket))
    days = clocks.Calendars(ticket.county_id)

    assert clocks.settle(ticket, rules.derived(runs, ticket.state, days.__getitem__)) == {}
    stored = dict(Share.objects.filter(ticket=ticket).values_list("pk", "due_on"))
    assert stored == rules.share_dues(runs, days.__getitem__)
    waiting = Share.objects.filter(ticket=ticket, answered_at=None, ended_at=None)
    assert waiting.filter(due_on__isnull=True).count() == 0
    sighted = Share.objects.filter(ticket=ticket, ended_at=None).values_list("unit_id", flat=True)
    assert sorted(sighted) == ticket.co_unit_ids
