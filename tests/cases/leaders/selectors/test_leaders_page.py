"""What the leader's page says: how many are overdue, where, at whom, and whether it gets better."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import NotPermitted
from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.leaders.rules.bands import Band
from cases.leaders.selectors import (
    decided,
    enterprise_words,
    leaders_page,
    longest_waits,
    monthly_rates,
    overdue,
)
from cases.models import Application, Rating, TicketEvent
from cases.tickets.rules.workflow import Action, State
from tests import cast
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CountyFactory, TownshipFactory, moment

pytestmark = pytest.mark.django_db
# A Thursday; the last whole month is March.
TODAY = date(2026, 4, 9)
LATE_SINCE = date(2026, 3, 20)


@pytest.fixture
def town():
    return TownshipFactory(name="城关镇", parent=cast.county())


@pytest.fixture
def firm(town):
    return EnterpriseFactory(county=cast.county(), township=town)


@pytest.fixture
def late(firm, handler):
    """Overdue by the promise and by the unit's own time since the middle of March."""
    return TicketFactory(
        enterprise=firm,
        in_hand=True,
        unit=handler.unit,
        filed_on=date(2026, 3, 2),
        due_on=LATE_SINCE,
        unit_due_on=LATE_SINCE,
    )


def test_it_says_how_many_are_overdue_where_and_at_whom(late, leader, handler):
    found = overdue.of(seen_by=leader.viewer(TODAY))

    assert found.count == 1
    assert [line.label for line in found.where] == ["城关镇"]
    assert [line.label for line in found.at_whom] == [handler.unit.name]
    # On 9 March its limit was still to come.
    assert found.month_earlier.count == found.year_earlier.count == 0


def test_what_was_carried_over_from_an_earlier_year_is_overdue_all_the_same(late, leader):
    assert overdue.of(seen_by=leader.viewer(date(2027, 1, 4))).count == 1
    assert overdue.of(seen_by=leader.viewer(date(2027, 1, 4))).month_earlier.count == 1


def test_months_are_compared_at_the_same_age(firm, leader, handler):
    """Of February it counts what was done by 9 March, and not what was done since."""
    filed = date(2026, 2, 25)
    ticket = TicketFactory(
        enterprise=firm,
        in_hand=True,
        unit=handler.unit,
        filed_on=filed,
        due_on=date(2026, 3, 4),
    )
    closed = date(2026, 3, 20)
    ticket.state, ticket.outcome, ticket.approved_on, ticket.closed_on = (
        *(State.CLOSED, "solved", closed, closed),
    )
    ticket.save()
    TicketEvent.objects.create(
        ticket=ticket,
        action=Action.CONFIRM,
        at=moment(closed),
        actor_name="企业",
        state=State.CLOSED,
        unit=handler.unit,
        due_on=ticket.due_on,
        promised_on=ticket.due_on,
        approved_on=closed,
        outcome="solved",
    )

    found = monthly_rates.of(1, seen_by=leader.viewer(TODAY))

    assert (found.now.label, found.before.label) == ("3月", "2月")
    assert found.year_earlier.full_label == "2025年3月"
    assert found.before.ask.as_of == date(2026, 3, 9)
    assert found.before.rates["solution"].parts == "0/1"
    assert found.now.rates["solution"].parts == ""
    assert len(found.months) == 6


def test_a_unit_s_worst_case_is_the_oldest_overdue_one(late, leader, handler, firm):
    TicketFactory(
        enterprise=firm, in_hand=True, unit=handler.unit, filed_on=date(2026, 3, 5),
        due_on=LATE_SINCE, unit_due_on=LATE_SINCE,
    )  # fmt: skip
    found = leaders_page.of(seen_by=leader.viewer(TODAY)).bands

    unit = found.bands[Band.FEW][0]
    assert (unit.label, unit.late, unit.worst.pk) == (handler.unit.name, 2, late.pk)
    assert unit.rate.parts == "0/2"


def test_who_looks_at_a_whole_city_reads_of_counties(late, leader):
    city = cast.county().parent
    other = CountyFactory(name="西峡县", parent=city, number_prefix="西助企")
    firm = EnterpriseFactory(county=other)
    TicketFactory(enterprise=firm, filed_on=date(2026, 3, 2), due_on=date(2026, 5, 1))
    mayor = cast.person("赵市长", Role.LEADER, cast.unit("市政府", UnitKind.OFFICE, city))

    found = leaders_page.of(seen_by=mayor.viewer(TODAY))

    assert [line.label for line in found.overdue.where] == ["南召县"]
    assert {line.label for line in found.heat.lines} == {"南召县", "西峡县"}
    few = {one.label: one for one in found.bands.bands[Band.FEW]}
    assert set(few) == {"南召县", "西峡县"}
    assert (few["南召县"].late, few["南召县"].worst.pk) == (1, late.pk)
    assert few["西峡县"].worst is None
    # Whoever looks at one of them reads of its townships and units.
    assert [line.label for line in overdue.of(seen_by=leader.viewer(TODAY)).where] == ["城关镇"]


