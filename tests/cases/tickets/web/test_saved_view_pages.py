"""Saved views of the ledger: from its filters to a tab, and each sees through it what is theirs."""

from __future__ import annotations

import html
import re

from cadres.models import SavedView
from cadres.viewers.rules.roles import Role
from tests import cast

LIST = "/cases/tickets/"
VIEWS = f"{LIST}views/"


def page(client, path: str, **asked) -> str:
    return client.get(path, asked).content.decode()


def tabs(shown: str) -> dict[str, str]:
    found = re.search(r'<nav class="saved-views".*?</nav>', shown, re.S)
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)', found[0]) if found else []
    return {name.strip(): html.unescape(url) for url, name in links}


def test_what_is_filtered_becomes_a_tab_that_opens_it(signed_in, dispatcher, make):
    make(title="要找的", description="变压器")
    make(title="不要的", description="招工")
    client = signed_in(dispatcher)
    offered = html.unescape(
        re.search(r'href="([^"]*views/new/[^"]*)"', page(client, LIST, q="变压", page="1"))[1]
    )

    carried = re.search(r'name="query" value="([^"]*)"', page(client, offered))
    saved = client.post(f"{VIEWS}new/", {"name": "变压器", "query": html.unescape(carried[1])})
    url = tabs(page(client, LIST))["变压器"]
    opened = page(client, url)

    assert offered == f"{VIEWS}new/?q=%E5%8F%98%E5%8E%8B"
    assert saved.url == url
    assert "要找的" in opened
    assert "不要的" not in opened
    assert 'aria-current="page">变压器' in opened


def test_a_shared_view_shows_each_what_they_may_see(signed_in, handler, outsider, make):
    unit = handler.unit
    make("assigned", unit, title="本单位的")
    make("assigned", outsider.unit, title="别家的")
    colleague = cast.person("周同", Role.UNIT_CLERK, unit)
    client = signed_in(handler)
    client.post(f"{VIEWS}new/?state=assigned", {"name": "周五要看", "shared_with": str(unit.pk)})

    shown = page(signed_in(colleague), LIST)

    assert str(handler.cadre) in shown
    opened = page(signed_in(colleague), tabs(shown)["周五要看"])
    assert "本单位的" in opened
    assert "别家的" not in opened
    assert "周五要看" not in page(signed_in(outsider), LIST)


def test_a_refusal_keeps_what_was_typed(signed_in, dispatcher):
    client = signed_in(dispatcher)

    nothing = client.post(f"{VIEWS}new/", {"name": "什么都没有筛"})
    empty = client.post(f"{VIEWS}new/", {})
    bad = client.post(f"{VIEWS}new/?state=open", {"name": "", "shared_with": "987654"})

    assert nothing.status_code == bad.status_code == empty.status_code == 422
    assert "什么都没有筛" in nothing.content.decode()
    assert "请先在列表里筛选或排序" in nothing.content.decode()
    assert not SavedView.objects.exists()


def test_a_bad_filter_is_no_view(signed_in, dispatcher):
    client = signed_in(dispatcher)

    assert "保存这个视图" not in page(client, LIST, unit="987654")
    assert client.post(f"{VIEWS}new/?unit=987654", {"name": "坏的"}).status_code == 422


def test_views_are_listed_and_removed(signed_in, dispatcher, caller):
    client = signed_in(dispatcher)
    shared = {"name": "大家的", "shared_with": str(dispatcher.unit.pk)}
    client.post(f"{VIEWS}new/?state=open", shared)
    view = SavedView.objects.get()

    assert "大家的" in page(signed_in(caller), VIEWS)
    assert signed_in(caller).post(f"{VIEWS}{view.pk}/remove/").status_code == 403
    assert client.post(f"{VIEWS}{view.pk}/remove/").status_code == 302
    assert "还没有存过视图" in page(client, VIEWS)
