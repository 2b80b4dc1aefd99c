"""A morning's notices pass batch by batch, what somebody is waited for first, until time is up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import OutboxRow
from cadres.notifications.models.outbox import Notice
from cadres.notifications.rules.preferences import Rank
from cadres.notifications.selectors import notices
from cadres.notifications.services import outbox
from cadres.viewers.rules.viewer import Viewer
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

pytestmark = pytest.mark.django_db

MORNING = moment(date(2026, 3, 6), 8)


@pytest.fixture
def tickets(dispatcher):
    return [TicketFactory(enterprise__county=dispatcher.county) for _ in range(3)]


def owe(kind, ticket, *people, at=MORNING):
    told = [person.cadre.pk for person in people]
    outbox.queue(kind, ticket.pk, to=told, actor=Viewer.system(at), once_per="once")


def test_what_somebody_is_waited_for_is_delivered_first(dispatcher, caller, tickets, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    owe("ticket_voided", tickets[0], dispatcher, caller, at=MORNING - timedelta(hours=1))
    owe("ticket_filed", tickets[1], dispatcher, caller)
    turns = iter([True, False])

    assert outbox.deliver(MORNING, lambda: next(turns)) == 2
    assert set(Notice.objects.values_list("kind", flat=True)) == {"ticket_filed"}
    assert outbox.deliver(MORNING) == 2


def test_it_goes_on_until_nothing_is_left_or_its_time_is_up(dispatcher, tickets, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)
    for ticket in tickets:
        owe("ticket_filed", ticket, dispatcher)

    assert outbox.deliver(MORNING, lambda: False) == 0
    assert outbox.deliver(MORNING) == 3


def test_a_batch_costs_as_much_for_thirty_as_for_three(dispatcher, caller, tickets):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            outbox.deliver(MORNING)
        return len(asked)

    for ticket in tickets:
        owe("ticket_filed", ticket, dispatcher, caller)
    few = cost()
    for _ in range(30):
        owe("ticket_filed", TicketFactory(enterprise__county=dispatcher.county), dispatcher, caller)

    assert cost() == few


def test_another_reader_costs_what_is_asked_of_them_alone(dispatcher, caller, handler, tickets):
    """People are read together, and their lines written together: no statement more for either."""
    owe("ticket_filed", tickets[0], dispatcher)
    with CaptureQueriesContext(connection) as one:
        outbox.deliver(MORNING)
    owe("ticket_filed", tickets[1], dispatcher, caller, handler)
    with CaptureQueriesContext(connection) as three:
        outbox.deliver(MORNING)

    for words in ('FROM "cadres_cadre"', 'INSERT INTO "cadres_notice"', "SAVEPOINT"):
        said = [sum(words in query["sql"] for query in asked) for asked in (one, three)]
        assert said[0] == said[1] > 0, words


def test_one_that_breaks_is_put_off_and_the_others_arrive(dispatcher, tickets, monkeypatch):
    def sees(owed, reader):
        if tickets[1].pk in owed["ticket_filed"]:
            raise KeyError("broken")
        return {("ticket_filed", pk) for pk in owed["ticket_filed"]}

    wording = notices._wordings["ticket_filed"]
    broken = notices.Wording(wording.renderer, sees, wording.group, wording.is_urgent)
    monkeypatch.setitem(notices._wordings, "ticket_filed", broken)
    for ticket in tickets:
        owe("ticket_filed", ticket, dispatcher)

    outbox.deliver(MORNING)

    assert Notice.objects.count() == 2
    put_off = OutboxRow.objects.get(done_at__isnull=True)
    assert (put_off.object_id, put_off.attempts) == (tickets[1].pk, 1)
    assert put_off.error == "系统内部出错（KeyError）"


def test_a_kind_says_by_itself_how_it_ranks():
    assert notices.rank_of("ticket_dispatched") == Rank.WAITED_FOR
    assert notices.rank_of("job_failed") == Rank.URGENT
    assert notices.rank_of("ticket_closed") == Rank.TOLD
