"""The ledger as a workbench: sorted by its heads, laid out by its reader, counted on demand."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.pages.selectors import paging

LIST = "/cases/tickets/"


def shown(client, **asked) -> str:
    return client.get(LIST, asked).content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'class="cell-title"[^>]*>([^<]*)</a>', page)


def later(days: int):
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("newest", ["新", "旧"]),
        ("oldest", ["旧", "新"]),
        ("due", ["旧", "新"]),
        ("due_last", ["新", "旧"]),
        ("changed", ["旧", "新"]),
        ("updated", ["新", "旧"]),
    ],
)
def test_each_order_holds(signed_in, dispatcher, make, sort, wanted):
    make(title="新", filed_on=later(-1), due_on=later(9))
    make(title="旧", filed_on=later(-8), due_on=later(2))

    assert titles(shown(signed_in(dispatcher), sort=sort)) == wanted


def test_a_head_sorts_and_pressed_again_turns_round(signed_in, dispatcher, make):
    make()
    client = signed_in(dispatcher)

    head = html.unescape(
        re.search(r'class="col-term"[^>]*><a[^>]*href="([^"]*)"', shown(client))[1]
    )
    again = shown(client, sort="due")

    assert head == "?sort=due"
    assert "sort=due_last" in again
    assert 'aria-sort="ascending"' in again


def test_what_is_overdue_begins_with_the_longest_by_the_day_that_binds(signed_in, dispatcher, make):
    make(title="超两天", filed_on=later(-20), due_on=later(-2))
    # In a later round the time of that round binds, however long ago the promise was.
    again = {"round": 2, "unit_due_on": later(-1), "due_on": later(-9)}
    make("in_hand", dispatcher.unit, title="又一轮超一天", filed_on=later(-20), **again)
    make(title="超五天", filed_on=later(-20), due_on=later(-5))

    wanted = ["超五天", "超两天", "又一轮超一天"]
    client = signed_in(dispatcher)
    assert titles(shown(client, view="overdue")) == wanted
    assert titles(shown(client, due="late")) == wanted
    assert titles(shown(client, view="overdue", sort="late_last")) == wanted[::-1]


def test_columns_and_length_are_kept_and_the_filter_stays(signed_in, dispatcher, make):
    make()
    client = signed_in(dispatcher)

    kept = client.post(
        f"{LIST}layout/", {"columns": ["unit", "outer"], "size": "20", "query": "q=变压"}
    )
    for _ in range(21):
        make()
    page = shown(client)

    assert kept.url == f"{LIST}?q=%E5%8F%98%E5%8E%8B"
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]*)', page)
    assert heads == ["编号和诉求", "承办单位", "外部编号"]
    assert len(titles(page)) == 20


@pytest.mark.parametrize("written", ["", "nonsense", "who-7", "-", "hidden.who-999999"])
def test_a_layout_that_nobody_offers_is_the_usual_one(signed_in, dispatcher, make, written):
    make()
    client = signed_in(dispatcher)
    client.cookies["ticket-list"] = written

    assert "<th" in shown(client)


def test_a_page_is_jumped_to_and_one_behind_the_end_says_so(signed_in, dispatcher, make):
    for _ in range(51):
        make()
    client = signed_in(dispatcher)

    assert "共 2 页" in shown(client)
    assert 'name="page"' in shown(client, q="恒信")
    assert "没有这一页" in shown(client, page=3)


def test_a_capped_total_is_counted_to_the_end_on_demand(signed_in, dispatcher, make, monkeypatch):
    monkeypatch.setattr(paging, "CAP", 2)
    for _ in range(5):
        make()
    client = signed_in(dispatcher)

    assert "数出准确总数" in shown(client)
    exact = shown(client, total="exact")
    assert 'data-total="5"' in exact
    assert "数出准确总数" not in exact


def test_tabs_say_how_many_they_hold_until_something_else_narrows(signed_in, handler, make):
    make("assigned", handler.unit)
    client = signed_in(handler)

    assert 'data-tally="1"' in shown(client)
    assert "data-tally" not in shown(client, q="变压")


def opened(client, listed: str, title: str):
    link = re.search(rf'href="([^"]*)"[^>]*>{title}<', listed)[1]
    return client.get(html.unescape(link))


def test_a_ticket_leads_to_its_neighbours_in_the_list(signed_in, dispatcher, make):
    for number, title in enumerate("甲乙丙"):
        make(title=title, due_on=later(number))
    make(title="招工", description="招工", due_on=later(1))
    client = signed_in(dispatcher)
    listed = shown(client, sort="due", q="变压")

    middle = opened(client, listed, "乙")
    pk = middle.context["ticket"].pk

    following = client.get(f"{LIST}{pk}/next/", follow=True)
    assert following.context["ticket"].title == "丙"
    assert client.get(f"{LIST}{pk}/previous/", follow=True).context["ticket"].title == "甲"
    last = following.context["ticket"].pk
    end = client.get(f"{LIST}{last}/next/", follow=True)
    assert "已经是最后一件" in end.content.decode()
    assert end.request["QUERY_STRING"] == "sort=due&q=%E5%8F%98%E5%8E%8B"


def test_a_ticket_that_has_left_the_list_still_has_its_place(signed_in, handler, make):
    first, _ = make("assigned", handler.unit, title="甲"), make(title="乙")
    second = make("assigned", handler.unit, title="丙", filed_on=later(-9))
    client = signed_in(handler)
    opened(client, shown(client, view="accept"), "甲")

    client.post(f"{LIST}{first.pk}/accept/")

    found = client.get(f"{LIST}{first.pk}/next/", follow=True)
    assert found.context["ticket"] == second


@pytest.mark.parametrize("sort", ["newest", "oldest", "due_last", "changed", "late", "late_last"])
def test_to_go_on_from_ticket_to_ticket_is_to_read_the_list(signed_in, dispatcher, make, sort):
    for number in range(4):
        filed_on = later(-20 - number % 2)
        make(title=f"第{number}件", filed_on=filed_on, due_on=later(-3 - number % 3))
    client = signed_in(dispatcher)
    listed = shown(client, sort=sort)

    page, walked = opened(client, listed, titles(listed)[0]), []
    while "ticket" in (page.context or {}):
        walked.append(page.context["ticket"].title)
        page = client.get(f"{LIST}{page.context['ticket'].pk}/next/", follow=True)

    assert walked == titles(listed)


def test_beside_the_list_a_ticket_leaves_the_address_alone(signed_in, handler, make):
    ticket = make("assigned", handler.unit)
    beside = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LIST}?view=accept"}

    client = signed_in(handler)
    shown_beside = client.get(f"{LIST}{ticket.pk}/", headers=beside)
    done = client.post(f"{LIST}{ticket.pk}/accept/", headers=beside)

    assert "打开整页" in shown_beside.content.decode()
    assert done.headers["HX-Push-Url"] == "false"
    assert "HX-Replace-Url" not in done.headers
