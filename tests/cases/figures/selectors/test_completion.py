"""The figures of a cohort, and the rows behind each of them."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Aspect, Bucket, By, Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.models import Rating
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.dispatch import accept_ticket
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
MID_MARCH = date(2026, 3, 20)


@pytest.fixture
def enterprise(db):
    return EnterpriseFactory(county=cast.county())


@pytest.fixture
def tickets(enterprise, handler):
    """One in each bucket of the unit, one not dispatched, one voided."""
    given = {"enterprise": enterprise, "unit": handler.unit}
    return {
        Bucket.ON_TIME: TicketFactory(closed=True, **given),
        Bucket.LATE: TicketFactory(
            closed=True, due_on=date(2026, 3, 5), unit_due_on=date(2026, 3, 6), **given
        ),
        Bucket.WITHIN: TicketFactory(
            in_hand=True, due_on=MID_MARCH, unit_due_on=MID_MARCH, **given
        ),
        Bucket.OVERDUE: TicketFactory(in_hand=True, **given),
        Bucket.UNCONFIRMED: TicketFactory(unconfirmed=True, **given),
        "undispatched": TicketFactory(enterprise=enterprise),
        "void": TicketFactory(void=True, enterprise=enterprise),
    }


def asked(by=By.UNIT, **more) -> Question:
    return Question(MARCH, by, **more)


def test_each_ticket_is_counted_once_and_voided_ones_never(tickets, leader):
    report = completion.report(asked(), seen_by=leader.viewer(MID_MARCH))

    row = next(row for row in report.rows if row.label == "县供电公司")
    figures = row.figures
    assert (figures.on_time, figures.late, figures.within) == (1, 1, 1)
    assert (figures.overdue, figures.unconfirmed) == (1, 1)
    assert report.total.received == 6


def test_what_is_not_dispatched_is_the_office_s_own(tickets, leader):
    report = completion.report(asked(), seen_by=leader.viewer(MID_MARCH))

    assert [row.figures.received for row in report.rows if row.label.startswith("县助企办")] == [1]


@pytest.mark.parametrize("by", list(By))
def test_every_figure_opens_as_many_rows_as_it_says(tickets, leader, by):
    viewer = leader.viewer(MID_MARCH)
    report = completion.report(asked(by), seen_by=viewer)

    for row in report.rows:
        for bucket in Bucket:
            behind = completion.tickets(asked(by), seen_by=viewer, key=row.key, bucket=bucket)
            assert behind.count() == getattr(row.figures, bucket)


def test_a_unit_counts_its_own_tickets_only(tickets, handler, outsider):
    own = completion.report(asked(), seen_by=handler.viewer(MID_MARCH))
    other = completion.report(asked(), seen_by=outsider.viewer(MID_MARCH))

    assert own.total.received == 5
    assert other.rows == []


def test_satisfaction_is_hidden_from_the_units(tickets, handler, leader):
    Rating.objects.create(
        ticket=tickets[Bucket.ON_TIME],
        round=1,
        satisfaction="satisfied",
        channel="link",
        rated_at=moment(MID_MARCH),
    )
    shown = completion.report(asked(), seen_by=leader.viewer(MID_MARCH)).total
    hidden = completion.report(asked(), seen_by=handler.viewer(MID_MARCH)).total

    assert (shown.satisfied, shown.rated) == (1, 1)
    assert hidden.rated is None


def test_a_past_day_shows_what_was_then(enterprise, handler, dispatcher, leader):
    ticket = TicketFactory(
        assigned=True, enterprise=enterprise, unit=handler.unit, dispatched_by=dispatcher.cadre
    )
    accept_ticket(ticket, actor=handler.viewer(date(2026, 3, 5)))
    ticket.events.create(
        action=Action.CALL_BACK,
        at=moment(date(2026, 3, 9)),
        actor_name="系统",
        state="closed",
        unit=handler.unit,
        due_on=ticket.due_on,
        approved_on=date(2026, 3, 9),
    )
    viewer = leader.viewer(MID_MARCH)

    then = completion.report(asked(as_of=date(2026, 3, 6)), seen_by=viewer).total
    later = completion.report(asked(as_of=date(2026, 3, 9)), seen_by=viewer).total
    behind = completion.tickets(asked(as_of=date(2026, 3, 9)), seen_by=viewer, bucket="on_time")

    assert (then.within, then.on_time) == (1, 0)
    assert (later.within, later.on_time) == (0, 1)
    assert list(behind) == [ticket]


def test_a_future_day_is_refused(leader):
    with pytest.raises(Invalid, match="不能晚于今天"):
        completion.report(asked(as_of=date(2027, 1, 1)), seen_by=leader.viewer(MID_MARCH))


def test_own_portfolio_counts_covered_enterprises_only(tickets, liaison):
    covered = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=covered, cadre=liaison.cadre)
    TicketFactory(enterprise=covered)
    filed_elsewhere = TicketFactory(filed_by=liaison.cadre)

    viewer = liaison.viewer(MID_MARCH)
    assert completion.report(asked(is_own=True), seen_by=viewer).total.received == 1
    assert filed_elsewhere in completion.tickets(asked(), seen_by=viewer)


def test_months_stand_in_their_order(enterprise, leader):
    for day in (date(2026, 11, 2), date(2026, 9, 1), date(2026, 10, 9)):
        TicketFactory(enterprise=enterprise, filed_on=day)
    year = Question(Period(date(2026, 1, 1), date(2026, 12, 31)), By.MONTH)

    report = completion.report(year, seen_by=leader.viewer(date(2026, 11, 20)))

    assert [row.label for row in report.rows] == ["2026年9月", "2026年10月", "2026年11月"]


@pytest.mark.parametrize("key", ["不是", "2026-3x"])
def test_an_unknown_row_is_refused(leader, key):
    with pytest.raises(Invalid):
        list(completion.tickets(asked(By.MONTH), seen_by=leader.viewer(MID_MARCH), key=key))


def test_the_system_sees_all_counties(tickets):
    TicketFactory(category=CategoryFactory(name="融资"))
    seen = completion.report(asked(By.COUNTY), seen_by=Viewer.system(moment(MID_MARCH)))

    assert len(seen.rows) == 2


@pytest.fixture
def handled(enterprise, handler):
    """One ticket of each aspect, and one that shows none."""
    given = {"enterprise": enterprise, "unit": handler.unit}
    return {
        Aspect.SOLVED: TicketFactory(closed=True, outcome="solved", **given),
        Aspect.UNASKED: TicketFactory(closed=True, **given),
        Aspect.REDONE: TicketFactory(in_hand=True, round=3, **given),
        Aspect.PARKED: TicketFactory(in_hand=True, state="parked", unit_due_on=None, **given),
        Aspect.EXTENDED: TicketFactory(
            closed=True, promised_on=date(2026, 3, 6), outcome="partly", **given
        ),
        Aspect.MISSED_ELSEWHERE: TicketFactory(
            closed=True, due_on=date(2026, 3, 6), outcome="partly", **given
        ),
        Aspect.KEPT_ALL_THE_SAME: TicketFactory(
            closed=True, unit_due_on=date(2026, 3, 6), outcome="partly", **given
        ),
        None: TicketFactory(closed=True, outcome="explained", **given),
    }


def test_how_they_were_handled_is_counted_beside_where_they_stand(handled, leader):
    total = completion.report(asked(), seen_by=leader.viewer(MID_MARCH)).total

    counted = [getattr(total, aspect) for aspect in Aspect]
    assert counted == [1] * len(Aspect)
    assert total.rounds == 2
    assert total.received == 8
    assert (total.solution.numerator, total.solution.denominator) == (1, 7)


@pytest.mark.parametrize("aspect", list(Aspect))
@pytest.mark.parametrize("as_of", [None, date(2026, 3, 15)])
def test_every_aspect_opens_its_tickets_today_and_on_a_past_day(handled, leader, aspect, as_of):
    handled[Aspect.REDONE].events.update(round=3)
    question, viewer = asked(as_of=as_of), leader.viewer(MID_MARCH)
    total = completion.report(question, seen_by=viewer).total

    behind = list(completion.tickets(question, seen_by=viewer, bucket=aspect))

    assert behind == [handled[aspect]]
    assert getattr(total, aspect) == 1
    assert total.rounds == 2


def test_an_unknown_column_is_refused(leader):
    with pytest.raises(Invalid, match="没有这一栏"):
        completion.tickets(asked(), seen_by=leader.viewer(MID_MARCH), bucket="nonsense")


def test_all_of_it_is_one_query_and_one_each_for_plans_and_names(
    handled, leader, django_assert_num_queries
):
    viewer = leader.viewer(MID_MARCH)
    with django_assert_num_queries(3):
        completion.report(asked(), seen_by=viewer)
