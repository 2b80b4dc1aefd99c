"""Two clerks merge each ticket into the other at the same moment: one action, no circle."""

from __future__ import annotations

from datetime import date

from cadres.errors import WrongState
from cadres.viewers.rules.roles import Role
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.duplicates.duplicates import merge_tickets
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)


def office(*names: str):
    return [cast.person(name, Role.OFFICE_CLERK, cast.unit("县助企办")) for name in names]


def told_again(number: int) -> list[Ticket]:
    """The same matter of one enterprise, told on as many days."""
    firm = EnterpriseFactory(county=cast.county())
    days = [date(2026, 3, 2 + day) for day in range(number)]
    return [TicketFactory(enterprise=firm, filed_on=day) for day in days]


def test_each_into_the_other_and_one_wins(committed):
    (older, younger), (one, other) = told_again(2), office("陈静", "赵敏")

    answers = together(
        lambda: merge_tickets(older, younger, actor=one.viewer(FRIDAY)),
        lambda: merge_tickets(younger, older, actor=other.viewer(FRIDAY)),
    )

    assert {type(answer) for answer in answers} == {Ticket, WrongState}
    younger.refresh_from_db()
    older.refresh_from_db()
    assert (older.state, older.merged_into) == (State.FILED, None)
    assert (younger.state, younger.merged_into) == (State.MERGED, older)
    assert TicketEvent.objects.filter(action=Action.MERGE).count() == 1


def test_three_in_a_ring_end_in_one(committed):
    (first, second, third), people = told_again(3), office("陈静", "赵敏", "马超")
    pairs = [(first, second), (second, third), (third, first)]

    together(
        *[
            lambda pair=pair, person=person: merge_tickets(*pair, actor=person.viewer(FRIDAY))
            for pair, person in zip(pairs, people, strict=True)
        ]
    )

    left = Ticket.objects.exclude(state=State.MERGED)
    assert [ticket.pk for ticket in left] == [first.pk]
    for ticket in Ticket.objects.filter(state=State.MERGED).select_related("merged_into"):
        assert ticket.merged_into.state != State.MERGED
