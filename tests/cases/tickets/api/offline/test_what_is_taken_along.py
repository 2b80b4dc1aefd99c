"""The portfolio: one's own enterprises and tickets, in pages, then only what changed."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.offline.rules import copies
from enterprises.models import Contact, Enterprise
from enterprises.register.selectors import gate_codes
from enterprises.register.services.gate_codes import issue_code, renew_code
from tests import phone
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory


@pytest.fixture
def signed_in(client, liaison):
    return phone.let_in(client, liaison)


def covered(liaison, **more):
    enterprise = EnterpriseFactory(county=liaison.county, **more)
    return AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre).enterprise


def read(client, since=""):
    """Read to the end; return all rows, what is gone, and the token."""
    rows, gone, asked = {}, {}, {"since": since} if since else {}
    while True:
        response = client.get(phone.PORTFOLIO, asked)
        assert response.status_code == 200, response.content.decode()
        page = response.json()
        for name, some in page["rows"].items():
            rows.setdefault(name, []).extend(some)
        gone |= page["gone"]
        if page["next"] is None:
            return rows, gone, page["token"]
        assert page["token"] is None
        asked = {"page": page["next"]}


def ids(rows, name):
    return {row["id"] for row in rows.get(name, [])}


def test_an_enterprise_is_taken_with_masked_phones_and_its_initials(signed_in, liaison):
    enterprise = covered(liaison, name="恒信达艾草制品有限公司")
    Contact.objects.create(enterprise=enterprise, name="王总", phone="13800001234")
    VisitFactory(enterprise=enterprise)

    (row,) = read(signed_in)[0]["enterprises"]

    assert (row["id"], row["initials"], row["is_mine"]) == (enterprise.pk, "hxdaczpyxgs", True)
    assert row["contacts"] == [{"name": "王总", "post": "", "phone": "138****1234"}]
    assert row["visits"][0]["on"] == "2026-03-02"


def test_the_code_at_the_gate_is_taken_and_follows_a_new_sign(signed_in, liaison, dispatcher):
    enterprise, office = covered(liaison), dispatcher.viewer_now()
    first = issue_code(enterprise, actor=office)
    rows, _, token = read(signed_in)
    assert [row["gate_code"] for row in rows["enterprises"]] == [first.token]
    shown = gate_codes.read_code(enterprise, seen_by=office)

    second = renew_code(enterprise, actor=office, read=shown, reason="标牌损坏")

    rows, _, _ = read(signed_in, token)
    assert [row["gate_code"] for row in rows["enterprises"]] == [second.token]


def test_only_the_own_open_tickets_are_taken(signed_in, liaison):
    enterprise = covered(liaison)
    mine = TicketFactory(enterprise=enterprise, county=liaison.county, in_hand=True)
    TicketFactory(county=liaison.county, in_hand=True)

    (row,) = read(signed_in)[0]["tickets"]

    assert (row["id"], row["state_name"]) == (mine.pk, "办理中")
    assert row["version"]
    assert isinstance(row["can"], list)


def test_the_second_reading_brings_what_is_new_what_changed_and_what_is_gone(signed_in, liaison):
    _, changed, left = (covered(liaison) for _ in range(3))
    token = read(signed_in)[2]
    Enterprise.objects.filter(pk=changed.pk).update(remark="搬迁")
    left.assignments.all().delete()
    new = covered(liaison)

    rows, gone, _ = read(signed_in, token)

    assert ids(rows, "enterprises") == {changed.pk, new.pk}
    assert gone == {"enterprises": [left.pk]}
    assert "categories" not in rows


def test_the_first_reading_comes_in_pages(signed_in, liaison, monkeypatch):
    monkeypatch.setattr(copies, "PAGE", 2)
    wanted = {covered(liaison).pk for _ in range(5)}
    tickets = {
        TicketFactory(enterprise_id=pk, county=liaison.county, in_hand=True).pk for pk in wanted
    }

    rows, _, token = read(signed_in)

    assert ids(rows, "enterprises") == wanted
    assert ids(rows, "tickets") == tickets
    assert read(signed_in, token)[0] == {}


def test_a_token_of_somebody_else_is_not_read(client, liaison, handler):
    phone.let_in(client, liaison)
    token = read(client)[2]
    phone.let_in(client, handler)

    assert client.get(phone.PORTFOLIO, {"since": token}).status_code == 422


def test_the_questions_do_not_grow_with_the_rows(signed_in, liaison):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as questions:
            read(signed_in)
        return len(questions)

    enterprise = covered(liaison)
    VisitFactory(enterprise=enterprise)
    TicketFactory(enterprise=enterprise, county=liaison.county, in_hand=True)
    asked()
    few = asked()
    for _ in range(8):
        enterprise = covered(liaison)
        VisitFactory(enterprise=enterprise)
        TicketFactory(enterprise=enterprise, county=liaison.county, in_hand=True)

    assert asked() == few


def test_a_day_of_an_ordinary_cadre_is_small(signed_in, liaison):
    """Ten enterprises and thirty tickets, each of them touched since yesterday."""
    for _ in range(10):
        enterprise = covered(liaison)
        for _ in range(3):
            TicketFactory(enterprise=enterprise, county=liaison.county, in_hand=True)
    token = read(signed_in)[2]
    Enterprise.objects.update(remark="变更")

    response = signed_in.get(phone.PORTFOLIO, {"since": token})

    assert len(json.dumps(response.json(), ensure_ascii=False).encode()) <= 30_000
