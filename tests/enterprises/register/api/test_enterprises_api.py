"""The API asks the same selectors and calls the same services as the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from cadres.models import AuditEntry
from enterprises.models import Contact, Visit, VisitMember
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory

pytestmark = pytest.mark.django_db
PHONE = "13812341234"


@pytest.fixture
def enterprise(liaison):
    made = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    Contact.objects.create(enterprise=made, name="刘总", phone=PHONE)
    return made


def get(client, person, address, **query):
    client.force_login(person.cadre)
    return client.get(f"/api/v1/{address}", query)


def test_nobody_reads_without_signing_in(client, enterprise):
    assert client.get("/api/v1/enterprises/").status_code in (401, 403)


def test_the_register_with_its_team(client, outsider, enterprise):
    found = get(client, outsider, "enterprises/", q="艾草").json()

    line = found["results"][0]
    assert (found["total"], line["name"]) == (1, enterprise.name)
    assert line["team"][0]["unit_name"] == "县工信局"


def test_another_county_s_register_is_empty(client, stranger, enterprise):
    assert get(client, stranger, "enterprises/").json()["total"] == 0
    assert get(client, stranger, f"enterprises/{enterprise.pk}/").status_code == 404
    assert get(client, stranger, f"enterprises/{enterprise.pk}/contacts/").status_code == 404


def test_one_enterprise_with_its_history(client, outsider, enterprise):
    found = get(client, outsider, f"enterprises/{enterprise.pk}/").json()

    assert found["code"] == enterprise.code
    assert found["team"][0]["part_name"] == "首席服务员"


def test_contacts_are_masked(client, liaison, enterprise):
    answer = get(client, liaison, f"enterprises/{enterprise.pk}/contacts/")

    assert answer.json()[0]["phone"] == "138****1234"
    assert PHONE not in answer.content.decode()


def test_the_whole_number_is_an_action_on_the_record(client, liaison, enterprise):
    client.force_login(liaison.cadre)
    address = f"/api/v1/contacts/{enterprise.contacts.get().pk}/reveal/"

    assert client.get(address).status_code == 405
    assert client.post(address).json() == {"phone": PHONE}
    assert AuditEntry.objects.filter(verb="contact.reveal_phone").count() == 1


def test_others_are_refused_the_number(client, outsider, enterprise):
    client.force_login(outsider.cadre)
    answer = client.post(f"/api/v1/contacts/{enterprise.contacts.get().pk}/reveal/")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_who_covered_on_a_day(client, outsider, enterprise):
    there = get(client, outsider, "assignments/", enterprise=enterprise.pk, on="2026-01-01")
    before = get(client, outsider, "assignments/", enterprise=enterprise.pk, on="2025-12-31")

    assert (there.json()["total"], before.json()["total"]) == (1, 0)


def test_visits_are_read_in_full_only_by_whoever_may(client, liaison, outsider, enterprise):
    visit = VisitFactory(enterprise=enterprise, filed_by=liaison.cadre)
    VisitMember.objects.create(visit=visit, cadre=liaison.cadre, unit=liaison.unit)

    assert get(client, liaison, "visits/").json()["results"][0]["members"] == [
        {"cadre_id": liaison.cadre.pk, "name": "张伟", "unit_name": "县工信局"}
    ]
    assert get(client, outsider, "visits/").json()["total"] == 0
    assert get(client, outsider, f"visits/{visit.pk}/").status_code == 404
    assert get(client, outsider, f"enterprises/{enterprise.pk}/visit-dates/").json() == [
        {"on": "2026-03-02", "units": ["县工信局"]}
    ]


def test_a_visit_is_written_down(client, liaison, enterprise):
    client.force_login(liaison.cadre)
    given = {
        "enterprise": enterprise.pk, "manner": "phone", "purpose": "needs",
        "visited_on": f"{timezone.localdate():%Y-%m-%d}",
    }  # fmt: skip

    answer = client.post("/api/v1/visits/", given, content_type="application/json")

    assert answer.status_code == 201
    assert Visit.objects.get().members.get().cadre == liaison.cadre


@pytest.mark.parametrize(
    ("field", "value"),
    [("visited_on", "20233-01-01"), ("visited_on", "2019-01-01"), ("manner", "x"), ("cadres", [0])],
)
def test_what_cannot_be_taken_is_said_by_field(client, liaison, enterprise, field, value):
    client.force_login(liaison.cadre)
    given = {
        "enterprise": enterprise.pk, "manner": "phone", "purpose": "needs",
        "visited_on": f"{date(2026, 3, 2)}", field: value,
    }  # fmt: skip

    answer = client.post("/api/v1/visits/", given, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["fields"]
    assert not Visit.objects.exists()


def test_an_enterprise_that_is_not_seen_cannot_be_visited(client, stranger, enterprise):
    client.force_login(stranger.cadre)
    given = {
        "enterprise": enterprise.pk, "manner": "phone", "purpose": "needs",
        "visited_on": "2026-03-02",
    }  # fmt: skip

    answer = client.post("/api/v1/visits/", given, content_type="application/json")

    assert answer.status_code == 404


def test_a_hidden_township_is_refused_like_a_missing_one(client, outsider, stranger, enterprise):
    hidden = get(client, outsider, "enterprises/", county=stranger.county.pk)
    missing = get(client, outsider, "enterprises/", county=stranger.county.pk + 999)

    assert hidden.status_code == missing.status_code
