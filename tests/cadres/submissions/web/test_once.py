"""Each submission is taken once: the second arrival of a key gets the first one's answer."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.errors import NotPermitted
from cadres.models import AuditEntry, OnceKey, OneTimeCode, Unit
from enterprises.models import Visit
from enterprises.visits.web import visits as pages
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="once" value="([^"]+)"')
RECEIVED = "没有重复登记"


@pytest.fixture
def firm(liaison):
    made = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


@pytest.fixture
def at_desk(client, liaison):
    client.force_login(liaison.cadre)
    return client


class Form:
    """The page of a form, opened once: its key stays the same however often it is sent."""

    def __init__(self, client, path, **words):
        self.client, self.path = client, path
        page = client.get(path).content.decode()
        self.key = KEY.findall(page)[-1]
        self.words = words

    def send(self, **changed):
        return self.client.post(self.path, {"once": self.key, **self.words, **changed})


@pytest.fixture
def visit(at_desk, firm, liaison):
    """The page on which a visit is written down."""
    given = {
        "manner": "on_site", "purpose": "needs", "visited_on": f"{timezone.localdate():%F}",
        "cadre_ids": [liaison.cadre.pk], "summary": "企业反映用电紧张。",
    }  # fmt: skip
    path = reverse("enterprises:visit-form", args=[firm.pk])
    return lambda **more: Form(at_desk, path, **(given | more))


def test_pressed_again_it_leads_to_what_the_first_press_made(visit, at_desk):
    form = visit()

    first, again = form.send(), form.send()

    assert Visit.objects.count() == 1
    assert again.url == first.url
    assert again["Idempotency-Replayed"] == "true"
    assert RECEIVED in at_desk.get(again.url).content.decode()


def test_the_page_opened_twice_is_the_same_visit_with_the_same_words(visit):
    first, second = visit(), visit()

    answers = first.send(), second.send()

    assert first.key != second.key
    assert Visit.objects.count() == 1
    assert answers[1].url == answers[0].url
    assert visit().send(summary="企业反映用工紧张。").url != answers[0].url


def test_the_same_key_with_other_words_is_refused_and_no_letter_is_lost(visit, at_desk):
    form = visit()
    first = form.send()

    refused = form.send(summary="改成了另一件事。")

    page = refused.content.decode()
    assert refused.status_code == 409
    assert Visit.objects.get().summary == "企业反映用电紧张。"
    assert "改成了另一件事。" in page
    assert f'href="{first.url}"' in page
    again = form.words | {"once": KEY.findall(page)[0], "summary": "又一件"}
    other = at_desk.post(form.path, again)
    assert other.url != first.url


def test_over_htmx_the_refusal_brings_a_fresh_key_into_the_form(visit, at_desk):
    form = visit()
    form.send()

    given = form.words | {"once": form.key, "summary": "别的"}
    refused = at_desk.post(form.path, given, headers={"HX-Request": "true"})

    page = refused.content.decode()
    assert (refused.status_code, refused["HX-Retarget"]) == (409, "#messages")
    assert f'data-once-used="{form.key}"' in page
    assert KEY.findall(page)[0] != form.key


def test_somebody_else_s_key_is_as_if_it_had_never_been_used(visit, handler, firm, client):
    form = visit()
    form.send()
    client.force_login(handler.cadre)

    asked = client.get(f"/once/{form.key}/").json()
    Form(client, form.path)
    other = client.post(form.path, form.words | {"once": form.key, "cadre_ids": [handler.cadre.pk]})

    assert asked == {"state": "absent", "place": ""}
    assert other.status_code == 302
    assert "Idempotency-Replayed" not in other
    assert Visit.objects.count() == 2


def test_a_refusal_uses_no_key_up(visit):
    form = visit()

    assert form.send(visited_on="2099-01-01").status_code == 422
    assert form.send().status_code == 302
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "status", "stays"), [(NotPermitted("不行。"), 403, True), (ValueError(), 500, False)]
)
def test_what_a_refusal_recorded_stays_and_what_failed_leaves_nothing(
    visit, monkeypatch, at_desk, liaison, error, status, stays
):
    def records_and_stops(*args, **more):
        Unit.objects.filter(pk=liaison.unit.pk).update(name="记下了")
        raise error

    monkeypatch.setattr(pages, "log_visit", records_and_stops)
    at_desk.raise_request_exception = False

    assert visit().send().status_code == status
    assert Unit.objects.filter(name="记下了").exists() == stays
    assert not OnceKey.objects.exists()


def test_a_result_that_is_shown_only_once_is_shown_again_to_the_same_key(
    client, dispatcher, outsider
):
    client.force_login(dispatcher.cadre)
    path = reverse("cadres:person-code", args=[outsider.cadre.pk])
    given = {"once": "a-key-of-a-page-1"}

    first, again = client.post(path, given), client.post(path, given)

    assert OneTimeCode.objects.count() == 1
    assert again.content == first.content
    row = OnceKey.objects.get()
    assert outsider.cadre.name not in bytes(row.body).decode("utf-8", "replace")


def test_the_page_asks_by_its_key_whether_it_arrived(visit, at_desk):
    form = visit()
    assert at_desk.get(f"/once/{form.key}/").json()["state"] == "absent"

    made = form.send()

    assert at_desk.get(f"/once/{form.key}/").json() == {"state": "done", "place": made.url}


def test_what_only_reads_runs_as_often_as_it_is_asked(client, dispatcher, outsider):
    client.force_login(dispatcher.cadre)
    path = reverse("cadres:person-phone", args=[outsider.cadre.pk])

    for _ in range(2):
        assert client.post(path, {"once": "a-key-of-a-page-1"}).status_code == 200

    assert AuditEntry.objects.filter(verb="cadre.reveal_phone").count() == 2
    assert not OnceKey.objects.exists()


def test_the_database_knows_neither_key_nor_person_nor_words(visit, liaison):
    form = visit()
    form.send()

    row = OnceKey.objects.values().get()
    assert form.key not in str(row)
    assert not {"cadre", "actor", "path", "owner"} & row.keys()
    assert OnceKey.objects.filter(place="").count() == 0


def test_signed_out_meanwhile_it_is_taken_after_signing_in(visit, at_desk, liaison):
    form = visit()
    at_desk.logout()
    assert form.send().url.startswith(reverse("cadres:sign-in"))

    at_desk.force_login(liaison.cadre)

    assert form.send().url.startswith("/enterprises/visits/")
    assert Visit.objects.count() == 1


def test_an_old_page_without_a_key_still_works(visit, at_desk):
    form = visit()

    assert at_desk.post(form.path, form.words).status_code == 302
    assert not OnceKey.objects.exists()


def test_the_api_asks_for_a_key_and_gives_the_first_answer_again(liaison, firm):
    program = Client()
    program.force_login(liaison.cadre)
    given = {
        "enterprise": firm.pk, "manner": "phone", "purpose": "needs",
        "visited_on": f"{timezone.localdate():%F}", "cadres": [liaison.cadre.pk],
    }  # fmt: skip

    def send(key="", **changed):
        headers = {"Idempotency-Key": key} if key else {}
        path = "/api/v1/visits/"
        return program.post(path, given | changed, "application/json", headers=headers)

    for wrong in ("", "short"):
        missing = send(wrong)
        assert (missing.status_code, missing.json()["code"]) == (400, "once_key_missing")
    first, again = send("4c2f9d0e-visit-0001"), send("4c2f9d0e-visit-0001")
    other = send("4c2f9d0e-visit-0001", manner="on_site")

    assert first.status_code == again.status_code == 201
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "once_key_reused")
    assert Visit.objects.count() == 1


def test_whoever_is_not_signed_in_is_told_that_first():
    assert Client().post("/api/v1/visits/").status_code == 401


def test_printed_codes_are_shown_again_in_this_browser_and_never_made_anew(
    client, dispatcher, handler, liaison
):
    handler.cadre.set_unusable_password()
    handler.cadre.save(update_fields=["password"])
    client.force_login(dispatcher.cadre)
    path, index = reverse("cadres:code-sheets"), reverse("cadres:codes")
    key = KEY.findall(client.get(index).content.decode())[-1]

    led = client.post(path, {"unit": [handler.unit.pk], "once": key})
    codes = OneTimeCode.objects.values_list("pk", flat=True)
    made = list(codes)
    first, again = client.get(path), client.get(path)

    assert (led.status_code, led.url) == (302, path)
    assert "李娟" in first.content.decode()
    assert first.content == again.content
    assert "no-store" in again["Cache-Control"]
    assert client.post(path, {"unit": [handler.unit.pk], "once": key}).url == path
    assert list(codes) == made
    other = Client()
    other.force_login(liaison.cadre)
    other.cookies["made_page"] = client.cookies["made_page"].value
    assert other.get(path).url == index
