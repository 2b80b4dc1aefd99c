"""The inbox: lines by day, read and unread, each leading to its thing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.models import Notice
from cadres.notifications.selectors import inbox
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory


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


@pytest.mark.django_db(databases=["default", "leads"])
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


def told(reader, ticket, *kinds, minutes_ago=0):
    """Lines about one ticket, the last kind the newest."""
    now = timezone.now() - timedelta(minutes=minutes_ago)
    return [
        Notice.objects.create(
            to=reader.cadre,
            kind=kind,
            object_id=ticket.pk,
            at=now - timedelta(minutes=len(kinds) - place),
        )
        for place, kind in enumerate(kinds)
    ]


@pytest.fixture
def ticket(dispatcher):
    return TicketFactory(enterprise__county=dispatcher.county)


def page_of(browser, **asked):
    return browser.get(reverse("cadres:inbox"), asked).content.decode()


def test_lines_about_one_ticket_lie_together_the_newest_on_top(inside, dispatcher, ticket):
    told(dispatcher, ticket, "ticket_filed", "ticket_accepted", "ticket_progress", "ticket_closed")

    page = page_of(inside)

    assert page.count("rows-title") == 1
    assert "另有 3 条" in page
    assert (
        page.index("企业已确认，工单办结") < page.index("工单有新进展") < page.index("新登记工单")
    )


def test_things_with_the_same_id_but_of_different_sorts_lie_apart(inside, dispatcher, ticket):
    told(dispatcher, ticket, "ticket_filed")
    assignment = AssignmentFactory(
        pk=ticket.pk,
        cadre=dispatcher.cadre,
        enterprise=EnterpriseFactory(county=dispatcher.county),
    )
    told(dispatcher, assignment, "assignment_begun")

    assert page_of(inside).count("rows-title") == 2


def test_one_line_is_read_by_itself_and_a_thing_as_a_whole(inside, dispatcher, ticket):
    older, _, newest = told(
        dispatcher, ticket, "ticket_filed", "ticket_accepted", "ticket_progress"
    )
    other = told(dispatcher, TicketFactory(enterprise__county=dispatcher.county), "ticket_filed")

    inside.get(reverse("cadres:notice-open", args=[older.pk]))
    unread = Notice.objects.filter(read_at=None)
    assert unread.count() == 3

    page = page_of(inside)
    whole = [notice.pk for notice in unread.filter(object_id=ticket.pk)]
    assert all(f'name="pk" value="{pk}"' in page for pk in whole)
    inside.post(reverse("cadres:notices-read"), {"pk": whole})
    assert [notice.pk for notice in unread.all()] == [other[0].pk]
    assert newest.pk in whole


def test_a_tab_shows_one_group_of_kinds_and_marks_only_that_one_read(inside, dispatcher, ticket):
    told(dispatcher, ticket, "ticket_filed", "ticket_resolved")

    page = page_of(inside, show="approval")
    assert "办理结果待您审核" in page
    assert "新登记工单" not in page

    answer = inside.post(reverse("cadres:notices-read"), {"show": "approval"})
    assert answer.url.endswith("?show=approval")
    assert [n.kind for n in Notice.objects.filter(read_at=None)] == ["ticket_filed"]
    assert "没有这类消息" in page_of(inside, show="due")


def test_an_unknown_tab_shows_everything(inside, dispatcher, ticket):
    told(dispatcher, ticket, "ticket_filed")

    assert "新登记工单" in page_of(inside, show="<script>", below="x")


def test_older_pages_go_on_where_the_last_one_ended(inside, dispatcher):
    firm = EnterpriseFactory(county=dispatcher.county)
    tickets = [TicketFactory(enterprise=firm) for _ in range(2 * inbox.SIZE + 5)]
    for age, ticket in enumerate(tickets):
        told(dispatcher, ticket, "ticket_filed", "ticket_accepted", minutes_ago=10 * age)
    # An old line of what stands on the first page does not come again on the last.
    told(dispatcher, tickets[0], "ticket_filed", minutes_ago=100_000)

    shown, address = [], reverse("cadres:inbox")
    while address:
        page = inside.get(address)
        found = [thread.newest.object_id for _, day in page.context["days"] for thread in day]
        shown.append(found)
        address = page.context["older"]

    assert [len(found) for found in shown] == [inbox.SIZE, inbox.SIZE, 5]
    assert [pk for found in shown for pk in found] == [ticket.pk for ticket in tickets]


def test_hidden_things_take_no_place_and_a_page_of_them_is_passed_over(inside, dispatcher, ticket):
    for age in range(inbox.SIZE + 1):
        told(dispatcher, TicketFactory(), "ticket_filed", minutes_ago=age)
    told(dispatcher, ticket, "ticket_filed", minutes_ago=1000)

    page = page_of(inside)

    assert page.count("rows-title") == 1
    assert ticket.number in page


def test_nobody_pages_by_the_line_of_somebody_else(inside, dispatcher, caller, ticket):
    (mine,) = told(dispatcher, ticket, "ticket_filed")
    (other,) = told(caller, ticket, "ticket_filed", minutes_ago=500)

    assert "新登记工单" in page_of(inside, below=other.pk)
    assert "没有更早的消息" in page_of(inside, below=mine.pk)


def test_the_interface_gives_the_newest_lines_one_by_one(inside, dispatcher, ticket):
    told(dispatcher, ticket, "ticket_filed", "ticket_accepted")

    lines = inside.get("/api/v1/notices/").json()

    assert [line["title"] for line in lines] == ["承办单位已签收", "新登记工单，待交办"]
