"""预警 as the campaign office opens it, and the card on a ticket's page."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cases.early_warning.services import daily
from cases.early_warning.services.request_answers import check_requests
from cases.models import EarlyWarning
from tests.factories.cases import CategoryFactory, TicketFactory

THREE = "一、请给二车间增容 200 千伏安；二、请把厂门口的电线杆迁走；三、请退还去年多收的力调电费。"


def test_each_kind_stands_with_its_rule_and_a_dash_where_nothing_is_known(signed_in, dispatcher):
    daily.run(timezone.now())

    page = signed_in(dispatcher).get(reverse("cases:warning-list")).content.decode()

    for words in ("照这个速度会超期", "同一单位反复返工", "答复过短或只说转办", "佐证材料用过"):
        assert words in page
    assert page.count("命中率 <b>—</b>") == 8


def test_a_number_opens_as_many_tickets(signed_in, dispatcher, enterprise):
    power, today = CategoryFactory(name="用电用气用水"), timezone.localdate()
    for back in range(3):
        on = today - timedelta(days=back)
        TicketFactory(category=power, filed_on=on, enterprise=enterprise)
    daily.run(timezone.now())
    browser = signed_in(dispatcher)

    page = browser.get(reverse("cases:warning-list")).content.decode()

    found = EarlyWarning.objects.get(kind="enterprise")
    address = reverse("cases:warning-rows", args=[found.pk])
    assert f'href="{address}" data-tally="3"' in page
    assert "这几件工单 3 件" in browser.get(address).content.decode()


def test_the_head_sees_the_flag_beside_the_button_and_the_clerk_does_not(
    signed_in, handler, head, enterprise
):
    ticket = TicketFactory(
        resolved=True, enterprise=enterprise, unit=handler.unit, outcome="solved",
        result="已收悉，已转相关部门办理。", filed_on=timezone.localdate(),
    )  # fmt: skip
    daily.run(timezone.now())
    address = reverse("cases:ticket-detail", args=[ticket.pk])

    assert "审核前请看一眼" in signed_in(head).get(address).content.decode()
    assert "审核前请看一眼" not in signed_in(handler).get(address).content.decode()


def test_the_form_of_ticks_asks_for_each_request_by_its_words(signed_in, handler, enterprise):
    ticket = TicketFactory(
        in_hand=True, enterprise=enterprise, unit=handler.unit, description=THREE
    )
    browser = signed_in(handler)
    address = reverse("cases:ticket-check-requests", args=[ticket.pk])

    page = browser.get(address).content.decode()
    assert "第 3 项：请退还去年多收的力调电费" in page
    assert "第 4 项" not in page
    browser.post(address, {"where_1": "办理情况第一句"})

    detail = browser.get(reverse("cases:ticket-detail", args=[ticket.pk])).content.decode()
    assert detail.count("已核对") == 1
    assert detail.count("未核对") == 2


def test_warnings_and_ticks_go_out_as_workbooks(signed_in, dispatcher, handler, enterprise):
    power, today = CategoryFactory(name="用电用气用水"), timezone.localdate()
    for back in range(3):
        on = today - timedelta(days=back)
        TicketFactory(category=power, filed_on=on, enterprise=enterprise)
    ticket = TicketFactory(
        in_hand=True, enterprise=enterprise, unit=handler.unit, description=THREE
    )
    check_requests(ticket, actor=handler.viewer_now(), where=("见举措一", "", "已退还"))
    daily.run(timezone.now())

    def sheet(name):
        content = signed_in(dispatcher).get(reverse(f"cases:{name}")).content
        return list(load_workbook(BytesIO(content)).active.iter_rows(min_row=4, values_only=True))

    warned = EarlyWarning.objects.get(kind="enterprise")
    told = next(row for row in sheet("warning-export") if row[1] == "同一企业反复反映")
    assert (told[5], told[6]) == (3, "—")
    assert str(warned.enterprise) in told[2]
    assert [row[3:6:2] for row in sheet("request-export")] == [(1, "见举措一"), (3, "已退还")]
