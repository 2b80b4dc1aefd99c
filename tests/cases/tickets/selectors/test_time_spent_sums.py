"""What the database adds up of many tickets is what the rule says of each, on random histories."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cases.models import Application, Ticket, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.clocks import time_spent as rule
from cases.tickets.rules.clocks.time_spent import Stood
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.clocks import time_spent
from tests.factories.cases import TicketFactory
from tests.factories.people import CadreFactory, moment

FIRST, LONG = date(2026, 2, 2), 40
# Often where a matter is disputed and where the unit waits for a decision.
STATES = (*State, State.FILED, State.FILED, State.IN_HAND, State.IN_HAND)
ACTIONS = (Action.OBJECT, Action.DISPATCH, Action.NOTE)


def live(ticket: Ticket, by, rng: Random) -> None:
    """A history that no rule would allow: whatever follows whatever, on the same day or later."""
    steps = sorted(rng.randrange(LONG) for _ in range(rng.randrange(9)))
    TicketEvent.objects.filter(ticket=ticket).delete()
    for step in steps:
        TicketEvent.objects.create(
            ticket=ticket,
            action=rng.choice(ACTIONS),
            state=rng.choice(STATES),
            at=moment(FIRST + timedelta(days=step), hour=rng.randrange(9, 18)),
            due_on=ticket.due_on,
        )
    for number in range(rng.randrange(4)):
        asked = rng.randrange(LONG)
        decided = moment(FIRST + timedelta(days=asked + rng.randrange(9)), hour=17)
        Application.objects.create(
            ticket=ticket,
            county=ticket.county,
            round=number + 1,
            kind=ApplicationKind.EXTENSION,
            days=3,
            state=ApplicationState.REFUSED,
            asked_by=by,
            asked_at=moment(FIRST + timedelta(days=asked), hour=9),
            due_on=ticket.due_on,
            decided_at=decided,
        )


def said_by_rule(ticket: Ticket, days: WorkCalendar, on: date) -> Counter:
    until = moment(on + timedelta(days=1), hour=0)
    events = TicketEvent.objects.filter(ticket=ticket, at__lt=until).order_by("at", "pk")
    stood = [Stood(one.at, one.state, one.action) for one in events]
    waits = [
        (one.asked_at, one.decided_at if one.decided_at < until else None)
        for one in Application.objects.filter(ticket=ticket, asked_at__lt=until)
    ]
    return rule.days(rule.spans(ticket.filed_on, stood, waits, on), days)


@pytest.fixture
def calendars(monkeypatch):
    """Of every second county a calendar of its own."""
    own = WorkCalendar(closures={FIRST + timedelta(days=9): "演练"}), WorkCalendar()
    monkeypatch.setattr(
        calendar, "work_calendars", lambda regions: {pk: own[pk % 2] for pk in regions}
    )
    return own


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_sums_of_random_histories(calendars, seed):
    rng, by = Random(seed), CadreFactory()
    on = FIRST + timedelta(days=rng.randrange(LONG // 2, LONG))
    tickets = [TicketFactory(filed_on=FIRST + timedelta(rng.randrange(9))) for _ in range(12)]
    given: dict[str, list[int]] = {}
    expected: dict[str, Counter] = {}
    for place, ticket in enumerate(tickets):
        live(ticket, by, rng)
        said = said_by_rule(ticket, calendars[ticket.county_id % 2], on)
        key = str(place % 4)
        given.setdefault(key, []).append(ticket.pk)
        expected.setdefault(key, Counter()).update(said)

    found: dict[str, Counter] = {key: Counter() for key in given}
    for key, kind, days in time_spent.summed(given, on):
        found[key][kind] += days

    assert {key: +days for key, days in found.items()} == expected
