"""The bars of 办结情况: those of the table, in its order, and each opens its tickets."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.figures.rules import periods
from cases.figures.web import completion
from tests.factories.people import UnitFactory

SAID = re.compile(r'<script id="completion-figures" type="application/json">(.*?)</script>', re.S)
ROW = re.compile(r'<th scope="row" class="cell-title">(.*?)</th>')
TOTAL = re.compile(r'data-total="(\d+)"')


@pytest.fixture
def report(signed_in, leader, make, handler):
    """The leader's page: three units, of which one has two tickets, in the period it opens with."""
    on = periods.usual(timezone.localdate()).until
    units = [UnitFactory(region=handler.county, name=f"县{word}局") for word in "丙乙甲"]
    for unit in (*units, units[0]):
        ticket = make("in_hand", unit)
        type(ticket).objects.filter(pk=ticket.pk).update(filed_on=on)
    browser = signed_in(leader)
    return lambda address="": browser.get(address or reverse("cases:completion")).content.decode()


def chart(page: str) -> dict:
    return json.loads(SAID.search(page)[1])


def opened(report, bars: dict) -> list[int]:
    """How many tickets the list of each bar has, of all series together."""
    return [
        sum(
            int((TOTAL.search(report(address + series["asks"])) or [0, 0])[1])
            for series, count in zip(bars["series"], counts, strict=True)
            if count
        )
        for address, *counts in zip(
            bars["addresses"], *(one["values"] for one in bars["series"]), strict=True
        )
    ]


def test_bars_stand_in_the_order_of_the_table(report):
    page = report()

    assert chart(page)["labels"] == list(dict.fromkeys(ROW.findall(page)))[:-1]


def test_each_bar_opens_as_many_tickets_as_it_shows(report):
    bars = chart(report())
    shown = [sum(one["values"][at] for one in bars["series"]) for at in range(3)]

    assert sum(shown) == 4
    assert opened(report, bars) == shown


def test_what_has_no_bar_of_its_own_stands_together_and_opens(report, monkeypatch):
    monkeypatch.setattr(completion, "CHARTED", 2)

    bars = chart(report())

    assert bars["labels"] == ["县丙局", "其余 2 个"]
    assert opened(report, bars) == [2, 2]
