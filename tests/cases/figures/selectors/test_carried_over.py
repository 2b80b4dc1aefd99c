"""Carried over + received = what stands in the buckets, whatever has happened and on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.models import UnitSplit
from cases.figures.rules.completion import Bucket, Period
from cases.figures.rules.cross_tables import TABLES, Ask, Dimension
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import cross_tables
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.vocabulary import NOT_DONE, Outcome
from cases.tickets.rules.workflow import NOT_COUNTED, UNANSWERED, State
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import TownshipFactory, UnitFactory, moment

BEGINNING, LENGTH = date(2026, 3, 2), 60
LAST = BEGINNING + timedelta(days=LENGTH)
PARTED = (Dimension.COUNTY, Dimension.UNIT, Dimension.SUCCESSOR, Dimension.TOWNSHIP)
FOUR = ("on_time", "late", "within", "overdue")
APPROVED = {*UNANSWERED, State.CLOSED}
TRAITS = {
    State.FILED: {},
    State.ASSIGNED: {"assigned": True},
    State.IN_HAND: {"in_hand": True},
    State.PARKED: {"in_hand": True, "state": State.PARKED},
    State.PLANNED: {"planned": True},
    State.UNCONFIRMED: {"unconfirmed": True},
    State.UNREACHED: {"unreached": True},
    State.NO_ANSWER: {"no_answer": True},
    State.CLOSED: {"closed": True},
    State.VOID: {"void": True},
}
OUTCOMES = ("", Outcome.SOLVED, Outcome.EXPLAINED, *sorted(NOT_DONE))


@dataclass(frozen=True)
class Step:
    """So many days after the one before the ticket came to stand in a state."""

    after: int
    state: State
    outcome: str = ""


STEPS = st.builds(
    Step, st.integers(0, 25), st.sampled_from(list(TRAITS)), st.sampled_from(OUTCOMES)
)
# When it was told, how many days earlier it began, and what happened then.
HISTORIES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 9), st.lists(STEPS, max_size=4)),
    min_size=1,
    max_size=5,
)


def made(firm: Any, unit: Any, told: int, earlier: int, steps: list[Step]) -> list[Step]:
    """Lay the ticket down as it stands at last, with the events that led there."""
    day = BEGINNING + timedelta(days=told)
    filed_on = day - timedelta(days=earlier)
    course: list[tuple[date, Step]] = [(day, Step(0, State.FILED))]
    for step in steps:
        day = min(day + timedelta(days=step.after), LAST)
        course.append((day, step))
    on, last = course[-1]
    facts: dict[str, Any] = {
        **TRAITS[last.state],
        "filed_on": filed_on,
        "filed_at": moment(course[0][0]),
    }
    if last.state not in (State.FILED, State.VOID):
        facts |= {"unit": unit}
    if last.state in APPROVED:
        facts |= {"approved_on": on}
    if last.state == State.CLOSED:
        facts |= {"closed_on": on, "outcome": last.outcome}
    ticket = TicketFactory(enterprise=firm, **facts)
    ticket.events.all().delete()
    TicketEvent.objects.bulk_create(
        _event(ticket, at, day, step) for at, (day, step) in enumerate(course)
    )
    return steps


def _event(ticket: Ticket, at: int, day: date, step: Step) -> TicketEvent:
    return TicketEvent(
        ticket=ticket,
        action="file",
        at=moment(day) + timedelta(seconds=at),
        actor_name="系统",
        state=step.state,
        unit=None if step.state in (State.FILED, State.VOID) else ticket.unit,
        due_on=ticket.due_on,
        promised_on=ticket.promised_on,
        approved_on=day if step.state in APPROVED else None,
        outcome=step.outcome if step.state == State.CLOSED else "",
    )


def stood(ticket: Ticket, on: date) -> str:
    """In which state it was at the end of the day; nothing where nobody had told of it yet."""
    before = [one for one in ticket.events.order_by("at", "pk") if one.at.date() <= on]
    return before[-1].state if before else ""


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    histories=HISTORIES,
    since=st.integers(0, LENGTH),
    length=st.integers(0, 30),
    look=st.integers(0, LENGTH),
)
def test_what_came_in_is_where_it_stands(leader, handler, histories, since, length, look):
    with transaction.atomic():
        firms, units = _places(handler)
        for at, history in enumerate(histories):
            made(firms[at % 2], units[at % 3], *history)
        first = BEGINNING + timedelta(days=since)
        period = Period(first, first + timedelta(days=length))
        on = BEGINNING + timedelta(days=look)
        for rows in PARTED:
            balance(Ask(period, rows, as_of=on, with_carried=True), leader.viewer(LAST))
        transaction.set_rollback(True)


def _places(handler: Any) -> tuple[list[Any], list[Any]]:
    """Enterprises of two townships, and three units of which one was made of another."""
    county = cast.county()
    towns = [TownshipFactory(parent=county), TownshipFactory(parent=county)]
    units = [handler.unit, *(UnitFactory(region=county) for _ in range(2))]
    UnitSplit.objects.create(old=units[0], new=units[1], on=BEGINNING)
    return [EnterpriseFactory(county=county, township=town) for town in towns], units


def balance(ask: Ask, viewer: Any) -> None:
    names = (*TABLES[Group.FLOW], *Bucket.values)
    table = cross_tables.table(ask, names, seen_by=viewer)
    counted, on = table.total.whole.counted, ask.as_of or viewer.today
    known = [
        ticket for ticket in Ticket.objects.all() if stood(ticket, on) not in (*NOT_COUNTED, "")
    ]
    if on == viewer.today:
        known = list(Ticket.objects.exclude(state__in=sorted(NOT_COUNTED)))
    eve = ask.period.since - timedelta(days=1)
    over = {State.CLOSED, *NOT_COUNTED}
    carried = [
        one for one in known if one.filed_on < ask.period.since and stood(one, eve) not in over
    ]
    received = [one for one in known if ask.period.since <= one.filed_on <= ask.period.until]

    assert counted("carried") == len(carried)
    assert counted("received") == len(received)
    assert counted("carried") + counted("received") == counted("to_handle")
    assert counted("to_handle") == sum(counted(bucket) for bucket in Bucket.values)
    for line in table.lines:
        of_line = line.whole.counted
        assert of_line("carried") + of_line("received") == of_line("to_handle"), line.label
        four = sum(of_line(name) for name in FOUR)
        assert of_line("to_handle") == four + of_line("unconfirmed") + of_line("apart"), line.label
