"""The pages of policies: filed by the office, read by everybody, with what a firm lacks."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadres.models import AuditEntry
from cadres.search.selectors import box
from cases.models import Policy, Ticket, Topic
from cases.policies.services.refused_applications import file_refusal
from enterprises.models import Size
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
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


@pytest.fixture
def told_of(liaison):
    """A policy, and an enterprise of the covering cadre."""
    firm = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return PolicyFactory(unit=liaison.unit, county=liaison.county, title="技改补贴"), firm


def test_a_cadre_tells_an_enterprise_from_its_page_and_nobody_is_asked_again(
    client, liaison, told_of
):
    policy, firm = told_of
    client.force_login(liaison.cadre)
    page, address = (
        reverse("enterprises:enterprise-detail", args=[firm.pk]),
        reverse("cases:policy-tell", args=[policy.pk, firm.pk]),
    )
    part = reverse("cases:policies-of-enterprise", args=[firm.pk])
    assert part in client.get(page).content.decode()
    assert address in client.get(part, headers={"HX-Request": "true"}).content.decode()

    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"way": "phone"}).headers["Location"] == page

    after = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert ("已告知" in after, address in after) == (True, False)
    again = client.post(address, {"way": "link"})
    assert (again.status_code, "不重复告知" in again.content.decode()) == (422, True)


def test_a_refused_application_is_filed_with_what_is_known_of_it(client, liaison, told_of):
    policy, firm = told_of
    category = CategoryFactory()
    client.force_login(liaison.cadre)
    address = reverse("cases:policy-refused", args=[policy.pk, firm.pk])

    begun = client.get(address).content.decode()
    sent = {"description": "窗口说材料不齐", "category": category.pk, "source": "phone"}
    answer = client.post(address, sent)

    assert f"主管单位：{policy.unit.name}" in begun
    ticket = client.get(answer.headers["Location"]).content.decode()
    assert (
        "申报《技改补贴》被拒" in ticket,
        reverse("cases:policy", args=[policy.pk]) in ticket,
    ) == (
        True,
        True,
    )


def test_what_ties_ticket_and_policy_is_a_row_and_no_title(client, dispatcher, told_of):
    policy, firm = told_of
    filed = file_refusal(
        policy, firm, actor=dispatcher.viewer_now(), category=CategoryFactory(),
        source="phone", description="材料不齐",
    )  # fmt: skip
    Ticket.objects.filter(pk=filed.pk).update(title="技改补贴没有兑现")
    other = TicketFactory(enterprise=firm, title="申报《技改补贴》被拒")
    client.force_login(dispatcher.cadre)
    place = reverse("cases:policy", args=[policy.pk])

    shown = [
        place in client.get(reverse("cases:ticket-detail", args=[pk])).content.decode()
        for pk in (filed.pk, other.pk)
    ]

    assert shown == [True, False]


def test_the_office_opens_a_topic_from_the_tickets_of_a_policy(
    client, dispatcher, told_of, handler
):
    policy, firm = told_of
    other = EnterpriseFactory(county=dispatcher.county)
    tickets = [
        file_refusal(
            policy,
            one,
            actor=dispatcher.viewer_now(),
            category=CategoryFactory(),
            source="phone",
            description="材料不齐",
        )
        for one in (firm, other)
    ]
    client.force_login(dispatcher.cadre)
    address = f"{reverse('cases:topic-new')}?policy={policy.pk}"
    assert address in client.get(reverse("cases:policy", args=[policy.pk])).content.decode()

    begun = client.get(address).content.decode()
    sent = {"title": "兑现", "description": "材料", "unit": handler.unit.pk, "owner_name": "王强"}
    answer = client.post(address, sent)

    assert "《技改补贴》兑现问题" in begun
    topic = Topic.objects.get()
    assert answer.headers["Location"] == reverse("cases:topic", args=[topic.pk])
    assert set(topic.tickets.all()) == set(tickets)


def test_the_list_of_who_gets_it_without_applying_goes_out_as_a_workbook(client, liaison):
    row = PolicyFactory(
        unit=liaison.unit,
        county=liaison.county,
        is_automatic=True,
        conditions__size=[Size.SOLE.value],
    )
    EnterpriseFactory(county=liaison.county, name="甲商行", size=Size.SOLE)
    EnterpriseFactory(county=liaison.county, name="乙公司", size=Size.SMALL)
    client.force_login(liaison.cadre)

    answer = client.get(reverse("cases:policy-export"), {"policy": row.pk, "fit": "fits"})

    book = load_workbook(BytesIO(answer.content))
    words = {str(cell.value) for line in book.active.iter_rows() for cell in line}
    assert ("甲商行" in words, "乙公司" in words) == (True, False)
    assert unquote(answer.headers["Content-Disposition"]).count("免申即享企业名单") == 1
    assert AuditEntry.objects.filter(verb="policy.export").exists()


def test_the_one_box_finds_a_policy_by_its_words(liaison, told_of):
    found = box.answer("技改", seen_by=liaison.viewer_now())

    assert ("惠企政策", ["技改补贴"]) in [
        (group.kind.label, [row.title for row in group.rows]) for group in found.groups
    ]
