"""The pages of policies: filed by the office, read by everybody, with what a firm lacks."""

from __future__ import annotations

from django.urls import reverse

from cases.models import Policy
from enterprises.models import Size
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.policies import PolicyFactory


def test_the_office_files_a_policy_with_its_conditions(client, dispatcher, handler):
    client.force_login(dispatcher.cadre)
    for trade in ("食品加工", "交通运输、仓储和邮政业"):
        EnterpriseFactory(county=dispatcher.county, industry=trade)
    sent = {
        "title": "稳岗返还",
        "issuer": "市人社局",
        "text": "按上年度缴费的百分之六十返还。",
        "unit": handler.unit.pk,
        "is_automatic": "on",
        "sizes": [Size.SMALL, Size.SOLE],
        "industries": ["食品加工", "交通运输、仓储和邮政业"],
    }

    answer = client.post(reverse("cases:policy-new"), sent)

    row = Policy.objects.get()
    assert answer.headers["Location"] == reverse("cases:policy", args=[row.pk])
    assert {one.kind: one.values for one in row.conditions.all()} == {
        "size": ["small", "sole"],
        "industry": ["食品加工", "交通运输、仓储和邮政业"],
    }
    page = client.get(reverse("cases:policy", args=[row.pk])).content.decode()
    assert "免申即享" in page


def test_the_page_says_of_each_enterprise_what_it_lacks(client, liaison):
    row = PolicyFactory(
        unit=liaison.unit, county=liaison.county, conditions__size=[Size.ABOVE_SCALE.value]
    )
    EnterpriseFactory(county=liaison.county, size=Size.SOLE)
    client.force_login(liaison.cadre)

    page = client.get(reverse("cases:policy", args=[row.pk]), {"fit": "not"}).content.decode()

    assert "企业规模是“个体”，要求是：规上" in page
    assert 'data-total="1"' in page


def test_the_list_is_narrowed_by_words_and_by_what_needs_no_application(client, liaison):
    place = {"unit": liaison.unit, "county": liaison.county}
    PolicyFactory(title="稳岗返还", is_automatic=True, **place)
    PolicyFactory(title="技改补贴", **place)
    client.force_login(liaison.cadre)
    address = reverse("cases:policy-list")

    for asked in ({"q": "稳岗"}, {"is_automatic": "on"}):
        page = client.get(address, asked).content.decode()
        assert ("稳岗返还" in page, "技改补贴" in page) == (True, False)
