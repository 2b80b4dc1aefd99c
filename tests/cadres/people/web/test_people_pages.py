"""The pages about people, units and codes, as different people see them."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.models import AuditEntry, Cadre, OneTimeCode, Unit
from cadres.viewers.rules.roles import Role
from tests import forms
from tests.cast import person

TODAY = date(2026, 3, 2)


@pytest.fixture
def as_(client):
    def sign_in(who):
        client.force_login(who.cadre)
        return client

    return sign_in


def text(answer):
    return answer.content.decode()


def test_everybody_of_the_region_sees_names_and_masked_phones(as_, outsider, handler):
    page = text(as_(outsider).get(reverse("cadres:people")))

    assert "李娟" in page
    assert handler.cadre.phone not in page
    assert f"{handler.cadre.phone[:3]}****{handler.cadre.phone[-4:]}" in page
    assert "新增人员" not in page


def test_another_county_is_not_there(as_, stranger, handler):
    client = as_(stranger)

    assert "李娟" not in text(client.get(reverse("cadres:people")))
    assert client.get(reverse("cadres:person", args=[handler.cadre.pk])).status_code == 404
    assert client.get(reverse("cadres:unit", args=[handler.unit.pk])).status_code == 404


@pytest.mark.parametrize("words", ["李", "供电", "{phone}", "{account}"])
def test_people_are_found_by_name_unit_phone_and_account(as_, dispatcher, handler, words):
    asked = words.format(phone=handler.cadre.phone, account=handler.cadre.account)
    page = text(as_(dispatcher).get(reverse("cadres:people"), {"words": asked}))

    assert "李娟" in page
    assert f"/cadres/people/{dispatcher.cadre.pk}/" not in page


def test_the_list_costs_the_same_for_one_and_for_many(as_, dispatcher, handler):
    client = as_(dispatcher)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cadres:people"))
        return len(queries)

    client.get(reverse("cadres:people"))
    few = count()
    for number in range(20):
        person(f"甲{number}", Role.UNIT_CLERK, handler.unit)

    assert count() == few <= 12


def test_a_phone_is_shown_by_a_post_that_is_recorded(as_, dispatcher, handler):
    client, url = as_(dispatcher), reverse("cadres:person-phone", args=[handler.cadre.pk])
    assert client.get(url).status_code == 405

    assert handler.cadre.phone in text(client.post(url))
    assert AuditEntry.objects.latest("pk").verb == "cadre.reveal_phone"


def test_others_may_not_ask_for_it(as_, outsider, handler):
    url = reverse("cadres:person-phone", args=[handler.cadre.pk])

    assert as_(outsider).post(url).status_code == 403


def test_a_person_is_entered_on_a_page(as_, dispatcher, handler):
    client = as_(dispatcher)
    given = {
        "name": "宋涛",
        "phone": "13800004321",
        "unit": handler.unit.pk,
        "role": "unit_clerk",
        "title": "科员",
        "from_on": "2026-03-02",
    }

    answer = client.post(reverse("cadres:person-add"), given)

    cadre = Cadre.objects.get(name="宋涛")
    assert answer.url == reverse("cadres:person", args=[cadre.pk])
    assert cadre.postings.get().title == "科员"


def test_what_was_typed_stays_where_it_is_refused(as_, dispatcher, handler):
    given = {"name": "宋涛", "phone": "12", "unit": handler.unit.pk, "role": "unit_clerk"}
    answer = as_(dispatcher).post(reverse("cadres:person-add"), {**given, "from_on": "2026-03-02"})

    assert answer.status_code == 422
    assert "11 位数字" in text(answer)
    assert "宋涛" in text(answer)


@pytest.mark.parametrize("name", ["cadres:person-add", "cadres:unit-add", "cadres:codes"])
def test_pages_of_administration_are_refused_to_others(as_, outsider, name):
    assert as_(outsider).get(reverse(name)).status_code == 403


def test_leaving_and_return_go_by_pages(as_, dispatcher, handler):
    client = as_(dispatcher)
    client.post(reverse("cadres:person-leave", args=[handler.cadre.pk]), {"left_on": "2026-03-02"})
    handler.cadre.refresh_from_db()
    assert not handler.cadre.is_active
    assert "李娟" in text(client.get(reverse("cadres:people"), {"left": "1"}))

    given = {"unit": handler.unit.pk, "role": "unit_clerk", "from_on": "2026-03-02"}
    client.post(reverse("cadres:person-return", args=[handler.cadre.pk]), given)
    handler.cadre.refresh_from_db()
    assert handler.cadre.is_active


def test_a_post_is_given_and_ended_by_pages(as_, secadmin, handler):
    client = as_(secadmin)
    given = {"unit": handler.unit.pk, "role": "supervisor", "from_on": "2026-03-02"}
    client.post(reverse("cadres:posting-add", args=[handler.cadre.pk]), given)
    posting = handler.cadre.postings.get(role="supervisor")

    forms.save(client, reverse("cadres:posting-end", args=[posting.pk]), {"to_on": "2026-03-03"})

    posting.refresh_from_db()
    assert posting.to_on == date(2026, 3, 3)


def test_the_units_of_a_leader_are_ticked_on_a_page_and_read_on_both(
    as_, dispatcher, leader, handler, outsider
):
    client = as_(dispatcher)
    page = reverse("cadres:person", args=[leader.cadre.pk])
    assert "还没有登记分管单位" in text(client.get(page))

    posting = leader.cadre.postings.get()
    path = reverse("cadres:posting-units", args=[posting.pk])
    forms.save(client, path, {"unit_ids": [str(handler.unit.pk)]})

    assert "分管：县供电公司" in text(client.get(page))
    unit = text(client.get(reverse("cadres:unit", args=[handler.unit.pk])))
    assert "分管县领导" in unit
    assert "刘洋" in unit
    other = client.get(reverse("cadres:unit", args=[outsider.unit.pk]))
    assert "分管县领导" not in text(other)


def test_slips_are_printed_once_for_chosen_units(as_, dispatcher, handler, outsider):
    client = as_(dispatcher)
    assert "县供电公司" in text(client.get(reverse("cadres:codes")))

    answer = client.post(reverse("cadres:code-sheets"), {"unit": [handler.unit.pk]})

    assert answer["Cache-Control"].count("no-store")
    assert handler.cadre.account in text(answer)
    assert outsider.cadre.account not in text(answer)
    assert OneTimeCode.objects.get().cadre == handler.cadre


def test_who_has_a_password_is_on_no_sheet(as_, dispatcher, handler):
    handler.cadre.password = make_password("Zhuqi-2026-ok")
    handler.cadre.save(update_fields=["password"])

    as_(dispatcher).post(reverse("cadres:code-sheets"), {"unit": [handler.unit.pk]})

    assert not OneTimeCode.objects.exists()


def test_the_own_head_resets_one_person(as_, head, handler, outsider):
    client = as_(head)

    assert client.post(reverse("cadres:person-code", args=[handler.cadre.pk])).status_code == 200
    assert client.post(reverse("cadres:person-code", args=[outsider.cadre.pk])).status_code == 403


def test_the_tree_of_units_is_kept_on_pages(as_, sysadmin, handler):
    client = as_(sysadmin)
    given = {"name": "县林业局", "kind": "department", "region": handler.county.pk, "parent": ""}
    client.post(reverse("cadres:unit-add"), given)
    unit = Unit.objects.get(name="县林业局")

    edit = reverse("cadres:unit-edit", args=[unit.pk])
    forms.save(client, edit, {**given, "parent": handler.unit.pk})
    unit.refresh_from_db()
    assert unit.path == f"{handler.unit.path}{unit.pk}/"

    client.post(reverse("cadres:unit-close", args=[unit.pk]))
    assert "县林业局" in text(client.get(reverse("cadres:unit-list"), {"closed": "1"}))
    assert "县林业局" not in text(client.get(reverse("cadres:unit-list")))
    client.post(reverse("cadres:unit-reopen", args=[unit.pk]))
    assert "县林业局" in text(client.get(reverse("cadres:unit-list")))


def test_a_unit_that_cannot_close_says_why(as_, sysadmin, handler):
    answer = as_(sysadmin).post(reverse("cadres:unit-close", args=[handler.unit.pk]))

    assert answer.status_code == 409
    assert "在岗任职" in text(answer)
