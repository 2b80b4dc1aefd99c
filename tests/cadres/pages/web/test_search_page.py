"""The one box on every page, its answer while one types, and its page where there is no script."""

from __future__ import annotations

import pytest

from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db
BOX = 'id="find"'


def signed_in(client, person):
    client.force_login(person.cadre)
    return client


@pytest.fixture
def firm(liaison):
    return EnterpriseFactory(county=liaison.county, name="宏远泰建材有限公司")


def test_the_page_answers_without_a_script_and_says_in_what_it_looked(client, liaison, firm):
    page = signed_in(client, liaison).get("/search/?q=宏远建材").content.decode()

    assert f'href="/enterprises/{firm.pk}/"' in page
    assert page.count(BOX) == 1
    assert 'value="宏远建材"' in page
    assert "企业（名称、别名、首字母、信用代码、乡镇）" in page


def test_while_one_types_only_the_answer_comes(client, liaison, firm):
    answer = signed_in(client, liaison).get("/search/?q=hyt", headers={"HX-Request": "true"})

    assert firm.name in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_who_finds_nothing_is_told_how_to_ask(client, liaison, firm):
    page = signed_in(client, liaison).get("/search/?q=没有的").content.decode()

    assert "没有找到“没有的”" in page


def test_a_single_letter_is_asked_for_one_more(client, liaison, firm):
    page = signed_in(client, liaison).get("/search/?q=h").content.decode()

    assert "请再输入一个字母或数字" in page


def test_a_place_of_the_navigation_is_found_by_whoever_has_it(client, liaison, sysadmin):
    place = 'href="/cadres/jobs/"'

    assert place in signed_in(client, sysadmin).get("/search/?q=htrw").content.decode()
    assert place not in signed_in(client, liaison).get("/search/?q=htrw").content.decode()


@pytest.mark.parametrize("who", ["liaison", "head", "handler", "auditor"])
def test_the_box_stands_on_everybody_s_pages(client, request, who):
    page = signed_in(client, request.getfixturevalue(who)).get("/cadres/me/")

    assert page.content.decode().count(BOX) == 1


def test_who_is_not_signed_in_has_no_box_and_no_answer(client, firm):
    answer = client.get("/search/?q=宏远")

    assert answer.status_code == 302
    assert BOX not in client.get("/cadres/sign-in/").content.decode()


def test_a_program_gets_the_same(client, liaison, firm):
    answer = signed_in(client, liaison).get("/api/v1/search/?q=hyt").json()

    [group] = answer["groups"]
    assert (group["kind"], group["rows"][0]["key"]) == ("ENTERPRISES", firm.pk)
    assert group["rows"][0]["address"] == f"/enterprises/{firm.pk}/"
