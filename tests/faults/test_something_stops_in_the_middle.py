"""Worker, broker or database stop in the middle: nothing is lost, nothing is told twice."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.utils import timezone

from cadres.models import Notice, OutboxRow, UnitKind
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cases.tickets.rules.workflow import State
from tests import cast
from tests.cast import Person
from tests.factories.cases import TicketFactory
from tests.faults.servers import Visitor
from tests.running import KEPT_PASSWORD, Site, until

# More than a worker delivers in one piece of work.
CLERKS, TICKETS = 20, 50
HELD_BACK = """
    CREATE FUNCTION held_back() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NEW; END $$;
    CREATE TRIGGER held_back BEFORE INSERT ON cadres_notice
    FOR EACH ROW WHEN (NEW.to_id = {}) EXECUTE FUNCTION held_back();
    SELECT pg_advisory_lock(77)
"""
LET_GO = "SELECT pg_advisory_unlock(77); DROP FUNCTION held_back CASCADE"


@pytest.fixture
def office(site) -> list[Person]:
    """Clerks of the campaign office."""
    unit = cast.unit("县助企办", UnitKind.OFFICE)
    return [cast.person("陈静", Role.OFFICE_CLERK, unit) for _ in range(CLERKS)]


@pytest.fixture
def handler(site) -> Person:
    clerk = cast.person("李娟", Role.UNIT_CLERK, cast.unit("县供电公司"))
    clerk.cadre.password = KEPT_PASSWORD
    clerk.cadre.save(update_fields=["password"])
    return clerk


@pytest.fixture
def assigned(office, handler):
    """Make a ticket that waits for the handler, filed by a clerk of the office."""

    def made():
        return TicketFactory(
            assigned=True,
            enterprise__county=handler.county,
            unit=handler.unit,
            filed_by=office[0].cadre,
            dispatched_by=office[0].cadre,
        )

    return made


@contextmanager
def _held_back(clerk: Person) -> Iterator[None]:
    """Whoever tells this clerk waits: a worker that does stands in the middle of its delivery."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_BACK.format(clerk.cadre.pk))
        try:
            yield
        finally:
            cursor.execute(LET_GO)


def _owed() -> int:
    return OutboxRow.objects.filter(done_at=None).count()


def _delivered(site: Site) -> bool:
    """Kick as the timetable does, again and again, until nothing is owed."""

    def tried() -> bool:
        site.kick()
        return until(lambda: not _owed(), patience=2)

    return until(tried)


def test_a_worker_killed_while_it_delivers_loses_nothing_and_tells_nobody_twice(site, office):
    tickets = [TicketFactory(enterprise__county=cast.county()) for _ in range(TICKETS)]
    system = cast.person("系统", Role.OFFICE_HEAD, office[0].unit).viewer_now()
    everybody = [clerk.cadre.pk for clerk in office]
    for ticket in tickets:
        outbox.queue("ticket_filed", ticket.pk, to=everybody, actor=system, once_per="once")
    OutboxRow.objects.update(next_try_at=timezone.now())
    with _held_back(office[-1]):
        site.start("worker")
        site.kick()
        assert until(lambda: Notice.objects.count() > 5)

        site.stop("worker", signal.SIGKILL)

    assert 0 < _owed() < CLERKS * TICKETS
    site.start("worker")
    assert _delivered(site)
    told = Counter(Notice.objects.values_list("to_id", "object_id"))
    assert len(told) == CLERKS * TICKETS
    assert set(told.values()) == {1}


def test_an_action_done_while_the_broker_is_away_stands_and_is_told_later(
    site, servers, handler, office, assigned
):
    ticket = assigned()
    site.start("web")
    site.start("worker")
    site.until_ready()
    visitor = Visitor(site.address, handler.cadre.account)

    servers.kill_redis()
    page = f"/cases/tickets/{ticket.pk}/"
    assert visitor.post(f"{page}accept/", of=page) == 200

    ticket.refresh_from_db()
    assert ticket.state == State.IN_HAND
    assert _owed() == 1
    servers.start()
    assert _delivered(site)
    assert Notice.objects.filter(to=office[0].cadre, object_id=ticket.pk).count() == 1


def test_after_a_restart_of_the_database_the_next_request_works(site, servers, handler, assigned):
    ticket = assigned()
    page = f"/cases/tickets/{ticket.pk}/"
    site.start("web")
    site.until_ready()
    visitor = Visitor(site.address, handler.cadre.account)
    assert [visitor.get(page) for _ in range(4)] == [200] * 4

    connection.close()
    servers.restart_postgres()

    assert [visitor.get(page) for _ in range(4)] == [200] * 4
    assert visitor.post(f"{page}accept/", of=page) == 200
    ticket.refresh_from_db()
    assert ticket.state == State.IN_HAND
