"""The inbox: lines by day, read and unread, each leading to its thing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.models import Notice
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory


@pytest.fixture
def inside(client, dispatcher):
    client.force_login(dispatcher.cadre)
    return client


def notices(dispatcher, count, kinds=("ticket_filed",)):
    enterprise = EnterpriseFactory(county=dispatcher.county)
    return [
        Notice.objects.create(
            to=dispatcher.cadre,
            kind=kinds[number % len(kinds)],
            object_id=TicketFactory(enterprise=enterprise).pk,
            at=timezone.now(),
        )
        for number in range(count)
    ]


def test_an_empty_inbox_says_what_will_come(inside):
    assert "还没有消息" in inside.get(reverse("cadres:inbox")).content.decode()


def test_a_line_leads_to_its_ticket_and_is_read_then(inside, dispatcher):
    notice = notices(dispatcher, 1)[0]
    assert "新登记工单" in inside.get(reverse("cadres:inbox")).content.decode()

    answer = inside.get(reverse("cadres:notice-open", args=[notice.pk]))

    notice.refresh_from_db()
    assert answer.url == reverse("cases:ticket-detail", args=[notice.object_id])
    assert notice.read_at is not None


def test_all_are_marked_read_at_once(inside, dispatcher):
    notices(dispatcher, 3)

    inside.post(reverse("cadres:notices-read"))

    assert not Notice.objects.filter(read_at__isnull=True).exists()
    assert (
        "没有未读消息" in inside.get(reverse("cadres:inbox"), {"show": "unread"}).content.decode()
    )


def test_the_bell_counts_what_is_unread(inside, dispatcher):
    notices(dispatcher, 3)

    assert "消息，3 条未读" in inside.get(reverse("cadres:profile")).content.decode()


def test_what_may_no_longer_be_seen_is_neither_shown_nor_opened(inside, dispatcher):
    hidden = TicketFactory()
    notice = Notice.objects.create(
        to=dispatcher.cadre, kind="ticket_filed", object_id=hidden.pk, at=timezone.now()
    )

    assert hidden.number not in inside.get(reverse("cadres:inbox")).content.decode()
    assert inside.get(reverse("cadres:notice-open", args=[notice.pk])).status_code == 404


def test_nobody_opens_the_notice_of_somebody_else(client, dispatcher, caller):
    notice = notices(dispatcher, 1)[0]
    client.force_login(caller.cadre)

    assert client.get(reverse("cadres:notice-open", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_an_inbox_of_many_kinds_costs_what_one_line_costs(inside, dispatcher):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert inside.get(reverse("cadres:inbox")).status_code == 200
        return len(queries)

    notices(dispatcher, 1)
    inside.get(reverse("cadres:inbox"))
    one = count()
    notices(dispatcher, 20, ("ticket_filed", "ticket_progress", "ticket_closed", "ticket_voided"))

    assert count() == one <= 12
