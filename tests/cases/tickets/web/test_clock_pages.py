"""Why a clock ends on its day, how a ticket stood on a past day, and what a new calendar moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.jobs.services import background_runs
from cadres.models import BackgroundRun
from cases.models import ClockCheck


@pytest.fixture
def in_hand(make, handler):
    return make("in_hand", unit=handler.unit)


def test_every_clock_is_explained_with_its_ledger(signed_in, dispatcher, in_hand):
    page = signed_in(dispatcher).get(reverse("cases:ticket-due", args=[in_hand.pk]))

    words = page.content.decode()
    assert "对企业承诺" in words
    assert "承办时限" in words
    assert "时钟台账" in words


def test_a_past_day_shows_where_the_ticket_stood(signed_in, dispatcher, in_hand):
    address = reverse("cases:ticket-on-day", args=[in_hand.pk])

    page = signed_in(dispatcher).get(address, {"on": in_hand.filed_on.isoformat()})

    assert page.context["past"].state == "in_hand"


def test_a_day_to_come_is_refused_in_words(signed_in, dispatcher, in_hand):
    address = reverse("cases:ticket-on-day", args=[in_hand.pk])
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = signed_in(dispatcher).get(address, {"on": tomorrow.isoformat()})

    assert page.status_code == 422
    assert "不能晚于今天" in page.content.decode()


def test_a_day_before_filing_is_refused_in_words(signed_in, dispatcher, in_hand):
    address = reverse("cases:ticket-on-day", args=[in_hand.pk])
    before = in_hand.filed_on - timedelta(days=1)

    page = signed_in(dispatcher).get(address, {"on": before.isoformat()})

    assert page.status_code == 422
    assert "还没有登记" in page.content.decode()


def test_whoever_cannot_see_the_ticket_cannot_look_back_at_it(signed_in, outsider, in_hand):
    address = reverse("cases:ticket-on-day", args=[in_hand.pk])

    assert signed_in(outsider).get(address).status_code == 404


def test_the_keeper_reads_what_the_nights_found(signed_in, sysadmin):
    ClockCheck.objects.create(
        at=timezone.now(), tickets=3, columns=24, events=9, differences=1, found=["测1号：due_on"]
    )

    page = signed_in(sysadmin).get(reverse("cases:clock-checks"))

    assert "测1号：due_on" in page.content.decode()


@pytest.fixture
def kicked(monkeypatch):
    """Nobody waits for a broker here; what waits is a row."""
    sent = []
    monkeypatch.setattr(
        "cadres.jobs.web.background_runs.current_app.send_task", lambda *a, **k: sent.append(a)
    )
    return sent


def test_looking_at_the_recount_counts_nothing(
    signed_in, sysadmin, in_hand, django_assert_max_num_queries, monkeypatch
):
    def replays(*_):
        raise AssertionError("a GET replays nothing")

    monkeypatch.setattr("cases.tickets.selectors.clocks.clock_ledger.of_tickets", replays)
    client = signed_in(sysadmin)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("cases:recount"))

    assert "看看会改变哪些时限" in page.content.decode()
    assert not BackgroundRun.objects.exists()


def test_the_worker_is_asked_and_the_page_shows_how_far_it_is(signed_in, sysadmin, in_hand, kicked):
    client, address = signed_in(sysadmin), reverse("cases:recount")

    assert client.post(address).status_code == 302
    assert kicked == [("cadres.tasks.run_background",)]
    assert "排队等候" in client.get(address).content.decode()
    BackgroundRun.objects.update(started_at=timezone.now(), done=1, total=3)
    assert "已核对 1 / 3 件" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    background_runs.run_next(timezone.now)

    assert "没有需要重算的时限" in client.get(address).content.decode()


def test_a_calendar_that_nobody_looked_at_is_not_recounted_by(signed_in, sysadmin, kicked):
    page = signed_in(sysadmin).post(reverse("cases:recount"), {"version": 1})

    assert page.status_code == 422
    assert "重新预览" in page.content.decode()
    assert not kicked
