"""The page of 一把手走流程 opens what it counts."""

from __future__ import annotations

from datetime import date

import pytest

from cases.ledgers.rules.walk_throughs import Show
from cases.models import Measure
from cases.tickets.rules.vocabulary import Source
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db


def test_each_number_opens_its_rows(signed_in, dispatcher, handler):
    firm = EnterpriseFactory(county=dispatcher.county)
    said = {"enterprise": firm, "unit": handler.unit, "source": Source.WALK_THROUGH}
    ticket = TicketFactory(assigned=True, **said)
    day = date(2026, 11, 2)
    for text, done_on in (("网上公开", None), ("合并窗口", day)):
        Measure.objects.create(
            ticket=ticket, text=text, owner_name="李娟", due_on=day, done_on=done_on,
            evidence="已办", filed_at=ticket.filed_at,
        )  # fmt: skip
    client = signed_in(dispatcher)

    pages = {show: client.get(f"/cases/walk-throughs/?show={show}") for show in Show}

    assert {page.status_code for page in pages.values()} == {200}
    said = {show: page.content.decode() for show, page in pages.items()}
    assert ("网上公开" in said[Show.MEASURES], "合并窗口" in said[Show.MEASURES]) == (True, True)
    assert ("网上公开" in said[Show.DONE], "合并窗口" in said[Show.DONE]) == (False, True)
    assert ticket.title in said[Show.PROBLEMS]
