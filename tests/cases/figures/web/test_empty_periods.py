"""A page of figures whose period holds none leads to where some are, or says what comes first."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

PAGES = pytest.mark.parametrize("page", ["cases:completion", "cases:tables"])
NEXT = re.compile(r'class="empty-state".*?<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture
def long_ago(make, handler) -> int:
    """One ticket of the year before last, closed in it; return the year."""
    year = timezone.localdate().year - 2
    filed, closed = date(year, 5, 12), date(year, 5, 20)
    make(
        "closed", handler.unit, filed_on=filed, dispatched_on=filed, accepted_on=filed,
        approved_on=closed, closed_on=closed,
    )  # fmt: skip
    return year


@PAGES
def test_an_empty_period_leads_to_the_year_of_the_newest_ticket(page, long_ago, signed_in, leader):
    browser = signed_in(leader)

    said = browser.get(reverse(page)).content.decode()

    address, label = NEXT.search(said).groups()
    assert label.strip() == f"看{long_ago}年"
    assert f"最近的工单登记在{long_ago}年。" in said
    there = browser.get(unescape(address)).content.decode()
    assert "县供电公司" in there
    assert "empty-state" not in there


@PAGES
def test_who_sees_no_ticket_is_told_of_none(page, long_ago, signed_in, stranger):
    said = signed_in(stranger).get(reverse(page)).content.decode()

    assert "还没有您能看到的工单" in said
    assert f"{long_ago}年" not in said
    assert NEXT.search(said)[1] == reverse("cases:ticket-list")


def test_what_was_asked_beside_the_period_is_asked_there_too(long_ago, signed_in, leader):
    said = signed_in(leader).get(reverse("cases:completion"), {"by": "category"}).content.decode()

    assert "by=category" in unescape(NEXT.search(said)[1])


def test_of_a_past_day_only_what_was_filed_by_then_is_offered(long_ago, signed_in, leader):
    asked = {"as_of": f"{long_ago}-01-31"}

    said = signed_in(leader).get(reverse("cases:completion"), asked).content.decode()

    assert "还没有您能看到的工单" in said
