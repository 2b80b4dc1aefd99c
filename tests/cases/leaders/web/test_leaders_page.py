"""The page as it is read: every number opens as many rows, every mark has a name."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.leaders.web.drawing import hottest, step_of
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import TownshipFactory
from tests.numbers import pages


@pytest.fixture
def tickets(handler):
    """Of the last month and this one, done in time and late, open and overdue."""
    county, today = handler.county, timezone.localdate()
    month = today.replace(day=1) - timedelta(days=20)
    for at, town in enumerate(("城关镇", "云阳镇")):
        place = TownshipFactory(name=town, parent=county)
        for trait in ("closed", "in_hand", "unconfirmed")[: 3 - at]:
            _ticket(trait, EnterpriseFactory(county=county, township=place), handler, month)


def _ticket(trait: str, firm, handler, filed_on: date):
    facts = {trait: True, "unit": handler.unit, "filed_on": filed_on, "due_on": filed_on}
    if trait != "in_hand":
        facts["approved_on"] = filed_on
    if trait == "closed":
        facts |= {"closed_on": filed_on, "outcome": "solved"}
    category = CategoryFactory(name=f"类别{trait}")
    return TicketFactory(enterprise=firm, category=category, unit_due_on=filed_on, **facts)


def test_every_number_opens_a_list_of_so_many_rows(signed_in, leader, tickets):
    browser, path = signed_in(leader), reverse("cases:leaders-page")
    page = browser.get(path).content.decode()
    found = list(pages.numbers(path, page))

    opened = [(one, pages.total(browser.get(one.opens).content.decode())) for one in found]

    assert len(found) > 20
    assert [(one, total) for one, total in opened if one.said != total] == []
    assert pages.unmarked(page) == []


def test_the_list_behind_a_number_leads_back_to_the_page(signed_in, leader, tickets):
    browser, path = signed_in(leader), reverse("cases:leaders-page")
    behind = next(
        one for one in pages.numbers(path, browser.get(path).content.decode())
        if "from=leaders" in one.opens
    )  # fmt: skip

    assert f'class="back" href="{path}"' in browser.get(behind.opens).content.decode()


def test_every_mark_of_the_drawing_says_what_it_is(signed_in, leader, tickets):
    page = signed_in(leader).get(reverse("cases:leaders-page")).content.decode()
    drawing = re.search(r'<svg class="trend-lines".*?</svg>', page, re.S)[0]

    marks = re.findall(r'<a\s[^>]*aria-label="([^"]+)"', drawing)
    assert marks
    assert all(re.fullmatch(r"\d{4}年\d+月\D+ \d+\.\d%（\d+/\d+）", one) for one in marks)


def test_an_empty_county_says_so(signed_in, leader):
    page = signed_in(leader).get(reverse("cases:leaders-page")).content.decode()

    for words in ("没有超期的工单", "没有等您决定的事项", "本年还没有收到工单"):
        assert words in page
    assert "本年还没有收到工单" in page.partition('id="bands"')[2].partition("</section>")[0]


def test_the_darkest_cells_are_those_with_most():
    assert [step_of(count, 8) for count in (0, 1, 2, 3, 5, 8)] == [0, 1, 1, 2, 3, 4]
    assert step_of(0, 0) == 0


def test_the_cells_with_most_are_named_where_there_is_no_table():
    counts = {"城关镇": (1, 6), "云阳镇": (0, 4), "乔端镇": (3, 0), "未分乡镇": (9, 9)}
    lines = [
        {"label": name, "is_place": name != "未分乡镇", "cells": [{"count": one} for one in found]}
        for name, found in counts.items()
    ]

    named = [(cell["place"], cell["count"]) for cell in hottest(lines)]
    assert named == [("城关镇", 6), ("云阳镇", 4), ("乔端镇", 3)]
