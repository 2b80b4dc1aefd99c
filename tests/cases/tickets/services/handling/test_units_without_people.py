"""What is sent to a unit in which nobody can act is received by nobody, and said so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.models import OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.supervision.services.urging import remind_ticket
from cases.tickets.rules.staffing import UNMANNED
from cases.tickets.selectors.handling import staffing
from cases.tickets.services.handling.dispatch import dispatch_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import add_share
from tests import cast
from tests.factories.people import CadreFactory, PostingFactory

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def empty(db):
    return cast.unit("县水利局")


def told() -> set[str]:
    rows = OutboxRow.objects.filter(kind=UNMANNED, channel="inbox")
    return set(rows.values_list("to__name", flat=True))


def dispatch(ticket: Ticket, unit, by, on: date = MONDAY) -> Ticket:
    return dispatch_ticket(ticket, actor=by.viewer(on), unit=unit, handling_class="general")


def test_whoever_can_set_people_up_hears_that_nobody_received_it(
    filed, empty, dispatcher, caller, office_head, sysadmin, leader
):
    dispatch(filed, empty, dispatcher)

    assert told() == {"赵敏", "马超", "吴系统"}
    assert set(OutboxRow.objects.filter(kind=UNMANNED).values_list("object_id")) == {(empty.pk,)}


def test_where_somebody_can_act_nobody_else_is_bothered(filed, handler, dispatcher, sysadmin):
    dispatch(filed, handler.unit, dispatcher)

    assert told() == set()
    assert staffing.nobody_told([handler.unit], seen_by=dispatcher.viewer(MONDAY)) == []


def test_every_road_into_a_unit_tells_it_once_a_day(in_hand, empty, dispatcher, sysadmin):
    add_share(in_hand, actor=dispatcher.viewer(MONDAY), unit=empty)
    reassign_ticket(in_hand, actor=dispatcher.viewer(MONDAY), unit=empty, reason="职责所在")
    remind_ticket(in_hand, actor=dispatcher.viewer(MONDAY))
    assert OutboxRow.objects.filter(kind=UNMANNED, to=sysadmin.cadre, channel="inbox").count() == 1

    remind_ticket(in_hand, actor=dispatcher.viewer(TUESDAY))
    assert OutboxRow.objects.filter(kind=UNMANNED, to=sysadmin.cadre, channel="inbox").count() == 2


def test_only_clerks_who_are_there_count(empty, dispatcher):
    def post(role=Role.UNIT_CLERK, **more):
        PostingFactory(unit=empty, role=role, cadre=CadreFactory(**more.pop("who", {})), **more)

    post(Role.UNIT_HEAD)
    post(who={"is_active": False})
    post(to_on=MONDAY - timedelta(days=1), from_on=date(2026, 1, 1))
    seen_by = dispatcher.viewer(MONDAY)
    assert staffing.can_act([empty.pk], seen_by=seen_by) == frozenset()

    post()
    assert staffing.can_act([empty.pk, None], seen_by=seen_by) == {empty.pk}
