"""A page that is written once holds what the filters hold, for every tab, state and order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from cases.tickets.rules import list_views
from cases.tickets.rules.lists.orders import Order
from cases.tickets.selectors import slices, tickets
from cases.tickets.selectors.filters import Asker, TicketFilter
from cases.tickets.selectors.lists import ledger_page
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
STATES = ("", slices.ANY_OPEN, slices.HELD, "filed", "closed")
ORDERS = ("", Order.NEWEST, Order.DUE, Order.DUE_LAST)


@pytest.fixture
def lookers(handler, dispatcher):
    """Two who see tickets of one county in several states, some of them late."""
    for days in (1, 20, 40):
        filed = MONDAY - timedelta(days=days)
        TicketFactory(county=handler.county, filed_on=filed)
        TicketFactory(assigned=True, unit=handler.unit, county=handler.county, filed_on=filed)
    return [handler.viewer(MONDAY), dispatcher.viewer(MONDAY)]


def chosen(viewer, **given):
    asked = {name: value for name, value in given.items() if value}
    found = TicketFilter(asked, tickets.rows(seen_by=viewer), request=Asker(viewer))
    found.is_valid()
    return found


def test_the_page_is_that_of_the_filters(lookers):
    for viewer in lookers:
        views = ["", *(view.value for view in list_views.views_for(viewer))]
        for view, state, sort in product(views, STATES, ORDERS):
            found = chosen(viewer, view=view, state=state, sort=sort)
            assert ledger_page.plain(found) is not None
            for number in (1, 2):
                page = ledger_page.page(found, number, 2, seen_by=viewer)
                assert page == tickets.page(found.qs, number, 2, seen_by=viewer)


def test_what_else_narrows_is_asked_as_it_stands(lookers):
    viewer = lookers[1]
    ticket = tickets.rows(seen_by=viewer)[0]
    found = chosen(viewer, filed_from=ticket.filed_on.isoformat(), state="open")

    assert ledger_page.plain(found) is None
    assert ledger_page.page(found, 1, 50, seen_by=viewer) == tickets.page(
        found.qs, 1, 50, seen_by=viewer
    )


def test_of_what_cannot_be_chosen_nothing_is_shown(lookers):
    found = chosen(lookers[0], state="nowhere")

    assert ledger_page.page(found, 1, 50, seen_by=lookers[0]).rows == []
