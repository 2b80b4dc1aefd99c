"""A ticket leads back to the list as it was narrowed when it was opened, and nowhere else."""

from __future__ import annotations

import html
import re

import pytest

from cases.models import Ticket
from cases.tickets.rules.workflow import State

LIST = "/cases/tickets/"


def back(page) -> str:
    return html.unescape(re.search(r'<a class="back" href="([^"]*)"', page.content.decode())[1])


def test_the_filter_is_kept_through_every_action(signed_in, handler, make):
    ticket = make("assigned", handler.unit, title="变压器容量不足")
    client = signed_in(handler)
    listed = client.get(LIST, {"q": "变压", "sort": "due"}).content.decode()
    link = re.search(rf'href="({LIST}{ticket.pk}/[^"]*)"', listed)[1]

    opened = client.get(html.unescape(link))
    done = client.post(f"{LIST}{ticket.pk}/accept/", follow=True)

    wanted = f"{LIST}?q=%E5%8F%98%E5%8E%8B&sort=due"
    assert back(opened) == back(done) == wanted
    assert Ticket.objects.get(pk=ticket.pk).state == State.IN_HAND
    assert client.cookies["list"]["path"] == f"{LIST}{ticket.pk}/"


@pytest.mark.parametrize("given", ["https://evil.example/", "//evil.example", "javascript:a()"])
def test_what_anybody_writes_there_leads_to_the_list(signed_in, handler, make, given):
    ticket = make("assigned", handler.unit)

    page = signed_in(handler).get(f"{LIST}{ticket.pk}/", {"list": given})

    assert back(page).startswith(f"{LIST}?")


def test_the_tabs_of_the_list_keep_what_was_narrowed(signed_in, handler, make):
    make("assigned", handler.unit)

    page = signed_in(handler).get(LIST, {"q": "变压", "page": "1"}).content.decode()
    tabs = re.search(r'<nav class="tab-row".*?</nav>', page, re.S)[0]

    hrefs = [html.unescape(href) for href in re.findall(r'href="([^"]*)"', tabs)]
    assert len(hrefs) > 1
    assert all("q=%E5%8F%98%E5%8E%8B" in href and "page=" not in href for href in hrefs)
