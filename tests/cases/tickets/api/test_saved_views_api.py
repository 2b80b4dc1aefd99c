"""Saved views over the API: the same views, the same permissions and refusals as on the pages."""

from __future__ import annotations

import pytest

from cadres.models import SavedView

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/saved-views/"


def post(client, person, address=ADDRESS, **words):
    client.force_login(person.cadre)
    return client.post(address, words, content_type="application/json")


def names(client, person) -> list[str]:
    client.force_login(person.cadre)
    return [one["name"] for one in client.get(ADDRESS).json()]


def test_a_view_is_kept_listed_and_taken_away(client, dispatcher):
    made = post(client, dispatcher, name="急办", query="?sort=due&state=open")

    assert made.status_code == 201
    assert made.json()["query"] == "sort=due&state=open"
    assert names(client, dispatcher) == ["急办"]
    gone = post(client, dispatcher, f"{ADDRESS}{made.json()['pk']}/remove/")
    assert gone.status_code == 204
    assert names(client, dispatcher) == []


def test_its_query_is_one_for_the_list_of_tickets(client, dispatcher):
    made = post(client, dispatcher, name="急办", query="state=open&due=late").json()

    assert client.get(f"/api/v1/tickets/?{made['query']}").status_code == 200


def test_a_shared_view_is_the_units_and_its_owner_removes_it(client, dispatcher, caller, handler):
    made = post(
        client, dispatcher, name="大家的", query="state=open", shared_with=dispatcher.unit.pk
    )
    address = f"{ADDRESS}{made.json()['pk']}/remove/"

    assert names(client, caller) == ["大家的"]
    assert not client.get(ADDRESS).json()[0]["may_remove"]
    assert names(client, handler) == []
    assert post(client, caller, address).status_code == 403
    assert post(client, handler, address).status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("state=open&state=closed", "state"),
        ("state=nowhere", "state"),
        ("unit=987654", "unit"),
    ],
)
def test_what_the_ledger_does_not_know_is_refused(client, dispatcher, query, field):
    answer = post(client, dispatcher, name="坏的", query=query)

    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]
    assert not SavedView.objects.exists()


def test_nobody_shares_with_a_unit_that_is_not_theirs(client, dispatcher, handler):
    shared = post(client, dispatcher, name="共享", query="state=open", shared_with=handler.unit.pk)

    assert shared.status_code == 422
    assert list(shared.json()["fields"]) == ["shared_with"]
