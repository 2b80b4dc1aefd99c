"""Visits on pages: two steps, nothing forced, and a way on to the problem."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from enterprises.models import Visit, VisitMember
from tests import forms
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(liaison):
    made = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


def page(client, person, name, *args, **query):
    client.force_login(person.cadre)
    return client.get(reverse(f"enterprises:{name}", args=args), query)


def post(client, person, enterprise, **more):
    client.force_login(person.cadre)
    given = {
        "manner": "on_site", "purpose": "needs", "visited_on": f"{timezone.localdate():%Y-%m-%d}",
        "cadre_ids": [person.cadre.pk], **more,
    }  # fmt: skip
    return client.post(reverse("enterprises:visit-form", args=[enterprise.pk]), given)


def test_one_s_own_enterprises_are_one_tap_away(client, liaison, enterprise):
    form = reverse("enterprises:visit-form", args=[enterprise.pk])

    assert f'href="{form}"' in page(client, liaison, "visit-new").content.decode()


def test_others_are_found_by_two_characters(client, outsider, enterprise):
    assert "恒信达" in page(client, outsider, "visit-new", q="艾草").content.decode()
    assert "没有找到" in page(client, outsider, "visit-new", q="水泥").content.decode()


def test_an_enterprise_in_the_address_leads_to_the_form(client, liaison, enterprise):
    answer = page(client, liaison, "visit-new", enterprise=enterprise.pk)

    assert answer.url == reverse("enterprises:visit-form", args=[enterprise.pk])


def test_oneself_and_today_are_chosen_beforehand(client, liaison, enterprise):
    form = page(client, liaison, "visit-form", enterprise.pk).context["form"]

    assert form["cadre_ids"].value() == [str(liaison.cadre.pk)]
    assert form["visited_on"].value() == timezone.localdate()


def test_after_saving_the_problem_is_one_press_away(client, liaison, enterprise):
    answer = post(client, liaison, enterprise)

    visit = Visit.objects.get()
    assert answer.url == reverse("enterprises:visit-detail", args=[visit.pk])
    assert f"?visit={visit.pk}" in client.get(answer.url).content.decode()


def test_a_day_of_the_year_20233_is_refused_and_nothing_is_lost(client, liaison, enterprise):
    answer = post(client, liaison, enterprise, visited_on="20233-03-01", summary="企业反映用电问题")

    assert answer.status_code == 422
    assert "企业反映用电问题" in answer.content.decode()
    assert not Visit.objects.exists()


def test_tomorrow_is_refused_in_words(client, liaison, enterprise):
    said = post(client, liaison, enterprise, visited_on="2099-01-01").content.decode()

    assert "走访日期不能晚于今天" in said


def test_who_only_reads_finds_no_form(client, leader, enterprise):
    assert page(client, leader, "visit-form", enterprise.pk).status_code == 403


def test_the_list_begins_with_one_s_own(client, liaison, dispatcher, enterprise):
    VisitFactory(enterprise=enterprise, filed_by=dispatcher.cadre, summary="不是我的")

    mine = page(client, liaison, "visit-list").content.decode()
    everything = page(client, liaison, "visit-list", scope="all").content.decode()

    assert "恒信达" not in mine
    assert "恒信达" in everything


def test_others_see_only_day_and_unit_on_the_enterprise_s_page(
    client, outsider, handler, enterprise
):
    visit = VisitFactory(
        enterprise=enterprise, visited_on=date(2026, 3, 2), summary="企业反映用电问题"
    )
    VisitMember.objects.create(visit=visit, cadre=visit.filed_by, unit=handler.unit)

    said = page(client, outsider, "enterprise-detail", enterprise.pk).content.decode()

    assert "县供电公司" in said
    assert "企业反映用电问题" not in said
    assert page(client, outsider, "visit-detail", visit.pk).status_code == 404


def test_a_slip_is_put_right_on_the_page(client, liaison, enterprise):
    post(client, liaison, enterprise)
    visit = Visit.objects.get()
    given = {
        "manner": "phone", "purpose": "needs", "visited_on": visit.visited_on,
        "cadre_ids": [liaison.cadre.pk], "summary": "补记",
    }  # fmt: skip

    forms.save(client, reverse("enterprises:visit-correct", args=[visit.pk]), given)

    visit.refresh_from_db()
    assert (visit.manner, visit.summary) == ("phone", "补记")
