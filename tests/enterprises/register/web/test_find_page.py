"""The box on the phone's pages, and its page where there is no script."""

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


def test_the_page_answers_without_a_script(client, liaison, firm):
    page = signed_in(client, liaison).get("/enterprises/find/?q=宏远建材").content.decode()

    assert f'href="/enterprises/{firm.pk}/"' in page
    assert page.count(BOX) == 1
    assert 'value="宏远建材"' in page


def test_while_one_types_only_the_answer_comes(client, liaison, firm):
    answer = signed_in(client, liaison).get(
        "/enterprises/find/?q=hyt", headers={"HX-Request": "true"}
    )

    assert firm.name in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_who_finds_nothing_is_told_how_to_ask(client, liaison, firm):
    page = signed_in(client, liaison).get("/enterprises/find/?q=没有的").content.decode()

    assert "没有找到“没有的”" in page


@pytest.mark.parametrize("address", ["/", "/cases/tickets/", "/enterprises/visits/", "/cadres/me/"])
def test_the_box_stands_on_a_cadre_s_pages(client, liaison, address):
    page = signed_in(client, liaison).get(address)

    assert page.status_code != 200 or BOX in page.content.decode()


def test_who_does_not_go_out_has_no_box(client, head):
    assert BOX not in signed_in(client, head).get("/").content.decode()
