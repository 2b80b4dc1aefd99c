"""From the figures to the register of 容错认定, for those who may open it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from cases.figures.rules import periods
from tests.factories.cases import TicketFactory


def test_the_register_of_findings_is_linked_for_those_who_may_open_it(
    signed_in, office_head, handler
):
    on = periods.usual(timezone.localdate()).until
    TicketFactory(
        in_hand=True, unit=handler.unit, enterprise__county=office_head.county, filed_on=on
    )
    link = f'href="{reverse("cases:tolerance")}"'
    figures = reverse("cases:completion")

    assert link in signed_in(office_head).get(figures).content.decode()
    assert link not in signed_in(handler).get(figures).content.decode()
