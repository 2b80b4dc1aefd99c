"""Words in an address are heard or refused, numbers find their ticket, changes are followed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils import timezone

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketOrigin
from cases.tickets.rules.numbering import number_key
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.results import note_progress
from cases.tickets.services.transitions import trace_all
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.visitor import Visitor

TICKETS = "/api/v1/tickets/"
# One of every kind of list and reading, and a word that is known there instead.
UNKNOWN = {
    "tickets/?colour=red": "state",
    "tickets/?ordering=due_on": "sort",
    "tickets/?offset=50": "cursor",
    "tickets/1/?fields=pk": "不接受任何条件",
    "enterprises/?page=2": "covered",
    "visits/?from=2026-01-01": "since",
    "assignments/?sort=on": "on",
    "units/?name=x": "limit",
    "people/?name=x": "words",
    "topics/?state=open": "limit",
    "categories/?q=x": "不接受任何条件",
    "due/?start=2026-03-02&working_days=3&county=1": "working_days",
    "completion/?since=2026-03-02&until=2026-03-03&unit=1": "as_of",
    "notices/?unread=1": "不接受任何条件",
}


@pytest.fixture
def firm(db):
    return EnterpriseFactory(county=cast.county())


@pytest.fixture
def office(dispatcher) -> Visitor:
    return signed_in(dispatcher)


def signed_in(person) -> Visitor:
    client = Visitor()
    client.force_login(person.cadre)
    return client


def pages(client, address: str, between=lambda number: None) -> list[dict]:
    """Read page after page, and let something happen between two."""
    found, number = [], 0
    while address:
        page = client.get(address).json()
        found.append(page)
        number += 1
        between(number)
        address = (page["next"] or "").replace("http://localhost:8000", "")
    return found


def keys(found: list[dict]) -> list[int]:
    return [row["pk"] for page in found for row in page["results"]]


def test_a_condition_that_nobody_knows_is_refused_and_the_known_ones_are_named(office):
    for address, known in UNKNOWN.items():
        answer = office.get(f"/api/v1/{address}")

        assert answer.status_code == 422, address
        assert known in answer.json()["message"].split("。")[1]
        assert answer.json()["fields"]


def test_an_order_or_a_state_that_is_none_names_those_that_are(office):
    for name, value, offered in (
        ("sort", "quickest", "due（"),
        ("state", "done", "in_hand（办理中）"),
    ):
        answer = office.get(TICKETS, {name: value})
        assert answer.status_code == 422
        assert offered in answer.json()["fields"][name]


def test_a_condition_given_twice_is_refused(office):
    assert office.get(f"{TICKETS}?state=filed&state=closed").status_code == 422
    assert office.post(f"{TICKETS}?dry=1", {}, "application/json").status_code == 422


def test_a_condition_that_this_viewer_has_not_is_refused_too(office):
    """Who sees one county has none to choose: to pass over the word would show all as of one."""
    answer = office.get(TICKETS, {"county": 999})

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["county"])


def test_a_word_in_a_body_that_nobody_knows_is_refused(office, firm):
    ticket = TicketFactory(enterprise=firm)
    given = {"unit": 1, "handling_class": "general", "co_unit": [2]}

    answer = office.post(f"{TICKETS}{ticket.pk}/dispatch/", given, "application/json")

    assert answer.status_code == 422
    assert "co_units" in answer.json()["message"]
    assert office.post(f"{TICKETS}{ticket.pk}/void/", [1], "application/json").status_code == 422


def test_nobody_is_401_not_allowed_is_403_hidden_is_like_missing(firm, outsider, handler):
    ticket = TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)
    address, given = f"{TICKETS}{ticket.pk}/void/", {"reason": "重复"}

    nobody = Visitor().post(address, given, "application/json")
    hidden = signed_in(outsider).get(f"{TICKETS}{ticket.pk}/")
    missing = signed_in(outsider).get(f"{TICKETS}{ticket.pk + 999}/")

    assert (nobody.status_code, nobody["WWW-Authenticate"]) == (401, 'Session realm="api"')
    assert nobody.json()["code"] == "not_signed_in"
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    link = signed_in(handler).post(f"{TICKETS}{ticket.pk}/link/")
    assert link.status_code == 403


def test_without_the_token_against_forgery_it_says_where_it_goes(handler):
    client = Visitor(enforce_csrf_checks=True)
    client.force_login(handler.cadre)

    answer = client.post("/api/v1/notices/", {}, "application/json")

    assert answer.status_code == 403
    assert "X-CSRFToken" in answer.json()["message"]


def test_a_ticket_is_found_by_its_number_and_by_the_numbers_of_others(office, firm, stranger):
    plain = TicketFactory(enterprise=firm)
    redirected = TicketFactory(enterprise=firm, outer_number="工信投诉-7")
    message = TicketFactory(enterprise=firm)
    TicketOrigin.objects.create(
        ticket=message,
        key=number_key("12345-99"),
        file_name="热线",
        file_digest="",
        sheet="",
        row=2,
    )

    def found(**asked):
        return [row["number"] for row in office.get(TICKETS, asked).json()["results"]]

    assert found(number=plain.number) == [plain.number]
    assert found(outer_number="工信投诉-7") == [redirected.number]
    assert found(outer_number="12345-99") == [message.number]
    assert found(number=plain.number[:-2]) == []
    assert signed_in(stranger).get(TICKETS, {"number": plain.number}).json()["total"] == 0


def test_pages_neither_repeat_nor_pass_over_while_rows_come_change_and_go(office, firm):
    there = [TicketFactory(enterprise=firm).pk for _ in range(7)]

    def meanwhile(number: int) -> None:
        TicketFactory(enterprise=firm)
        Ticket.objects.filter(pk=there[number]).update(filed_on=date(2020, 1, number))
        if number == 1:
            Ticket.objects.filter(pk=there[-1]).update(state="void")

    found = pages(office, f"{TICKETS}?limit=2", meanwhile)

    assert keys(found) == there[::-1]


def test_every_list_is_read_to_its_end(office, firm, liaison, caller):
    for _ in range(2):
        other = EnterpriseFactory(county=firm.county)
        AssignmentFactory(enterprise=other, cadre=liaison.cadre)
        VisitFactory(enterprise=other, filed_by=liaison.cadre)
    for name in ("enterprises", "visits", "assignments", "units", "people"):
        whole = keys(pages(office, f"/api/v1/{name}/?limit=200"))

        assert keys(pages(office, f"/api/v1/{name}/?limit=1")) == whole
        assert len(set(whole)) == len(whole) >= 2


def test_a_cursor_is_taken_as_it_was_given_and_in_its_own_order(office, firm):
    TicketFactory.create_batch(3, enterprise=firm)
    following = office.get(TICKETS, {"limit": 1}).json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]

    assert office.get(TICKETS, {"cursor": cursor + "x"}).status_code == 422
    other = office.get(TICKETS, {"sort": "due", "cursor": cursor})
    assert "另一种排序" in other.json()["message"]
    assert office.get(f"{TICKETS}?limit=0").status_code == 422


@pytest.mark.parametrize("sort", ["late", "late_last"])
def test_what_is_overdue_comes_by_how_long_as_on_the_page(office, firm, handler, sort):
    """Also where another day binds than the promise, and page after page."""
    days = (date(2026, 3, 20), date(2026, 3, 6), date(2026, 3, 6), date(2026, 4, 1))
    found = [
        TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit, due_on=on) for on in days
    ]
    Ticket.objects.filter(pk=found[0].pk).update(round=2, unit_due_on=date(2026, 3, 2))
    TicketFactory(enterprise=firm, due_on=timezone.localdate() + timedelta(days=9))
    longest = [found[0].pk, found[1].pk, found[2].pk, found[3].pk]
    expected = longest if sort == "late" else longest[::-1]

    told = keys(pages(office, f"{TICKETS}?limit=1&sort={sort}"))

    page = office.get("/cases/tickets/", {"sort": sort}).content.decode()
    links = [int(pk) for pk in re.findall(r'href="/cases/tickets/(\d+)/', page)]
    assert told == expected
    assert list(dict.fromkeys(pk for pk in links if pk in longest)) == expected


def test_changes_are_followed_from_where_the_last_answer_ended(office, firm, handler):
    quiet = TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)
    today = timezone.localdate()
    moved = TicketFactory(assigned=True, enterprise=firm, unit=handler.unit, filed_on=today)
    since = office.get(TICKETS).json()["as_of"]

    def changed() -> list[int]:
        return keys(pages(office, f"{TICKETS}?limit=1&updated_since={quote(since)}"))

    assert changed() == []
    accept_ticket(moved, actor=handler.viewer_now())
    assert changed() == [moved.pk]
    note_progress(quiet, actor=handler.viewer_now(), note="已联系")
    assert changed() == [moved.pk, quiet.pk]


def test_whoever_changes_while_pages_are_read_comes_again_at_the_end(office, firm):
    since = quote(office.get(TICKETS).json()["as_of"])
    rows = [TicketFactory(enterprise=firm) for _ in range(4)]

    def meanwhile(number: int) -> None:
        if number == 2:
            Ticket.objects.filter(pk=rows[0].pk).update(title="另有新情况")

    found = pages(office, f"{TICKETS}?limit=1&updated_since={since}", meanwhile)

    assert keys(found) == [row.pk for row in (*rows, rows[0])]
    assert len({page["as_of"] for page in found}) == 1
    datetime.fromisoformat(found[0]["as_of"].replace("Z", "+00:00"))


def test_a_moment_without_its_zone_is_none(office):
    for moment in ("2026-11-20", "2026-11-20T01:00:00", "gestern", "0001-01-01T00:00Z"):
        answer = office.get(TICKETS, {"updated_since": moment})

        assert answer.status_code == 422
        assert "时区" in answer.json()["fields"]["updated_since"]


def test_what_a_sweep_writes_of_many_is_a_change_of_each(firm, handler):
    """Its notes leave the rows as they are; whoever follows changes hears of them all the same."""
    rows = [TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit) for _ in range(2)]
    before = Ticket.objects.latest("updated_at").updated_at

    trace_all(
        [(row, "提醒") for row in rows], Action.SUPERVISE, actor=Viewer.system(timezone.now())
    )

    assert Ticket.objects.filter(updated_at__gt=before).count() == 2
