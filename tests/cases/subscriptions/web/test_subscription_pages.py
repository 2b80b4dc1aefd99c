"""The page of subscriptions: one is set up by its form, and stopped by its button."""

from __future__ import annotations

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
