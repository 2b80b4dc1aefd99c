"""The list: only what may be seen, narrowed by its address, the same cost for one row and fifty."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from openpyxl import load_workbook

from cadres.models import AuditEntry
from tests.factories.people import TownshipFactory

LIST = "/cases/tickets/"


def today():
    return timezone.localdate()


def shown(client, **asked) -> str:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clerk_sees_the_tickets_of_the_own_unit_alone(signed_in, handler, outsider, make):
    make("assigned", handler.unit, title="本单位的事")
    make("assigned", outsider.unit, title="别家的事")

    page = shown(signed_in(handler))

    assert "本单位的事" in page
    assert "别家的事" not in page


def test_two_characters_find_a_ticket(signed_in, dispatcher, make):
    make(title="变压器容量不足")
    make(title="招不到工人", description="招不到工人")

    page = shown(signed_in(dispatcher), q="变压")

    assert "变压器容量不足" in page
    assert "招不到工人" not in page


def test_one_character_is_answered_with_a_sentence(signed_in, dispatcher, make):
    make()

    assert "请至少输入两个字" in shown(signed_in(dispatcher), q="变")


def test_nothing_found_says_what_to_do(signed_in, dispatcher):
    assert "没有符合条件的工单" in shown(signed_in(dispatcher), q="没有这个")


@pytest.mark.parametrize(("due", "days"), [("late", -3), ("today", 0), ("normal", 20)])
def test_the_stretch_of_the_promise_narrows_the_list(signed_in, dispatcher, make, due, days):
    filed_on = today() - timedelta(days=10)
    make(title="要找的", filed_on=filed_on, due_on=today() + timedelta(days=days))
    others = {-3, 0, 20} - {days}
    for other in others:
        make(title="不要的", filed_on=filed_on, due_on=today() + timedelta(days=other))

    page = shown(signed_in(dispatcher), due=due)

    assert "要找的" in page
    assert "不要的" not in page


def test_open_tickets_can_be_sorted_by_their_promise(signed_in, dispatcher, make):
    make(title="后到期", due_on=today() + timedelta(days=9))
    make(title="先到期", due_on=today() + timedelta(days=2))
    make("closed", dispatcher.unit, title="已经办结")

    page = shown(signed_in(dispatcher), sort="due")

    assert page.index("先到期") < page.index("后到期")
    assert "已经办结" not in page


def test_only_units_that_may_be_seen_can_be_chosen(signed_in, handler, outsider):
    page = shown(signed_in(handler))

    assert "县供电公司</option>" in page
    assert "县气象局</option>" not in page


def test_a_unit_out_of_sight_and_one_that_is_missing_are_refused_alike(
    signed_in, handler, outsider, make
):
    make("assigned", handler.unit)
    client = signed_in(handler)

    hidden = shown(client, unit=outsider.unit.pk).replace(str(outsider.unit.pk), "#")
    missing = shown(client, unit=987654).replace("987654", "#")

    assert "筛选条件需要修改" in hidden
    assert hidden.count("不在可用") == missing.count("不在可用")


def test_townships_of_the_county_can_be_chosen(signed_in, dispatcher, make):
    town = TownshipFactory(name="城关镇", parent=dispatcher.county)
    make(title="城关镇的", township=town)
    make(title="别处的")

    page = shown(signed_in(dispatcher), township=town.pk)

    assert "城关镇的" in page
    assert "别处的" not in page


def test_a_tab_holds_the_work_of_a_role(signed_in, handler, make):
    make("assigned", handler.unit, title="等签收的")
    make("in_hand", handler.unit, title="在办的")

    page = shown(signed_in(handler), view="accept")

    assert "等签收的" in page
    assert "在办的" not in page


def test_a_page_too_far_says_to_filter(signed_in, dispatcher):
    answer = signed_in(dispatcher).get(LIST, {"page": "201"})

    assert answer.status_code == 422
    assert "请用筛选或搜索缩小范围" in answer.content.decode()


def test_the_second_page_follows_the_first(signed_in, dispatcher, make):
    for _ in range(51):
        make()
    client = signed_in(dispatcher)

    assert 'rel="next"' in shown(client)
    assert 'rel="prev"' in shown(client, page=2)


def test_the_filtered_list_goes_out_in_the_ledger_form_and_on_record(signed_in, dispatcher, make):
    make(description="变压器容量不足")
    make(title="招不到工人", description="招不到工人")

    answer = signed_in(dispatcher).get("/cases/tickets.xlsx", {"q": "变压"})

    sheet = load_workbook(BytesIO(answer.content)).active
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "变压器容量不足" in words
    assert "招不到工人" not in words
    assert AuditEntry.objects.filter(verb="ticket.export", detail__rows=1).exists()


def test_one_row_and_fifty_cost_the_same(signed_in, dispatcher, make):
    client = signed_in(dispatcher)
    make()
    client.get(LIST)
    few = queries(client)
    for _ in range(55):
        make("assigned", dispatcher.unit)

    assert queries(client) == few <= 12


def queries(client) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(LIST)
    return len(seen)


def test_drop_downs_keep_their_choices_after_the_api_described_itself(signed_in, dispatcher):
    browser = signed_in(dispatcher)
    SchemaGenerator().get_schema(public=True)

    assert "用地保障</option>" in shown(browser)
