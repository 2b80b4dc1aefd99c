"""A file is kept with its action or not at all, and what a killed process left is found."""

from __future__ import annotations

import contextlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from cadres.files.selectors import file_checks
from cadres.files.services.file_search import search_files
from cadres.files.services.kept_files import remove_with_action
from cadres.models import AuditEntry, FileCheck, OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.leads.models import RoomEntry
from cases.leads.vault.services import encrypted_files as room_store
from cases.leads.vault.services import file_search as room_search
from cases.leads.vault.services.room_transaction import together
from cases.models import Attachment
from tests.factories.cases import TicketFactory

FILED = "2026/11/plan.txt"


def two_days_ago() -> float:
    return (timezone.now() - timedelta(days=2)).timestamp()


class Failed(Exception):
    """Something after the file was written."""


@pytest.fixture(autouse=True)
def stores_apart(settings, tmp_path):
    settings.MEDIA_ROOT, settings.LEADS_FILES = tmp_path / "site", tmp_path / "room"


def write(name: str = FILED) -> Path:
    return Path(default_storage.path(default_storage.save(name, ContentFile(b"plan"))))


def system() -> Viewer:
    return Viewer.system(timezone.now())


@pytest.fixture
def row(db):
    """A ticket's file, as it is kept."""
    return Attachment.objects.create(
        ticket=TicketFactory(),
        file=ContentFile(b"plan", "plan.txt"),
        name="plan.txt",
        size=4,
        digest="0" * 64,
        uploaded_at=timezone.now(),
    )


def written_and_failed(*around) -> list[Path]:
    """Write a file in the innermost of these transactions, and fail in the one outside."""
    written: list[Path] = []
    with contextlib.suppress(Failed), transaction.atomic():
        with contextlib.ExitStack() as inner:
            for one in around:
                inner.enter_context(one)
            written.append(write())
        raise Failed
    return written


@pytest.mark.django_db
def test_a_rolled_back_step_takes_its_file_along_and_leaves_the_one_before_it():
    before = write("before.txt")
    (gone,) = written_and_failed()

    assert not gone.exists()
    assert before.exists()


@pytest.mark.parametrize("savepoint", [True, False])
def test_a_finished_step_goes_with_the_whole_that_is_rolled_back(committed, savepoint):
    (gone,) = written_and_failed(transaction.atomic(savepoint=savepoint))

    assert not gone.exists()


def test_what_is_committed_stays(committed):
    with transaction.atomic(), transaction.atomic():
        kept = write()

    assert kept.exists()


def test_another_follower_of_the_commit_that_fails_takes_no_file_along(committed):
    def fails() -> None:
        raise Failed

    with contextlib.suppress(Failed), transaction.atomic():
        transaction.on_commit(fails)
        kept = write()

    assert kept.exists()


def test_where_the_line_broke_at_the_commit_the_night_decides(committed):
    with contextlib.suppress(OperationalError), transaction.atomic():
        kept = write()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    assert kept.exists()


def test_a_file_is_removed_only_when_its_row_is_gone_for_good(committed):
    kept = write()
    with contextlib.suppress(Failed), transaction.atomic():
        remove_with_action(FILED)
        raise Failed
    assert kept.exists()

    with transaction.atomic():
        remove_with_action(FILED)
    assert not kept.exists()


@pytest.mark.django_db(databases=["default", "leads"])
def test_the_room_s_locked_files_follow_the_room_s_own_transaction(tmp_path):
    with contextlib.suppress(Failed), together():
        room_store.keep(b"k" * 32, b"two cartons", "here")
        raise Failed

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_at_night_old_files_without_a_row_go_and_young_ones_stay(row):
    old, young = write("old.txt"), write("young.txt")
    # The files' own clock is the system's; ages are told by the clock of the site.
    os.utime(young, (timezone.now().timestamp(),) * 2)
    for path in (old, Path(row.file.path)):
        os.utime(path, (two_days_ago(), two_days_ago()))

    check = search_files(actor=system())

    assert (check.files, check.rows, check.removed, check.missing) == (3, 1, 1, 0)
    assert [old.exists(), young.exists(), Path(row.file.path).exists()] == [False, True, True]
    assert AuditEntry.objects.filter(verb="file.check").count() == 1


def test_at_night_a_row_without_its_file_is_told_to_the_keeper(row, sysadmin, capsys):
    Path(row.file.path).unlink()

    call_command("search_files")

    check = FileCheck.objects.get()
    assert check.missing == file_checks.missing(seen_by=system()) == 1
    assert check.found == [f"cases.attachment {row.pk}：{row.file.name}"]
    assert row.file.name in capsys.readouterr().out
    (owed,) = OutboxRow.objects.filter(kind="files_missing")
    assert owed.to_id == sysadmin.cadre.pk
    (message,) = file_checks.word({"files_missing": [check.pk]}, sysadmin.viewer_now()).values()
    assert "1 个已不在存储里" in message.text


@pytest.mark.django_db(databases=["default", "leads"])
def test_the_room_is_searched_too_and_tells_counts_alone(tmp_path):
    stray = tmp_path / "room" / "ab" / "abcdef"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"locked")
    os.utime(stray, (two_days_ago(), two_days_ago()))

    assert room_search.search_files(actor=system()) == 0

    assert not stray.exists()
    (line,) = RoomEntry.objects.filter(verb="store.check")
    assert line.detail == {"removed": 1, "missing": 0}
    assert not AuditEntry.objects.exists()
