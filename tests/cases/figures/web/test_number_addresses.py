"""A number on paper leads to its ticket, as numbers are written now and as they were before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.models import Ticket


@pytest.fixture
def ticket(make, handler, dispatcher):
    return make("in_hand", handler.unit, dispatched_by=dispatcher.cadre)


@pytest.mark.parametrize("kept", ["召助企 2026-12", "召助企〔2026〕00012号"])
@pytest.mark.parametrize("typed", ["召助企 2026-12", "召助企〔2026〕00012号", "召助企2026-12"])
def test_an_address_with_a_number_leads_to_its_ticket(signed_in, dispatcher, ticket, kept, typed):
    Ticket.objects.filter(pk=ticket.pk).update(number=kept)

    answer = signed_in(dispatcher).get(reverse("cases:ticket-number", args=[typed]))

    assert answer.url == reverse("cases:ticket-detail", args=[ticket.pk])


def test_what_is_no_number_is_no_page(signed_in, dispatcher):
    answer = signed_in(dispatcher).get(reverse("cases:ticket-number", args=["没有这个"]))
    assert answer.status_code == 404
