"""A ticket's page is put together from parts; upper rooms put theirs among them."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import get_template

from cases.tickets.selectors.page import page_parts, ticket_page
from cases.tickets.selectors.page.page_parts import PagePart
from tests.factories.cases import TicketFactory

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    """A part of some upper room that notes for which tickets it was asked."""
    seen: list[int] = []
    monkeypatch.setattr(page_parts, "_main", list(page_parts.main()))
    part = PagePart(
        name="weather",
        template="cases/tickets/_asked.html",
        of=lambda page: seen.append(page.ticket.pk) or "sunny",
    )
    page_parts.register(part, after="measures")
    return seen


def test_from_top_to_bottom_what_it_is_what_was_done_and_its_course():
    assert [part.name for part in page_parts.main()] == [
        *("merged_into", "policy", "topic", "came_by_code", "split", "likely", "noticed", "asked"),
        *("requests", "drafts", "applications", "adoption", "measures", "shares"),
        *("office_tasks", "objected", "enterprise_side", "ratings", "supervision", "letters"),
        *("course", "absorbed"),
    ]
    assert [part.name for part in page_parts.aside()] == ["clocks", "people"]


def test_each_part_has_a_fragment_to_show_it():
    for part in (*page_parts.main(), *page_parts.aside()):
        assert get_template(part.template)


def test_a_part_stands_below_the_one_it_names(asked):
    names = [part.name for part in page_parts.main()]
    assert names[names.index("measures") + 1] == "weather"


def test_a_part_is_asked_for_when_it_is_read_and_once(asked, dispatcher):
    ticket = TicketFactory(enterprise__county=dispatcher.county)
    page = ticket_page.fetch(ticket.pk, seen_by=dispatcher.viewer(FRIDAY))
    assert page.actions
    assert asked == []

    shown = [one.value for one in page.main if one.template == "cases/tickets/_asked.html"]

    assert shown == [None, "sunny"]
    assert page.part("weather") == "sunny"
    assert asked == [ticket.pk]
