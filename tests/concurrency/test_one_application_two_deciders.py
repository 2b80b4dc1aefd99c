"""Two decide at the same moment, two sweeps run at once: each thing happens exactly once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadres.errors import Conflict, DomainError
from cadres.models import OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Application, Ticket, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.applications.application_decisions import (
    grant_application,
    refuse_application,
)
from cases.tickets.services.applications.applications import take_back_application
from cases.tickets.services.applications.extension_notices import tell_extension
from cases.tickets.services.applications.overdue_decisions import (
    raise_applications,
    unpark_due,
    urge_heads,
)
from cases.tickets.services.handling.results import resolve_ticket
from tests import cast
from tests.cases.drafted import EXTENSION, MONDAY, PARKING, REVIEW, extension, parking
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def scene(committed):
    """A ticket in hand, its clerk, two heads of the office and two leaders."""
    unit, office = cast.unit("县供电公司"), cast.unit("县助企办")
    clerk = cast.person("李娟", Role.UNIT_CLERK, unit)
    heads = [cast.person(name, Role.OFFICE_HEAD, office) for name in ("马超", "马跃")]
    leaders = [cast.person(name, Role.LEADER, cast.unit("县政府")) for name in ("刘洋", "高远")]
    firm = EnterpriseFactory(county=cast.county())
    ticket = TicketFactory(in_hand=True, enterprise=firm, unit=unit)
    return ticket, clerk, heads, leaders


def one_won(answers) -> bool:
    refused = [answer for answer in answers if isinstance(answer, DomainError)]
    return len(refused) == 1 and sum(isinstance(answer, Ticket) for answer in answers) == 1


def extended(ticket: Ticket, kind: str) -> int:
    return ticket.clock_events.filter(kind=kind, verb="extended").count()


def test_two_heads_grant_and_the_unit_has_its_days_once(scene):
    ticket, clerk, (one, other), _ = scene
    digest = extension(ticket, clerk).digest

    answers = together(
        *(
            lambda who=who: grant_application(
                ticket, EXTENSION, actor=who.viewer(MONDAY), digest=digest
            )
            for who in (one, other)
        )
    )

    assert one_won(answers)
    assert (extended(ticket, "unit"), extended(ticket, "promise")) == (1, 0)


def test_two_tell_the_enterprise_and_the_promise_is_extended_once(scene):
    ticket, clerk, (head, _), _ = scene
    digest = extension(ticket, clerk).digest
    grant_application(ticket, EXTENSION, actor=head.viewer(MONDAY), digest=digest)
    office = [cast.person(n, Role.OFFICE_CLERK, head.unit) for n in ("陈静", "赵敏")]

    answers = together(
        *(
            lambda who=who: tell_extension(
                ticket, actor=who.viewer(MONDAY, 11), means="call", note="告知刘总，同意。"
            )
            for who in office
        )
    )

    assert one_won(answers)
    assert extended(ticket, "promise") == 1


def test_granted_and_refused_at_once_it_is_one_of_them(scene):
    ticket, clerk, _, (one, other) = scene
    digest = parking(ticket, clerk).digest

    answers = together(
        lambda: grant_application(ticket, PARKING, actor=one.viewer(MONDAY), digest=digest),
        lambda: refuse_application(
            ticket, PARKING, actor=other.viewer(MONDAY), digest=digest, note="条件已具备"
        ),
    )

    assert one_won(answers)
    granted = Application.objects.get().state == ApplicationState.GRANTED
    assert granted is (Ticket.objects.get(pk=ticket.pk).state == State.PARKED)


def test_changed_and_granted_at_once_nothing_unseen_is_granted(scene):
    ticket, clerk, (head, _), _ = scene
    seen = extension(ticket, clerk, days=3)

    answers = together(
        lambda: extension(ticket, clerk, days=7, replaces=seen.digest),
        lambda: grant_application(ticket, EXTENSION, actor=head.viewer(MONDAY), digest=seen.digest),
    )

    assert sum(isinstance(answer, DomainError) for answer in answers) == 1
    granted = Application.objects.filter(state=ApplicationState.GRANTED)
    assert not granted.filter(days=7).exists()


def test_taken_back_and_granted_at_once_it_is_one_of_them(scene):
    ticket, clerk, (head, _), _ = scene
    digest = extension(ticket, clerk).digest

    answers = together(
        lambda: take_back_application(ticket, EXTENSION, actor=clerk.viewer(MONDAY)),
        lambda: grant_application(ticket, EXTENSION, actor=head.viewer(MONDAY), digest=digest),
    )

    assert one_won(answers)


def test_two_clerks_ask_and_one_application_waits(scene):
    ticket, clerk, _, _ = scene
    other = cast.person("李梅", Role.UNIT_CLERK, clerk.unit)

    answers = together(lambda: extension(ticket, clerk), lambda: extension(ticket, other))

    assert {type(answer) for answer in answers} == {Application, Conflict}
    assert Application.objects.count() == 1


def test_two_sweeps_raise_an_application_once(scene):
    ticket, clerk, *_ = scene
    extension(ticket, clerk)

    answers = together(*(lambda: raise_applications(moment(THURSDAY, 9)) for _ in range(2)))

    assert sorted(answers) == [0, 1]
    assert raised() == 1
    assert OutboxRow.objects.filter(kind="application_raised").count() == 4


def test_two_sweeps_urge_a_head_once(scene):
    ticket, clerk, *_ = scene
    MeasureFactory(ticket=ticket, done=True)
    resolve_ticket(ticket, actor=clerk.viewer(MONDAY), result="已更换变压器")

    answers = together(*(lambda: urge_heads(moment(THURSDAY, 9)) for _ in range(2)))

    assert sorted(answers) == [0, 1]
    assert TicketEvent.objects.filter(action=Action.URGE_HEAD).count() == 1


def test_two_sweeps_bring_a_parked_ticket_back_once(scene):
    ticket, clerk, _, (leader, _) = scene
    digest = parking(ticket, clerk).digest
    grant_application(ticket, PARKING, actor=leader.viewer(MONDAY), digest=digest)

    answers = together(*(lambda: unpark_due(moment(REVIEW, 9)) for _ in range(2)))

    assert sorted(answers) == [0, 1]
    assert TicketEvent.objects.filter(action=Action.UNPARK).count() == 1


def raised() -> int:
    return TicketEvent.objects.filter(action=Action.RAISE_APPROVAL).count()
