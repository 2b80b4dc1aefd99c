"""What somebody holds for long (an import of a whole county) keeps no web worker waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from cadres.errors import WrongState
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import once_keys
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.services import import_batches
from cases.models import ImportBatch, NumberSeries, Ticket
from cases.tickets.services.ticket_numbers import take_numbers
from tests import cast
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

KEY = "key-of-somebody-who-files-1"


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(once_keys, "LONGEST_WAIT", "300ms")


@contextmanager
def held(hold: Callable[[], object]) -> Iterator[None]:
    """Somebody else's transaction, open until the end."""
    is_held, may_end = Event(), Event()

    def work() -> None:
        try:
            with transaction.atomic():
                hold()
                is_held.set()
                may_end.wait(timeout=30)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    assert is_held.wait(timeout=30)
    try:
        yield
    finally:
        may_end.set()
        thread.join(timeout=30)


@pytest.fixture
def filer(committed):
    """Somebody who covers an enterprise, with the form of a ticket filled in."""
    firm = EnterpriseFactory(county=cast.county())
    cadre = cast.person("张伟", Role.CADRE, cast.unit("县工信局")).cadre
    AssignmentFactory(enterprise=firm, cadre=cadre)
    client = Client(raise_request_exception=False)
    client.force_login(cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    typed = {"description": "停电", "category": CategoryFactory().pk, "source": "visit"}
    path = f"/cases/tickets/new/?enterprise={firm.pk}"
    client.files = lambda: client.post(path, {**typed, "once": KEY})
    return client


def test_who_files_beside_a_long_import_is_told_so_and_files_afterwards(filer):
    county, year = cast.county(), timezone.localdate().year

    with held(lambda: take_numbers(county, year, 9)):
        answer = filer.files()

    assert answer.status_code == 409
    assert "正在导入台账" in answer.content.decode()
    assert not Ticket.objects.exists()
    assert filer.files().status_code == 302
    assert filer.files()["Idempotency-Replayed"] == "true"
    assert Ticket.objects.count() == 1
    assert NumberSeries.objects.get().last == 10


def test_a_second_press_does_not_wait_for_ever_for_the_first(filer, monkeypatch):
    monkeypatch.setattr(once_keys, "lock_of", lambda _: 77)

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(77)")

    with held(hold):
        answer = filer.files()

    assert answer.status_code == 409
    assert "刚才这一次没有保存" in answer.content.decode()
    assert filer.files().status_code == 302


def test_an_import_that_is_being_written_holds_no_page(committed):
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    batch = ImportBatch.objects.create(
        county=cast.county(),
        kind=Kind.ISSUES,
        stage=Stage.CHECKED,
        uploaded_at=timezone.now(),
    )
    actor: Viewer = office.viewer_now()
    rows = ImportBatch.objects.select_for_update(no_key=True)

    with held(lambda: rows.get(pk=batch.pk)), pytest.raises(WrongState, match="正在处理"):
        import_batches.commit(batch, actor=actor, read=Read(actor.at, {}))
