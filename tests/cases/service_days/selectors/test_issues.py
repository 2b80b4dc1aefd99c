"""What a 企业服务日 heard: its visits, its issues, its figure, each for whoever may see them."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted
from cases.models import Ticket
from cases.service_days.rules.figures import DayFigures, Show
from cases.service_days.selectors import issues, pages
from cases.tickets.rules import visit_sources
from cases.tickets.rules.vocabulary import Outcome, Source
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.models import Manner, Purpose
from enterprises.service_days.rules.service_days import Plan
from enterprises.service_days.selectors import service_days
from enterprises.service_days.services.service_days import call_off_service_day, plan_service_day
from enterprises.visits.services.visits import Call, log_visit
from tests.factories.cases import CategoryFactory, TicketFactory

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def day(dispatcher, handler):
    plan = Plan("城关镇企业服务日", FRIDAY, "镇便民服务中心", (handler.unit.pk,))
    return plan_service_day(plan, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def visit_of(day, enterprise, actor):
    call = Call(Manner.ON_SITE, Purpose.NEEDS, FRIDAY, service_day=day.pk)
    return log_visit(enterprise, call, actor=actor)


def problem(enterprise, **more):
    return Problem(CategoryFactory(), "变压器容量不足。", enterprise=enterprise, **more)


def test_its_issues_are_those_told_there_and_those_of_its_visits(day, enterprise, dispatcher):
    actor = dispatcher.viewer(FRIDAY)
    visit = visit_of(day, enterprise, actor)
    known = visit_sources.known(visit)
    told = problem(enterprise, source=Source.SERVICE_DAY, service_day=day.pk, filed_on=FRIDAY)
    filed = [
        file_ticket(told, actor=actor),
        file_ticket(problem(enterprise, visit=visit, **known), actor=actor),
    ]
    TicketFactory(enterprise=enterprise)

    assert known["source"] == Source.SERVICE_DAY
    assert {one.pk for one in issues.of_day(day, seen_by=actor)} == {one.pk for one in filed}
    page = pages.page(day.pk, seen_by=actor)
    assert (page.visits, page.figures.received, page.figures.open) == ([visit], 2, 2)
    assert page.figures.solution.percent == "0.0%"


def test_every_number_is_the_length_of_its_list(day, enterprise, dispatcher):
    TicketFactory(closed=True, enterprise=enterprise, outcome=Outcome.SOLVED)
    TicketFactory(closed=True, enterprise=enterprise, outcome=Outcome.WITHDRAWN)
    TicketFactory(closed=True, enterprise=enterprise, outcome="")
    TicketFactory(unconfirmed=True, enterprise=enterprise)
    TicketFactory(void=True, enterprise=enterprise)
    Ticket.objects.update(service_day=day)
    viewer = dispatcher.viewer(MONDAY)

    figures = issues.figures(day, seen_by=viewer)

    counted = {show: issues.shown(day, show, seen_by=viewer).count() for show in Show}
    assert figures == DayFigures(**{show.value: number for show, number in counted.items()})
    assert (figures.received, figures.closed, figures.open, figures.apart) == (4, 2, 1, 1)
    assert figures.solution.parts == "1/3"


def test_of_nothing_there_is_no_rate(day, dispatcher):
    assert issues.figures(day, seen_by=dispatcher.viewer(FRIDAY)).solution.percent == "—"


def test_a_unit_sees_the_days_to_which_it_comes(day, handler, leader, outsider):
    for who in (handler, leader):
        assert service_days.fetch(day.pk, seen_by=who.viewer(FRIDAY)) == day
    with pytest.raises(Absent):
        service_days.fetch(day.pk, seen_by=outsider.viewer(FRIDAY))


def test_only_the_office_sets_one(handler):
    with pytest.raises(NotPermitted):
        plan_service_day(
            Plan("服务日", FRIDAY, "镇政府", (handler.unit.pk,)),
            actor=handler.viewer(FRIDAY),
            county=handler.county,
        )


def test_a_visit_of_another_day_or_to_what_was_called_off_is_not_linked(
    day, enterprise, dispatcher
):
    actor = dispatcher.viewer(MONDAY)
    late = Call(Manner.ON_SITE, Purpose.NEEDS, MONDAY, service_day=day.pk)
    with pytest.raises(Invalid):
        log_visit(enterprise, late, actor=actor)
    call_off_service_day(day, actor=actor, why="大雨")

    with pytest.raises(Invalid):
        visit_of(day, enterprise, actor)
