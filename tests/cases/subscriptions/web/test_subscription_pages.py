"""The page of subscriptions: one is set up by its form, and stopped by its button."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Subscription

pytestmark = pytest.mark.django_db


def test_one_is_set_up_and_stopped(client, dispatcher, office_head):
    client.force_login(dispatcher.cadre)
    page = client.get(reverse("cases:subscription-new")).content.decode()
    assert "checked" not in page

    given = {
        "name": "月通报",
        "what": "bulletins?kind=monthly",
        "rhythm": "monthly",
        "readers": [office_head.cadre.pk],
    }
    said = client.post(reverse("cases:subscription-new"), given, follow=True).content.decode()
    assert "每月 1 日送给 1 位同事" in said
    assert "/cases/bulletins/?kind=monthly" in said

    row = Subscription.objects.get()
    stop = reverse("cases:subscription-remove", args=[row.pk])
    assert "已停止" in client.post(stop, follow=True).content.decode()
    assert client.post(stop).status_code == 404


def test_a_list_is_sent_as_it_was_filtered(client, dispatcher, office_head):
    """The way leads from the foot of the list to the form, and from the message back to it."""
    client.force_login(dispatcher.cadre)
    page = client.get(reverse("enterprises:enterprise-list"), {"q": "艾草", "page": 2})
    at = re.search(r'href="([^"]*subscriptions/new/[^"]*)"', page.content.decode())[1]
    form = client.get(html.unescape(at)).content.decode()
    assert "企业（按筛选条件）" in form

    given = {
        "name": "艾草企业",
        "what": "enterprises?q=%E8%89%BE%E8%8D%89",
        "rhythm": "weekly",
        "readers": [office_head.cadre.pk],
    }
    said = client.post(html.unescape(at), given, follow=True).content.decode()

    assert "/enterprises/?q=%E8%89%BE%E8%8D%89" in said
    assert "企业（按筛选条件）" in said


def test_who_may_not_send_is_not_asked_to(client, liaison):
    client.force_login(liaison.cadre)
    page = client.get(reverse("enterprises:enterprise-list")).content.decode()
    assert "定期送阅本页" not in page


def test_the_api_subscribes_lists_and_leaves(client, dispatcher, office_head, handler):
    client.force_login(dispatcher.cadre)
    address = reverse("api-subscription-list")
    given = {
        "name": "超期",
        "list": "tickets",
        "query": "?due=late",
        "rhythm": "weekly",
        "readers": [office_head.cadre.pk],
    }

    def post(where, body):
        key = {"Idempotency-Key": str(uuid4())}
        return client.post(where, body, content_type="application/json", headers=key)

    made = post(address, given)
    assert made.status_code == 201, made.content.decode()
    row = made.json()
    assert row["address"].endswith("/cases/tickets/?due=late")
    assert [row["list"], row["query"], row["is_own"]] == ["tickets", "due=late", True]
    assert row["readers"] == [{"pk": office_head.cadre.pk, "name": office_head.cadre.name}]
    assert client.get(address).json() == [row]
    assert post(address, given | {"list": "inspections"}).status_code == 422

    client.force_login(handler.cadre)
    assert client.get(address).json() == []
    gone = reverse("api-subscription-remove", args=[row["pk"]])
    assert post(gone, {}).status_code == 404
    client.force_login(dispatcher.cadre)
    assert post(gone, {}).status_code == 204
    assert client.get(address).json() == []
