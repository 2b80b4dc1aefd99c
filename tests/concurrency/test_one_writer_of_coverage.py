"""Two clerks of the office at the same moment: coverage and register take one of the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from cadres.errors import Conflict, DomainError, Invalid
from cadres.models import AuditEntry
from cadres.viewers.rules.roles import Role
from enterprises.coverage.services.assignments import assign_enterprise, hand_over_portfolio
from enterprises.models import Assignment, Contact, Enterprise
from enterprises.register.services.contacts import Person, add_contact
from enterprises.register.services.enterprises import Facts, add_enterprise
from tests import cast
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, credit_code

FRIDAY = date(2026, 11, 20)


def at_once(*actions: Callable[[], object]) -> list[object]:
    barrier, answers = Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            answers[place] = action()
        except DomainError as refused:
            answers[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.fixture
def office(committed):
    unit = cast.unit("县助企办")
    return [cast.person(name, Role.OFFICE_CLERK, unit).viewer(FRIDAY) for name in ("陈静", "赵敏")]


@pytest.fixture
def enterprise(committed):
    return EnterpriseFactory(county=cast.county())


def refusals(answers, kind):
    return [answer for answer in answers if isinstance(answer, kind)]


def test_the_same_code_is_registered_once(office):
    facts = Facts("恒信达艾草制品有限公司", credit_code(7), cast.county())

    answers = at_once(*(lambda who=who: add_enterprise(facts, actor=who) for who in office))

    assert len(refusals(answers, Conflict)) == 1
    assert Enterprise.objects.count() == 1


def test_the_same_coverage_is_given_once(office, enterprise):
    cadre = cast.person("张伟", Role.CADRE, cast.unit("县工信局")).cadre

    answers = at_once(
        *(lambda who=who: assign_enterprise(enterprise, actor=who, cadre=cadre) for who in office)
    )

    assert len(refusals(answers, Conflict)) == 1
    assert Assignment.objects.count() == 1


def test_a_portfolio_is_handed_over_once(office, enterprise):
    giver = cast.person("张伟", Role.CADRE, cast.unit("县工信局")).cadre
    takers = [
        cast.person(name, Role.CADRE, cast.unit("县商务局")).cadre for name in ("李娜", "王芳")
    ]
    AssignmentFactory(enterprise=enterprise, cadre=giver)

    answers = at_once(
        *(
            lambda who=who, taker=taker: hand_over_portfolio(giver, taker, actor=who, on=FRIDAY)
            for who, taker in zip(office, takers, strict=True)
        )
    )

    assert len(refusals(answers, Invalid)) == 1
    assert Assignment.objects.filter(to_on=None).count() == 1
    assert AuditEntry.objects.filter(verb="portfolio.hand_over").count() == 1


def test_a_hand_over_and_an_assignment_to_the_same_cadre_leave_one_row(office, enterprise):
    giver = cast.person("张伟", Role.CADRE, cast.unit("县工信局")).cadre
    taker = cast.person("李娜", Role.CADRE, cast.unit("县商务局")).cadre
    AssignmentFactory(enterprise=enterprise, cadre=giver)

    at_once(
        lambda: hand_over_portfolio(giver, taker, actor=office[0], on=FRIDAY),
        lambda: assign_enterprise(enterprise, actor=office[1], cadre=taker),
    )

    assert Assignment.objects.filter(to_on=None).get().cadre == taker


def test_one_contact_is_the_primary_one(office, enterprise):
    people = [Person("刘总", is_primary=True), Person("李总", is_primary=True)]

    at_once(
        *(
            lambda who=who, person=person: add_contact(enterprise, person, actor=who)
            for who, person in zip(office, people, strict=True)
        )
    )

    assert Contact.objects.count() == 2
    assert Contact.objects.filter(is_primary=True).count() == 1
