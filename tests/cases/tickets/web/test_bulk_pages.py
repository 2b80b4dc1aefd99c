"""Rows chosen in the list, looked at, done, and told one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests import cast
from tests.factories.people import CadreFactory

LIST = "/cases/tickets/"
PREVIEW = "/cases/tickets/bulk/preview/"
DO = "/cases/tickets/bulk/"


def told(client, address, status=200, **words) -> str:
    answer = client.post(address, words, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "offered", "withheld"),
    [
        ("dispatcher", ["批量交办", "批量催办", "批量改派"], []),
        ("leader", ["批量催办"], ["批量交办"]),
        ("handler", ["批量签收", "转交经办"], ["批量催办"]),
        ("liaison", ["复制为表格"], ["批量催办", "批量签收"]),
    ],
)
def test_each_person_is_offered_the_actions_of_their_post(
    request, signed_in, make, handler, covered, name, offered, withheld
):
    make("in_hand", handler.unit)

    page = signed_in(request.getfixturevalue(name)).get(LIST).content.decode()

    for words in offered:
        assert words in page
    for words in withheld:
        assert words not in page


def test_before_they_are_dispatched_each_shows_its_promised_day(signed_in, dispatcher, make):
    tickets = [make() for _ in range(2)]
    client = signed_in(dispatcher)

    usual = told(client, PREVIEW, deed="dispatch", id=[t.pk for t in tickets])
    hard = told(client, PREVIEW, deed="dispatch", id=[t.pk for t in tickets], handling_class="hard")

    assert usual.count("7 个工作日") >= 2
    assert hard.count("疑难 30 个工作日") == 2
    assert "一次最多 200 件" in usual
    assert Ticket.objects.filter(state=State.FILED).count() == 2


def test_what_cannot_be_done_says_why_and_is_not_chosen(signed_in, dispatcher, handler, make):
    page = told(
        signed_in(dispatcher), PREVIEW, deed="dispatch", id=[make("in_hand", handler.unit).pk]
    )

    assert "可以办理 0 件" in page
    assert "不能交办" in page
    assert "checked" not in page


def test_the_result_tells_of_each_and_what_failed_is_tried_again(
    signed_in, dispatcher, handler, make
):
    fresh, taken = make(), make("in_hand", handler.unit)
    client = signed_in(dispatcher)

    page = told(
        client, DO, deed="dispatch", id=[fresh.pk, taken.pk], unit=handler.unit.pk, note="请快办"
    )

    assert "已办 1 件，未办 1 件" in page
    assert f'name="id" value="{taken.pk}"' in page
    assert f'name="id" value="{fresh.pk}"' not in page
    assert 'name="note" value="请快办"' in page


def test_a_form_that_is_not_filled_keeps_what_was_chosen(signed_in, dispatcher, make):
    ticket = make()

    page = told(signed_in(dispatcher), DO, 422, deed="dispatch", id=[ticket.pk], note="请快办")

    assert "请选择承办单位" in page
    assert "请快办" in page
    assert ticket.number in page


def test_what_one_may_not_see_is_neither_shown_nor_done(signed_in, stranger, handler, make):
    ticket = make("in_hand", handler.unit)
    client = signed_in(stranger)

    assert ticket.number not in told(client, PREVIEW, deed="remind", id=[ticket.pk])
    page = told(client, DO, deed="remind", id=[ticket.pk], text="")

    assert ticket.number not in page
    assert "没有这张工单" in page


def test_nothing_chosen_and_actions_of_others_are_refused_in_words(
    signed_in, leader, handler, make
):
    ticket = make("in_hand", handler.unit)
    client = signed_in(leader)

    assert "请先选择工单" in told(client, DO, 422, deed="remind")
    assert "您不能批量交办" in told(client, DO, 403, deed="dispatch", id=[ticket.pk])
    assert "请在工单列表里选中工单" in told(client, DO, 422, deed="drop", id=[ticket.pk])


def test_all_of_a_leaver_s_tickets_are_taken_up_at_once(signed_in, head, handler, outsider, make):
    leaver = CadreFactory(name="钱离岗")
    tickets = [make("in_hand", handler.unit, handler=leaver) for _ in range(3)]
    client = signed_in(head)

    assert "钱离岗" in client.get("/cases/hand-over/").content.decode()
    page = told(client, PREVIEW, deed="hand-over", **{"from": leaver.pk}, unit=handler.unit.pk)
    assert all(ticket.number in page for ticket in tickets)
    assert "李娟" in page
    page = told(
        client,
        DO,
        deed="hand-over",
        id=[ticket.pk for ticket in tickets],
        to=[handler.cadre.pk],
        reason="调离",
    )

    assert "已办 3 件" in page
    assert Ticket.objects.filter(handler=handler.cadre).count() == 3


def test_many_rows_cost_no_more_to_look_at_than_one(signed_in, dispatcher, make):
    client = signed_in(dispatcher)
    tickets = [make() for _ in range(12)]
    told(client, PREVIEW, deed="dispatch", id=[tickets[0].pk])

    one = queries(client, [tickets[0].pk])

    assert queries(client, [ticket.pk for ticket in tickets]) == one


def queries(client, pks) -> int:
    with CaptureQueriesContext(connection) as seen:
        told(client, PREVIEW, deed="dispatch", id=pks)
    return len(seen)


def test_the_list_costs_the_same_with_boxes(signed_in, dispatcher, make):
    make(filed_on=timezone.localdate())

    assert "data-bulk-row" in signed_in(dispatcher).get(LIST).content.decode()


def test_a_unit_without_people_is_said_for_each_ticket(signed_in, dispatcher, make):
    empty = cast.unit("县水利局")
    ticket, client = make("assigned", empty), signed_in(dispatcher)

    before = told(client, PREVIEW, deed="remind", id=[ticket.pk])
    after = told(client, DO, deed="remind", id=[ticket.pk])

    assert "县水利局还没有经办人员，没有人能签收办理" in before
    assert "没有人收到：县水利局还没有经办人员" in after


def test_what_was_chosen_is_loaded_again_and_nothing_chosen_leads_to_the_list(
    signed_in, dispatcher, make
):
    ticket, client = make(), signed_in(dispatcher)

    led = client.post(PREVIEW, {"deed": "dispatch", "id": [ticket.pk]})
    page = client.get(led.url)
    nothing = client.get(PREVIEW)

    assert led.status_code == nothing.status_code == 302
    assert (page.status_code, ticket.number in page.content.decode()) == (200, True)
    assert nothing.url == client.get(DO).url == LIST


def test_what_came_of_it_is_shown_again_and_not_done_again(signed_in, dispatcher, make):
    ticket, client = make("assigned", cast.unit("县水利局")), signed_in(dispatcher)
    words = {"deed": "remind", "id": [ticket.pk], "once": "result.1234567890123456"}

    led = client.post(DO, words)
    first, again = client.get(led.url), client.get(led.url)

    assert (led.status_code, led.url) == (302, DO)
    assert first.content == again.content
    assert "已办 1 件" in first.content.decode()
    assert client.post(DO, words).url == DO
    assert ticket.events.filter(action="remind").count() == 1
