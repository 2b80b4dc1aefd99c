"""A long list is written by the worker for whoever asked, and kept for a day."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cadres.files.web import exports
from cadres.jobs.services import background_runs, purges
from cadres.models import AuditEntry, BackgroundRun, ExportFile, OutboxRow, Posting
from cadres.notifications.models.outbox import Notice
from cadres.notifications.services import outbox
from cases.ledgers.selectors import ledger_lines
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db

LIST = "/cases/tickets.xlsx"


@pytest.fixture(autouse=True)
def _short(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(exports, "SMALL", 2)
    monkeypatch.setattr(exports.background_runs, "kick", lambda: None)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def tickets(dispatcher):
    firm = EnterpriseFactory(county=dispatcher.county)
    return [TicketFactory(enterprise=firm, title=f"第{n}件") for n in range(4)]


@pytest.fixture
def office(client, dispatcher):
    client.force_login(dispatcher.cadre)
    return client


def asks(client, filters="q=", kind="ticket"):
    return client.post(reverse("cadres:exports"), {"kind": kind, "filters": filters}, follow=True)


def works() -> int:
    done = 0
    while background_runs.run_next(timezone.now):
        done += 1
    return done


def test_a_short_list_comes_at_once(office, tickets):
    answer = office.get(LIST, {"q": tickets[0].number})

    assert answer.status_code == 200
    assert AuditEntry.objects.filter(verb="ticket.export", detail__rows=1).exists()
    assert not BackgroundRun.objects.exists()


def test_a_long_list_is_asked_for_by_post_and_looking_begins_nothing(office, tickets):
    page = office.get(LIST, {"state": "open"}, follow=True).content.decode()

    assert "由后台生成" in page
    assert "state=open" in page
    assert not BackgroundRun.objects.exists()
    assert "排队中" in asks(office, "state=open").content.decode()


def test_the_worker_writes_it_and_whoever_asked_is_told(office, dispatcher, tickets):
    asks(office)

    assert works() == 1
    outbox.deliver(timezone.now())

    made = ExportFile.objects.get()
    page = office.get(reverse("cadres:exports")).content.decode()
    assert "共 4 行" in page
    got = office.get(reverse("cadres:export-file", args=[made.pk]))
    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [1, 2, 3, 4]
    entry = AuditEntry.objects.get(verb="ticket.export")
    assert (entry.actor_id, entry.detail["rows"]) == (dispatcher.cadre.pk, 4)
    assert Notice.objects.get(kind="export_ready").to == dispatcher.cadre


def test_there_is_no_list_too_long_for_it(office, dispatcher, tickets, monkeypatch):
    """Progress is told on the way, whatever the length."""
    monkeypatch.setattr("cadres.files.services.export_files.EVERY", 1)
    asks(office)
    works()

    assert BackgroundRun.objects.get().done == 4


def test_a_list_that_broke_off_is_marked_as_a_part_everywhere(
    office, dispatcher, tickets, monkeypatch
):
    def broken(*args, **kwargs):
        yield from islice(lines(*args, **kwargs), 3)
        raise RuntimeError("the line fell")

    lines = ledger_lines.lines
    monkeypatch.setattr(ledger_lines, "lines", broken)
    asks(office)
    works()
    outbox.deliver(timezone.now())

    made = ExportFile.objects.get()
    assert (made.rows, made.name[:5]) == (3, "（不完整）")
    assert "只有前" in office.get(reverse("cadres:exports")).content.decode()
    assert "不完整" in office.get(reverse("cadres:inbox")).content.decode()
    assert AuditEntry.objects.get(verb="ticket.export").detail["is_part"] is True


def test_it_holds_what_may_be_seen_when_it_is_written(office, dispatcher, tickets):
    asks(office)
    Posting.objects.filter(cadre=dispatcher.cadre).update(
        from_on=timezone.localdate() - timedelta(days=9),
        to_on=timezone.localdate() - timedelta(days=1),
    )

    works()

    assert not ExportFile.objects.filter(rows__gt=0).exists()


def test_the_same_list_is_not_written_twice_at_a_time_and_another_waits(office, tickets):
    asks(office, "state=open")
    asks(office, "state=open")

    assert BackgroundRun.objects.count() == 1
    assert asks(office, "state=closed").status_code == 409


def test_what_was_cut_off_after_the_file_was_kept_is_not_written_again(office, tickets):
    asks(office)
    works()
    BackgroundRun.objects.update(finished_at=None)

    works()

    assert ExportFile.objects.count() == 1
    assert AuditEntry.objects.filter(verb="ticket.export").count() == 1


@pytest.mark.django_db(databases=["default", "leads"])
def test_the_way_to_it_is_on_one_s_own_page(office):
    assert reverse("cadres:exports") in office.get(reverse("cadres:profile")).content.decode()


def test_a_file_is_nobody_else_s(office, client, caller, tickets):
    asks(office)
    works()
    made = ExportFile.objects.get()

    client.force_login(caller.cadre)

    assert client.get(reverse("cadres:export-file", args=[made.pk])).status_code == 404
    assert "问题台账" not in client.get(reverse("cadres:exports")).content.decode()


def test_after_a_day_file_and_row_are_gone(
    office, dispatcher, tickets, django_capture_on_commit_callbacks
):
    asks(office)
    works()
    made = ExportFile.objects.get()
    path = Path(made.file.path)
    ExportFile.objects.update(made_at=timezone.now() - timedelta(hours=25))

    assert office.get(reverse("cadres:export-file", args=[made.pk])).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        purges.purge(actor=dispatcher.viewer_now())

    assert not ExportFile.objects.exists()
    assert not path.exists()


def test_a_wrong_filter_or_an_unknown_list_is_refused(office, tickets):
    assert asks(office, "state=nonsense").status_code == 422
    assert asks(office, kind="leads").status_code == 404
    assert not OutboxRow.objects.filter(kind="export_ready").exists()
