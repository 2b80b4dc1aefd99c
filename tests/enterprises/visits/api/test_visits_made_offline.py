"""Visits that were written down without a signal arrive once, or are refused with a sentence."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.models import AuditEntry, PhoneCommand
from enterprises.models import Visit
from tests import phone
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

MOST_STATEMENTS = 15


@pytest.fixture
def signed_in(client, liaison):
    return phone.let_in(client, liaison)


@pytest.fixture
def enterprise(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    return AssignmentFactory(enterprise=firm, cadre=liaison.cadre).enterprise


def test_a_visit_is_logged_and_answered_with_its_place(signed_in, enterprise):
    made = phone.visit(enterprise.pk, summary="设备已到货")

    (result,) = phone.send(signed_in, made)["results"]

    visit = Visit.objects.get()
    assert (visit.enterprise, visit.summary) == (enterprise, "设备已到货")
    assert (result["id"], result["outcome"]) == (made["id"], "done")
    assert result["place"] == f"/enterprises/visits/{visit.pk}/"


def test_the_same_command_again_is_done_before_and_makes_nothing(signed_in, enterprise):
    made = phone.visit(enterprise.pk)
    first = phone.send(signed_in, made)["results"]

    again = phone.send(signed_in, made, made)

    assert phone.outcomes(again) == ["done_before", "done_before"]
    assert again["results"][0]["place"] == first[0]["place"]
    assert Visit.objects.count() == 1


def test_the_same_id_with_other_content_is_refused_and_leads_to_the_first(signed_in, enterprise):
    made = phone.visit(enterprise.pk)
    phone.send(signed_in, made)
    other = phone.visit(enterprise.pk, summary="改过") | {"id": made["id"]}
    other.pop("digest")

    (result,) = phone.send(signed_in, phone.written(other))["results"]

    assert (result["outcome"], result["code"]) == ("refused", "other_content")
    assert result["place"] == f"/enterprises/visits/{Visit.objects.get().pk}/"


def test_what_one_person_did_is_not_taken_in_the_name_of_another(signed_in, enterprise, liaison):
    made = phone.visit(enterprise.pk)

    refused = phone.post(signed_in, made, person=liaison.cadre.pk + 1)
    assert (refused.status_code, Visit.objects.count()) == (403, 0)

    own = phone.send(signed_in, made, person=liaison.cadre.pk)
    assert phone.outcomes(own) == ["done"]


def test_one_bad_command_stops_none_of_the_others(signed_in, enterprise):
    bad = phone.visit(enterprise.pk, manner="by_boat")
    unseen = phone.visit(10**9)
    broken = phone.visit(enterprise.pk) | {"verb": "visit.other"}
    control = phone.visit(enterprise.pk, summary="甲\u202e乙")
    good = phone.visit(enterprise.pk)

    answer = phone.send(signed_in, bad, unseen, broken, control, good)

    assert phone.outcomes(answer) == ["refused"] * 4 + ["done"]
    codes = [one["code"] for one in answer["results"]]
    assert codes == ["invalid", "absent", "damaged", "damaged", ""]
    assert list(answer["results"][0]["fields"]) == ["manner"]
    assert all(one["sentence"] for one in answer["results"])


def test_what_was_refused_comes_again_under_its_id_when_it_is_put_right(signed_in, enterprise):
    bad = phone.visit(enterprise.pk, manner="by_boat")
    phone.send(signed_in, bad)
    right = {**bad, "values": {**bad["values"], "manner": "phone"}}
    right.pop("digest")

    answer = phone.send(signed_in, phone.written(right))

    assert phone.outcomes(answer) == ["done"]
    assert PhoneCommand.objects.get().outcome == "done"


def test_both_clocks_are_kept_and_the_trail_says_how_it_came(signed_in, enterprise):
    made = phone.visit(enterprise.pk)
    phone.send(signed_in, made)

    kept = PhoneCommand.objects.get()
    assert kept.made_at == datetime.fromisoformat(made["made_at"])
    assert kept.received_at > kept.made_at
    line = AuditEntry.objects.get(verb="phone.deliver")
    assert line.detail["made_at"] == made["made_at"]


def test_a_phone_that_is_a_day_ahead_means_today_and_further_ahead_is_told(signed_in, enterprise):
    today = timezone.localdate()
    near = phone.visit(enterprise.pk, visited_on=str(today + timedelta(days=1)))
    far = phone.visit(enterprise.pk, visited_on=str(today + timedelta(days=5)))

    answer = phone.send(signed_in, near, far)

    assert phone.outcomes(answer) == ["done", "refused"]
    assert Visit.objects.get().visited_on == today
    assert "visited_on" in answer["results"][1]["fields"]


def test_another_person_s_command_of_the_same_id_is_another_command(
    client, liaison, handler, enterprise
):
    made = phone.visit(enterprise.pk)
    for person in (liaison, handler):
        phone.let_in(client, person)
        assert phone.outcomes(phone.send(client, made)) == ["done"]

    assert Visit.objects.count() == 2


def test_an_app_that_is_too_old_is_told_so_and_nothing_is_done(signed_in, enterprise):
    for app in ("0", "old"):
        response = phone.post(signed_in, phone.visit(enterprise.pk), app=app)
        assert response.status_code == 426
        assert response.json()["code"] == "app_too_old"
    assert not Visit.objects.exists()


def test_without_a_session_everything_is_kept_for_later(client, enterprise):
    response = phone.post(client, phone.visit(enterprise.pk))

    assert response.status_code == 401


def test_an_emptied_store_is_told_until_it_was_read(signed_in, enterprise):
    bad = phone.visit(enterprise.pk, manner="by_boat")
    phone.send(signed_in, bad, phone.visit(enterprise.pk), waiting=4)

    told = phone.send(signed_in, store="store-2", waiting=0)["lost"]
    again = phone.send(signed_in, store="store-2", waiting=0)["lost"]
    read = phone.send(signed_in, store="store-2", waiting=0, lost_read=True)["lost"]

    assert told == {
        "count": 3,
        "sentence": "本机 3 条未发送记录可能已被手机清除，请核对后重新登记。",
    }
    assert (again, read) == (told, None)


def test_a_store_that_had_nothing_waiting_is_missed_by_nobody(signed_in, enterprise):
    phone.send(signed_in, phone.visit(enterprise.pk))

    assert phone.send(signed_in, store="store-2", waiting=0)["lost"] is None


def test_the_browser_is_known_again_by_a_cookie_that_scripts_cannot_read(signed_in, enterprise):
    answer = phone.send(signed_in)

    cookie = signed_in.cookies["device"]
    assert (cookie.value, cookie["httponly"]) == (answer["device"], True)
    assert phone.send(signed_in)["device"] == answer["device"]


def test_the_key_is_the_person_s_own_and_stays(client, liaison, handler):
    keys = []
    for person in (liaison, handler, liaison):
        phone.let_in(client, person)
        response = client.get(phone.KEY)
        assert "no-store" in response["Cache-Control"]
        keys.append(response.json()["key"])

    assert keys[0] == keys[2] != keys[1]


def test_a_request_that_names_no_command_is_refused_as_a_whole(signed_in):
    response = phone.post(signed_in, {"verb": "visit.log", "id": str(uuid.uuid4())[:-1]})

    assert response.status_code == 422


def test_one_more_visit_in_a_delivery_is_a_few_statements(signed_in, enterprise):
    # The pace of a whole county coming home hangs on this number (docs/speed.md).
    phone.send(signed_in, phone.visit(enterprise.pk))

    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            phone.send(signed_in, *(phone.visit(enterprise.pk) for _ in range(count)))
        return len(asked)

    statements(1)
    assert statements(2) - statements(1) <= MOST_STATEMENTS
