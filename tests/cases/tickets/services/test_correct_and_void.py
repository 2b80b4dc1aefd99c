"""A mis-filed ticket is put right, or taken out."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import search, tickets
from cases.tickets.services.filing import void_ticket
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.fresh import correct_ticket

FRIDAY = date(2026, 3, 6)


def correct(ticket, actor, **more):
    words = {"reason": "填错类别", "title": "道路破损", "description": "厂区门口道路破损约227米"}
    return correct_ticket(
        ticket, actor=actor, category=CategoryFactory(name="道路交通"), **(words | more)
    )


def test_the_words_change_and_number_and_dates_stay(filed, liaison):
    ticket = correct(filed, liaison.viewer(FRIDAY))

    assert (ticket.number, ticket.filed_on) == (filed.number, filed.filed_on)
    assert (ticket.title, ticket.category.name) == ("道路破损", "道路交通")


def test_a_corrected_ticket_is_found_by_its_new_words_only(filed, dispatcher):
    correct(filed, dispatcher.viewer(FRIDAY))
    seen = tickets.rows(seen_by=dispatcher.viewer(FRIDAY))

    assert search.narrowed(seen, "道路").exists()
    assert not search.narrowed(seen, "变压器").exists()


def test_another_enterprise_of_the_county_takes_the_place(filed, dispatcher):
    right = EnterpriseFactory(county=dispatcher.county)

    ticket = correct(filed, dispatcher.viewer(FRIDAY), enterprise=right)

    assert ticket.enterprise == right


def test_an_enterprise_of_another_county_does_not(filed, dispatcher):
    with pytest.raises(Invalid, match="本县"):
        correct(filed, dispatcher.viewer(FRIDAY), enterprise=EnterpriseFactory())


def test_the_filer_corrects_only_before_dispatch(assigned, liaison):
    with pytest.raises(NotPermitted):
        correct(assigned, liaison.viewer(FRIDAY))


def test_what_a_head_is_reading_is_not_changed(resolved, dispatcher):
    with pytest.raises(WrongState):
        correct(resolved, dispatcher.viewer(FRIDAY))


def test_a_voided_ticket_leaves_the_unit_and_keeps_its_reason(assigned, dispatcher, handler):
    ticket = void_ticket(assigned, actor=dispatcher.viewer(FRIDAY), reason="重复登记")

    assert (ticket.state, ticket.unit) == (State.VOID, None)
    assert ticket.events.last().note == "重复登记"
    assert not tickets.rows(seen_by=handler.viewer(FRIDAY)).exists()


def test_voiding_needs_its_reason(filed, dispatcher):
    with pytest.raises(Invalid, match="原因"):
        void_ticket(filed, actor=dispatcher.viewer(FRIDAY), reason="")
