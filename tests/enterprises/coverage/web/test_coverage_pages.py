"""Coverage on pages: giving, ending, handing over, the county's gaps, one's own portfolio."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cadres.viewers.rules.roles import Role
from enterprises.models import Assignment
from tests import cast, forms
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(dispatcher):
    return EnterpriseFactory(county=dispatcher.county, name="恒信达艾草制品有限公司")


@pytest.fixture
def taker(db):
    return cast.person("李娜", Role.CADRE, cast.unit("县商务局"))


def page(client, person, name, *args, **query):
    client.force_login(person.cadre)
    return client.get(reverse(f"enterprises:{name}", args=args), query)


def test_the_office_finds_a_cadre_and_gives_the_coverage(client, dispatcher, liaison, enterprise):
    found = page(client, dispatcher, "assignment-new", enterprise.pk, q="张").content.decode()
    assert "张伟（县工信局）" in found

    address = reverse("enterprises:assignment-new", args=[enterprise.pk]) + "?q=张"
    given = {"cadre": liaison.cadre.pk, "part": "chief", "from_on": "2026-11-01"}
    client.post(address, given)

    assert Assignment.objects.get().cadre == liaison.cadre


def test_a_county_leader_is_registered_by_name(client, dispatcher, enterprise):
    client.force_login(dispatcher.cadre)
    address = reverse("enterprises:assignment-new", args=[enterprise.pk])

    client.post(address, {"leader_name": "刘洋", "from_on": "2026-11-01"})

    assert Assignment.objects.get().leader_name == "刘洋"


def test_nobody_chosen_is_said_on_the_page(client, dispatcher, enterprise):
    client.force_login(dispatcher.cadre)
    address = reverse("enterprises:assignment-new", args=[enterprise.pk])

    answer = client.post(address, {"part": "chief", "from_on": "2026-11-01"})

    assert answer.status_code == 422
    assert "请选择一名干部" in answer.content.decode()


def test_the_office_ends_a_coverage(client, dispatcher, liaison, enterprise):
    row = AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    client.force_login(dispatcher.cadre)

    address = reverse("enterprises:assignment-end", args=[row.pk])
    forms.save(client, address, {"to_on": "2026-03-01"})

    row.refresh_from_db()
    assert row.to_on == date(2026, 3, 1)


def test_any_past_day_has_an_answer(client, outsider, liaison, enterprise):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, to_on=date(2026, 3, 1))

    there = page(client, outsider, "enterprise-detail", enterprise.pk, on="2026-03-01")
    after = page(client, outsider, "enterprise-detail", enterprise.pk, on="2026-03-02")

    assert "张伟（县工信局）·首席服务员" in there.content.decode()
    assert "：无人包联" in after.content.decode()


def test_a_day_that_is_none_is_passed_over(client, outsider, enterprise):
    for day in ("2026-02-30", "20233-01-01", "x"):
        assert page(client, outsider, "enterprise-detail", enterprise.pk, on=day).status_code == 200


def test_a_portfolio_is_handed_over_in_three_steps(client, dispatcher, liaison, taker, enterprise):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)

    first = page(client, dispatcher, "hand-over", q="张").content.decode()
    assert f"from={liaison.cadre.pk}" in first
    second = client.get(
        reverse("enterprises:hand-over"), {"from": liaison.cadre.pk, "q": "李"}
    ).content.decode()
    assert f"to={taker.cadre.pk}" in second
    address = f"{reverse('enterprises:hand-over')}?from={liaison.cadre.pk}&to={taker.cadre.pk}"
    assert "恒信达艾草" in client.get(address).content.decode()
    client.post(address, {"on": "2026-11-20", "parts": ["chief", "liaison"]})

    assert Assignment.objects.get(to_on=None).cadre == taker.cadre


def test_nobody_else_hands_over(client, liaison):
    assert page(client, liaison, "hand-over").status_code == 403


def test_a_taker_who_is_no_assisting_cadre_is_absent(
    client, dispatcher, liaison, handler, enterprise
):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    named = {"from": liaison.cadre.pk, "to": handler.cadre.pk}

    assert page(client, dispatcher, "hand-over", **named).status_code == 404


def test_the_county_s_gaps_open_the_list_behind_them(client, leader, enterprise):
    said = page(client, leader, "coverage").content.decode()

    assert "covered=no" in said
    assert "分工情况" not in said


def test_the_office_sees_the_work_of_each(client, dispatcher, liaison):
    said = page(client, dispatcher, "workload").content.decode()

    assert "张伟" in said


@pytest.mark.parametrize("name", ["coverage", "workload"])
def test_coverage_is_not_for_covering_cadres(client, liaison, name):
    assert page(client, liaison, name).status_code == 403


def test_one_s_own_portfolio(client, liaison, enterprise):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)

    said = page(client, liaison, "portfolio").content.decode()

    assert "恒信达艾草" in said
    assert "还没有联系记录" in said


def test_an_empty_portfolio_says_what_comes(client, liaison):
    assert "您现在没有包联的企业" in page(client, liaison, "portfolio").content.decode()
