"""Units that merged or split in the middle of a period stay comparable."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.models import UnitSplit
from cadres.people.selectors import unit_merging
from cadres.people.services.unit_merging import merge_units, split_unit
from cadres.viewers.rules.roles import Role
from cases.figures.exchange import comparison_export, tables_export
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension, Number, Part
from cases.figures.selectors import comparisons, cross_tables
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from tests import cast
from tests.factories.cases import TicketFactory

MONDAY, FRIDAY, LATER = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 20)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
TOGETHER = Ask(MARCH, Dimension.SUCCESSOR)


@pytest.fixture
def new(handler):
    return cast.person("何平", Role.UNIT_CLERK, cast.unit("县能源局")).unit


@pytest.fixture
def worked(handler, new, dispatcher, enterprise):
    """Of March: one that the old unit has closed, one in its hands, one of the new unit."""
    closed = TicketFactory(closed=True, enterprise=enterprise, unit=handler.unit)
    in_hand = _in_hand(enterprise, dispatcher, handler)
    other = TicketFactory(in_hand=True, enterprise=enterprise, unit=new)
    return closed, in_hand, other


def _in_hand(enterprise, dispatcher, handler):
    ticket = dispatch_ticket(
        TicketFactory(enterprise=enterprise),
        actor=dispatcher.viewer(MONDAY),
        unit=handler.unit,
        handling_class="general",
    )
    return accept_ticket(ticket, actor=handler.viewer(MONDAY, 11))


def merge(old, new, by):
    actor = by.viewer(FRIDAY)
    seen = unit_merging.effects(old, new, seen_by=actor).seen
    merge_units(old, new, actor=actor, seen=seen, reason="机构改革")


def split(old, new, person, by):
    actor, ids = by.viewer(FRIDAY), [person.cadre.pk]
    seen = unit_merging.effects(old, new, seen_by=actor, people=ids).seen
    split_unit(old, new, ids, actor=actor, seen=seen, reason="职能划转")


def received(ask, viewer):
    table = cross_tables.table(ask, ("received",), seen_by=viewer)
    return {line.label: line.whole.counted("received") for line in table.lines}


def test_a_merged_unit_stands_with_what_it_took_over(worked, handler, new, leader, sysadmin):
    merge(handler.unit, new, sysadmin)
    viewer = leader.viewer(LATER)

    assert received(Ask(MARCH), viewer) == {"县供电公司": 1, "县能源局": 2}
    assert received(TOGETHER, viewer) == {"县能源局（含县供电公司）": 3}


def test_of_a_day_before_the_merger_the_same_stand_together(worked, handler, new, leader, sysadmin):
    merge(handler.unit, new, sysadmin)
    before = Ask(MARCH, Dimension.SUCCESSOR, as_of=MONDAY)

    assert received(before, leader.viewer(LATER)) == {"县能源局（含县供电公司）": 3}


def test_a_part_stands_with_the_unit_of_which_it_was_made(worked, handler, new, leader, sysadmin):
    split(handler.unit, new, handler, sysadmin)
    viewer = leader.viewer(LATER)

    assert UnitSplit.objects.get().on == FRIDAY
    assert received(Ask(MARCH), viewer) == {"县供电公司": 1, "县能源局": 2}
    assert received(TOGETHER, viewer) == {"县供电公司（含县能源局）": 3}


def test_the_row_opens_the_tickets_of_all_of_them(worked, handler, new, leader, sysadmin):
    merge(handler.unit, new, sysadmin)
    viewer = leader.viewer(LATER)
    for ask in (TOGETHER, Ask(MARCH, Dimension.SUCCESSOR, as_of=MONDAY)):
        (line,) = cross_tables.table(ask, ("received",), seen_by=viewer).lines
        behind = cross_tables.tickets(ask, Number("received"), seen_by=viewer, part=Part(line.key))

        assert set(behind) == set(worked)


def test_periods_before_and_after_are_compared(worked, handler, new, leader, sysadmin, enterprise):
    TicketFactory(enterprise=enterprise, in_hand=True, unit=handler.unit, filed_on=date(2026, 2, 9))
    merge(handler.unit, new, sysadmin)
    viewer = leader.viewer(LATER)

    found = comparisons.table(TOGETHER, "received", seen_by=viewer)

    said = comparison_export.as_data(found)
    (row,) = said["rows"]
    assert (row["label"], row["now"], row["before"]) == ("县能源局（含县供电公司）", 3, 1)
    book = load_workbook(BytesIO(comparison_export.workbook(found, seen_by=viewer)))
    assert [cell.value for cell in book["同期比较"][4]][:3] == [row["label"], 3, 1]


def test_the_workbook_of_the_table_says_who_stands_together(worked, handler, new, leader, sysadmin):
    merge(handler.unit, new, sysadmin)
    viewer = leader.viewer(LATER)

    table = cross_tables.table(TOGETHER, ("received",), seen_by=viewer)

    book = load_workbook(BytesIO(tables_export.workbook(table, seen_by=viewer)))
    assert [cell.value for cell in book["指标统计"][4]] == ["县能源局（含县供电公司）", 3]
    assert tables_export.as_data(table)["rows"][0]["label"] == "县能源局（含县供电公司）"