def test_what_moved_last_longest_ago_is_stuck_and_with_whom(late, leader, handler):
    fresh = TicketFactory(
        enterprise=late.enterprise, in_hand=True, unit=handler.unit, filed_on=date(2026, 4, 1)
    )
    TicketFactory(enterprise=late.enterprise, in_hand=True, state=State.PARKED, unit=handler.unit)
    TicketEvent.objects.create(
        ticket=fresh, action=Action.ACCEPT, at=moment(date(2026, 4, 2)), actor_name="李娟",
        source_state=State.ASSIGNED, state=State.IN_HAND, due_on=fresh.due_on,
    )  # fmt: skip

    found = longest_waits.longest(seen_by=leader.viewer(TODAY))

    assert [one.line.pk for one in found] == [late.pk, fresh.pk]
    # Filed on 2 March; 清明 is a day off.
    assert found[0].waited == 27
    assert found[0].at_whom == handler.unit.name
    assert found[1].since == date(2026, 4, 2)


def _asked(ticket, handler, leader, **more):
    return Application.objects.create(
        **{
            "ticket": ticket, "county": ticket.county, "unit": handler.unit, "round": 1,
            "kind": "hand_up", "level": "county_meeting", "reason": "涉及多部门", "digest": "0",
            "asked_by": handler.cadre, "asked_at": moment(date(2026, 3, 30)),
            "due_on": date(2026, 4, 3), "state": "granted", "decided_by": leader.cadre,
            "decided_at": moment(date(2026, 4, 1)),
        }
        | more
    )  # fmt: skip


def test_a_leader_reads_what_became_of_the_own_decisions(late, leader, handler, dispatcher):
    late.state = State.HANDED_UP
    late.save()
    _asked(late, handler, leader)
    other = TicketFactory(enterprise=late.enterprise, in_hand=True, unit=handler.unit)
    _asked(other, handler, dispatcher, kind="extension", days=3, level="")
    old = TicketFactory(enterprise=late.enterprise, in_hand=True, unit=handler.unit)
    _asked(old, handler, leader, decided_at=moment(date(2026, 2, 1)))

    found = decided.lately(30, seen_by=leader.viewer(TODAY))

    assert [(one.line.pk, one.verdict) for one in found] == [(late.pk, "批准提级")]
    assert found[0].outcome.words == "还没有登记会商（上级）意见，已等 5 个工作日"


def test_what_the_meeting_set_stands_beside_the_decision(late, leader, handler):
    decision = _asked(late, handler, leader, returned_at=moment(date(2026, 4, 2)))
    MeasureFactory(ticket=late, text="配套管网", due_on=date(2026, 4, 8), decision=decision)

    found = decided.lately(30, seen_by=leader.viewer(TODAY))[0]

    assert [one.text for one in found.measures] == ["配套管网"]
    assert found.outcome.words == "定下的举措完成 0/1，1 条到期未完成"


def test_enterprises_speak_for_themselves_and_only_to_those_who_may_hear(
    late, leader, handler, head
):
    Rating.objects.create(
        ticket=late, round=1, answer="solved", satisfaction="satisfied", comment="催一催才动。",
        channel="link", rated_at=moment(date(2026, 4, 7)),
    )  # fmt: skip

    said = enterprise_words.lately(7, seen_by=leader.viewer(TODAY))

    assert [(one.said, one.answer) for one in said] == [("催一催才动。", "已解决、满意")]
    assert enterprise_words.lately(1, seen_by=leader.viewer(TODAY)) == []
    assert enterprise_words.lately(7, seen_by=head.viewer(TODAY)) == []


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "officer", "auditor", "outsider"])
def test_who_does_not_look_at_the_region_whole_has_no_such_page(request, who):
    with pytest.raises(NotPermitted):
        leaders_page.of(seen_by=request.getfixturevalue(who).viewer(TODAY))


def test_it_asks_the_same_number_of_questions_however_much_there_is(
    late, leader, handler, firm, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        leaders_page.of(seen_by=leader.viewer(TODAY))
    for day in range(1, 12):
        TicketFactory(
            enterprise=firm, in_hand=True, unit=handler.unit, filed_on=date(2026, 3, day),
            due_on=LATE_SINCE,
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        leaders_page.of(seen_by=leader.viewer(TODAY))
