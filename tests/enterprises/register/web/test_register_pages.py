"""The register's pages as each person meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enterprises.models import Enterprise
from tests.factories.enterprises import EnterpriseFactory, credit_code
from tests.factories.people import TownshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(dispatcher):
    return EnterpriseFactory(county=dispatcher.county, name="恒信达艾草制品有限公司")


def page(client, person, name, *args, **query):
    client.force_login(person.cadre)
    return client.get(reverse(f"enterprises:{name}", args=args), query)


def test_the_list_finds_by_two_characters(client, outsider, enterprise):
    EnterpriseFactory(county=outsider.county, name="锦绣制衣厂")

    said = page(client, outsider, "enterprise-list", q="艾草").content.decode()

    assert "恒信达艾草" in said
    assert "锦绣制衣" not in said


def test_an_empty_answer_says_what_to_do(client, outsider, enterprise):
    assert (
        "没有符合条件的企业" in page(client, outsider, "enterprise-list", q="水泥").content.decode()
    )


def test_a_broken_address_is_a_plain_first_page(client, outsider, enterprise):
    answer = page(
        client, outsider, "enterprise-list", page="x", township="abc", quiet="7", county="-1"
    )

    assert answer.status_code == 200


def test_only_the_office_is_offered_to_register(client, outsider, dispatcher, enterprise):
    assert "登记企业" not in page(client, outsider, "enterprise-list").content.decode()
    assert "登记企业" in page(client, dispatcher, "enterprise-list").content.decode()


def test_the_office_registers_on_the_page(client, dispatcher):
    town = TownshipFactory(name="城关镇", parent=dispatcher.county)
    client.force_login(dispatcher.cadre)
    given = {
        "name": "锦绣制衣厂", "code": credit_code(9), "county": dispatcher.county.pk,
        "township": town.pk, "size": "small",
    }  # fmt: skip

    answer = client.post(reverse("enterprises:enterprise-new"), given)

    made = Enterprise.objects.get()
    assert answer.url == reverse("enterprises:enterprise-detail", args=[made.pk])
    assert made.township == town


def test_what_was_typed_stays_beside_the_refusal(client, dispatcher):
    client.force_login(dispatcher.cadre)
    given = {
        "name": "锦绣制衣厂", "code": "91411321MA0000007", "county": dispatcher.county.pk,
        "size": "small",
    }  # fmt: skip

    answer = client.post(reverse("enterprises:enterprise-new"), given)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "这里是 17 位" in said
    assert 'value="锦绣制衣厂"' in said


def test_a_county_that_is_not_the_office_s_cannot_be_sent(client, dispatcher, stranger):
    client.force_login(dispatcher.cadre)
    given = {
        "name": "锦绣制衣厂",
        "code": credit_code(9),
        "county": stranger.county.pk,
        "size": "small",
    }

    answer = client.post(reverse("enterprises:enterprise-new"), given)

    assert answer.status_code == 422
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize(
    "name", ["enterprise-edit", "enterprise-deactivate", "alias-new", "assignment-new"]
)
def test_who_only_looks_finds_no_form(client, outsider, enterprise, name):
    assert page(client, outsider, name, enterprise.pk).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["enterprise-detail", "enterprise-edit", "enterprise-deactivate", "alias-new", "contact-new",
     "assignment-new", "visit-form"],
)  # fmt: skip
def test_another_county_finds_nothing(client, stranger, enterprise, name):
    assert page(client, stranger, name, enterprise.pk).status_code == 404


def test_the_office_takes_an_enterprise_off_the_register_and_back(client, dispatcher, enterprise):
    client.force_login(dispatcher.cadre)
    client.post(
        reverse("enterprises:enterprise-deactivate", args=[enterprise.pk]), {"reason": "注销"}
    )
    enterprise.refresh_from_db()
    assert not enterprise.is_active

    client.post(reverse("enterprises:enterprise-reactivate", args=[enterprise.pk]))
    enterprise.refresh_from_db()
    assert enterprise.is_active


def test_an_alias_comes_and_goes_on_the_page(client, dispatcher, enterprise):
    client.force_login(dispatcher.cadre)
    client.post(reverse("enterprises:alias-new", args=[enterprise.pk]), {"name": "老艾坊"})
    alias = enterprise.aliases.get()
    assert "老艾坊" in page(client, dispatcher, "enterprise-detail", enterprise.pk).content.decode()

    client.post(reverse("enterprises:alias-remove", args=[enterprise.pk, alias.pk]))
    assert not enterprise.aliases.exists()


def test_script_in_a_name_is_only_text(client, dispatcher):
    made = EnterpriseFactory(county=dispatcher.county, name="<script>alert(1)</script>")

    said = page(client, dispatcher, "enterprise-detail", made.pk).content.decode()

    assert "<script>alert" not in said
