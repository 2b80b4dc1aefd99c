"""The page of tables: what may be asked, how it is sorted, compared and led to its definitions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.figures.rules import periods
from cases.figures.rules.definitions import catalogue
from tests.factories.cases import TicketFactory
from tests.factories.people import UnitFactory

ROW = re.compile(r'<th scope="row" class="cell-title">(.*?)</th>')


@pytest.fixture
def page(signed_in, leader, make, handler):
    """Asks the leader's page, over a county with two units, one of which has more tickets."""
    other = UnitFactory(region=handler.county, name="县水务局")
    on = periods.usual(timezone.localdate()).until
    for unit in (handler.unit, other, other):
        ticket = make("in_hand", unit)
        type(ticket).objects.filter(pk=ticket.pk).update(
            filed_on=on, due_on=on + timedelta(days=9), promised_on=on + timedelta(days=9)
        )
    browser = signed_in(leader)
    return lambda query="": browser.get(f"{reverse('cases:tables')}?{query}").content.decode()


def test_each_heading_leads_to_its_definition(page, signed_in, leader):
    anchors = re.findall(rf'class="defined" href="{reverse("cases:definitions")}#(\w+)"', page())
    words = signed_in(leader).get(reverse("cases:definitions")).content.decode()

    assert anchors
    assert all(f'id="{anchor}"' in words for anchor in anchors)


def test_the_page_of_definitions_names_every_figure(signed_in, leader):
    words = signed_in(leader).get(reverse("cases:definitions")).content.decode()

    assert all(f'id="{entry.name}"' in words for entry in catalogue.every())
    assert all(entry.label in words for entry in catalogue.every())


def test_rows_are_sorted_by_any_column_both_ways(page):
    assert ROW.findall(page()) == ["县供电公司", "县水务局", "合计"]
    assert ROW.findall(page("sort=0")) == ["县水务局", "县供电公司", "合计"]
    assert ROW.findall(page("sort=0up")) == ["县供电公司", "县水务局", "合计"]
    assert ROW.findall(page("sort=99")) == ["县供电公司", "县水务局", "合计"]


def test_a_period_stands_beside_the_one_before(page):
    said = page("across=compared&figure=received")

    assert "上年同期" in said
    assert "+3" in said
    assert "按时办结率" not in ROW.findall(said)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rows=unit&across=unit", "横栏与行不能按同一项，请换一项。"),
        ("rows=month&across=compared", "按时间分行时各行本身就是各期，请换一项再作比较。"),
        ("since=2026-05-02&until=2026-05-01", "起始日期不能晚于截止日期。"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field(page, query, sentence):
    said = page(query)

    assert sentence in said
    assert "<tfoot>" not in said


def test_a_day_to_come_is_refused(signed_in, leader):
    later = timezone.localdate() + timedelta(days=1)

    answer = signed_in(leader).get(f"{reverse('cases:tables')}?as_of={later}")

    assert answer.status_code == 422


def test_where_there_is_nothing_the_page_says_so(signed_in, outsider):
    TicketFactory()
    said = signed_in(outsider).get(reverse("cases:tables")).content.decode()

    assert "没有您能看到的工单、企业或文书" in said
