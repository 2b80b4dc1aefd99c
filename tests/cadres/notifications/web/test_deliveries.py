"""Whether notices get out: figures and reasons for who mends it, never content or receivers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import Channel
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

REASON = "收件邮箱被拒收（550）"


@pytest.fixture
def looks(client, sysadmin):
    client.force_login(sysadmin.cadre)
    return lambda: client.get(reverse("cadres:deliveries")).content.decode()


def owed(to, minutes_late=5, channel=Channel.MAIL, **more):
    due = timezone.now() - timedelta(minutes=minutes_late)
    return OutboxRow.objects.create(
        kind="ticket_filed",
        object_id=TicketFactory(enterprise__county=to.county).pk,
        channel=channel,
        to=to.cadre,
        once_per=str(timezone.now()),
        queued_at=due,
        next_try_at=due,
        **more,
    )


def test_when_all_got_out_the_page_says_so(looks):
    assert "消息都发出去了" in looks()


def test_a_reason_is_shown_with_its_count_and_without_names_or_content(looks, handler):
    for _ in range(2):
        owed(handler, error=REASON, is_dropped=True, done_at=timezone.now())

    page = looks()

    assert REASON in page
    assert '<td class="num" data-label="条数">2</td>' in page
    assert "不再重试" in page
    assert handler.cadre.name not in page
    assert "召助企" not in page


def test_what_does_not_concern_the_own_county_is_not_counted(looks, stranger):
    owed(stranger, error=REASON)

    assert REASON not in looks()


def test_what_was_dropped_because_it_may_not_be_seen_is_no_trouble(looks, handler):
    owed(handler, is_dropped=True, done_at=timezone.now())

    assert "消息都发出去了" in looks()


def test_monitoring_reads_how_late_the_oldest_notice_is(client, handler):
    owed(handler, minutes_late=7)

    answer = client.get("/healthz/ready/")

    assert 400 < answer.json()["notices_late_seconds"] < 500


def test_what_waits_for_the_office_or_for_the_daily_mail_is_not_late(client, handler):
    owed(handler, minutes_late=-60)
    OutboxRow.objects.filter(pk=owed(handler).pk).update(next_try_at=None)

    assert client.get("/healthz/ready/").json()["notices_late_seconds"] == 0
