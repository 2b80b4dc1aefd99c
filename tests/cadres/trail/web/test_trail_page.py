"""The trail as the audit administrator reads it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.people import CountyFactory

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def ticket(handler):
    return TicketFactory(in_hand=True, enterprise__county=handler.county)


@pytest.fixture
def written(handler, ticket):
    audit.record(
        "ticket.accept",
        ticket,
        actor=handler.viewer(MONDAY),
        before="assigned",
        after="in_hand",
        reason="企业的秘密",
    )


@pytest.fixture
def inside(client, auditor):
    client.force_login(auditor.cadre)
    return client


def body(client, **asked):
    page = client.get(reverse("cadres:trail"), asked).content.decode()
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_it_shows_who_when_what_and_the_number(inside, written, ticket):
    page = body(inside)

    for word in ("李娟（县供电公司）", "3月2日 10:00", "签收", ticket.number, "待签收 → 办理中"):
        assert word in page


def test_it_shows_no_content(inside, written, ticket):
    page = body(inside)

    assert "企业的秘密" not in page
    assert ticket.title not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "李"}, True),
        ({"who": "张"}, False),
        ({"verb": "ticket.accept"}, True),
        ({"verb": "ticket.file"}, False),
        ({"from_on": "2026-03-02", "to_on": "2026-03-02"}, True),
        ({"from_on": "2026-03-03"}, False),
        ({"to_on": "2026-03-01"}, False),
    ],
)
def test_it_is_filtered(inside, written, ticket, asked, found):
    assert (ticket.number in body(inside, **asked)) is found


def test_a_part_of_the_number_finds_it(inside, written, ticket):
    assert ticket.number in body(inside, number=ticket.number[-4:])


def test_nobody_else_reads_it(client, sysadmin, secadmin, leader, dispatcher):
    for person in (sysadmin, secadmin, leader, dispatcher):
        client.force_login(person.cadre)
        assert client.get(reverse("cadres:trail")).status_code == 403


def test_another_county_has_its_own(client, written, ticket):
    elsewhere = CountyFactory(name="邻县")
    other = cast.person("别人", Role.AUDIT_ADMIN, cast.unit("邻县局", region=elsewhere))
    client.force_login(other.cadre)

    assert ticket.number not in body(client)


def test_the_auditor_sees_no_ticket(inside, ticket):
    assert inside.get(reverse("cases:ticket-detail", args=[ticket.pk])).status_code in (403, 404)
