"""A whole portfolio passes from one cadre to another in one action."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cadres.notifications.selectors import notices
from cadres.viewers.rules.roles import Role
from enterprises.coverage.services.assignments import hand_over_portfolio
from enterprises.models import Assignment, Part
from enterprises.register.selectors import assignments
from tests import cast
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

FRIDAY = date(2026, 11, 20)
THURSDAY = date(2026, 11, 19)


@pytest.fixture
def taker(db):
    return cast.person("李娜", Role.CADRE, cast.unit("县商务局"))


@pytest.fixture
def three(liaison):
    made = EnterpriseFactory.create_batch(3, county=liaison.county)
    for enterprise in made:
        AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return made


@pytest.fixture
def office(dispatcher):
    return dispatcher.viewer(FRIDAY)


def team(enterprise, on, office):
    return [row.name for row in assignments.team(enterprise, on, seen_by=office)]


def test_the_whole_portfolio_passes_on_that_day(office, liaison, taker, three):
    count = hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    assert count == 3
    assert [team(row, FRIDAY, office) for row in three] == [["李娜"]] * 3


def test_the_day_before_still_belongs_to_the_giver(office, liaison, taker, three):
    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    assert team(three[0], THURSDAY, office) == ["张伟"]


def test_one_line_in_the_trail_tells_the_number(office, liaison, taker, three):
    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    entry = AuditEntry.objects.get(verb="portfolio.hand_over")
    assert (entry.object_id, entry.detail["count"]) == (liaison.cadre.pk, 3)


def test_both_learn_of_it_and_nobody_else_may_read_it(office, liaison, taker, three, outsider):
    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    owed = OutboxRow.objects.filter(kind="portfolio_handed_over")
    action = owed[0].object_id
    kind = "portfolio_handed_over"
    assert {row.to_id for row in owed} == {liaison.cadre.pk, taker.cadre.pk}
    assert "李娜" in notices.render(kind, [action], seen_by=liaison.viewer(FRIDAY))[action].text
    assert "张伟" in notices.render(kind, [action], seen_by=taker.viewer(FRIDAY))[action].text
    assert notices.render(kind, [action], seen_by=outsider.viewer(FRIDAY)) == {}


def test_other_parts_stay_where_they_are(office, liaison, taker, three):
    AssignmentFactory(enterprise=three[0], cadre=liaison.cadre, part=Part.LIAISON)

    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY, parts=[Part.CHIEF])

    assert team(three[0], FRIDAY, office) == ["李娜", "张伟"]


def test_who_covers_already_goes_on_without_a_second_row(office, liaison, taker, three):
    AssignmentFactory(enterprise=three[0], cadre=taker.cadre)

    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    assert team(three[0], FRIDAY, office) == ["李娜"]


def test_what_the_taker_would_begin_later_begins_on_the_day(office, liaison, taker, three):
    AssignmentFactory(enterprise=three[0], cadre=taker.cadre, from_on=date(2026, 12, 1))

    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    assert team(three[0], FRIDAY, office) == ["李娜"]


def test_what_the_giver_would_begin_later_passes_whole(office, liaison, taker, three):
    later = AssignmentFactory(
        enterprise=EnterpriseFactory(county=liaison.county),
        cadre=liaison.cadre,
        from_on=date(2026, 12, 1),
    )

    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    moved = Assignment.objects.get(enterprise=later.enterprise)
    assert (moved.cadre, moved.from_on) == (taker.cadre, date(2026, 12, 1))


def test_enterprises_of_another_county_are_left_alone(office, liaison, taker, three):
    elsewhere = AssignmentFactory(cadre=liaison.cadre)

    hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    elsewhere.refresh_from_db()
    assert elsewhere.to_on is None


def test_nothing_to_hand_over_is_said_and_nothing_is_written(office, liaison, taker):
    with pytest.raises(Invalid):
        hand_over_portfolio(liaison.cadre, taker.cadre, actor=office, on=FRIDAY)

    assert not AuditEntry.objects.filter(verb="portfolio.hand_over").exists()


def test_nobody_hands_over_to_themselves(office, liaison, three):
    with pytest.raises(Invalid):
        hand_over_portfolio(liaison.cadre, liaison.cadre, actor=office, on=FRIDAY)


def test_the_taker_is_an_assisting_cadre_of_the_county(office, liaison, handler, three):
    with pytest.raises(Invalid):
        hand_over_portfolio(liaison.cadre, handler.cadre, actor=office, on=FRIDAY)


@pytest.mark.parametrize("who", ["liaison", "head", "leader"])
def test_nobody_but_the_office_hands_over(request, liaison, taker, three, who):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)
    with pytest.raises(NotPermitted):
        hand_over_portfolio(liaison.cadre, taker.cadre, actor=viewer, on=FRIDAY)
