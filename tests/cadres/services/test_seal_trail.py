"""The chain of seals shows any change to what was written."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cadres.models import AuditEntry, AuditSeal
from cadres.rules.viewer import Viewer
from cadres.services import audit, seals
from tests.factories.people import moment

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

NOON = moment(date(2026, 3, 2), 12)


@pytest.fixture
def written(db, monkeypatch):
    """Entries as of a transaction that has ended: the test's own one is still running.

    What else runs on this cluster just now must not matter, so the horizon lies above the entries.
    """
    for number in range(3):
        entry = audit.record("test.deed", None, actor=Viewer.system(NOON), number=number)
    entry.refresh_from_db()
    monkeypatch.setattr(seals, "horizon", lambda database: entry.xid + 1)


@contextmanager
def unguarded(table="cadres_auditentry"):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_seal_covers_what_came_since_the_last_one(written):
    seal = seals.seal_trail(NOON)

    assert seal.entries == 3
    assert seals.seal_trail(NOON + timedelta(hours=1)) is None


def test_the_next_seal_holds_the_digest_of_the_one_before(written, monkeypatch):
    first = seals.seal_trail(NOON)
    later = first.until_xid + 5
    AuditEntry.objects.create(
        at=NOON, actor_name="系统", verb="test.deed", object_type="", xid=later - 1
    )
    monkeypatch.setattr(seals, "horizon", lambda database: later)

    second = seals.seal_trail(NOON)

    assert (second.previous, second.since_xid) == (first.digest, first.until_xid)
    assert seals.verify_trail().seals == 2


def test_what_is_still_running_is_not_sealed(db):
    audit.record("test.deed", None, actor=Viewer.system(NOON))

    assert seals.seal_trail(NOON) is None


def test_an_unbroken_chain_is_said_to_be_whole(written, capsys):
    seals.seal_trail(NOON)

    call_command("verify_audit")

    assert "封签链完好：1 道封签，3 条" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("meddling", "found"),
    [
        ("UPDATE cadres_auditentry SET actor_name = '别人'", "被改动"),
        ("UPDATE cadres_auditentry SET detail = '{\"number\": 9}'", "被改动"),
        ("DELETE FROM cadres_auditentry WHERE (detail->>'number')::int = 1", "删除或插入"),
    ],
)
def test_a_changed_or_removed_entry_is_found(written, meddling, found):
    seals.seal_trail(NOON)
    with unguarded() as cursor:
        cursor.execute(meddling)

    with pytest.raises(CommandError, match=found):
        call_command("verify_audit")


def test_an_entry_slipped_in_later_is_found(written):
    seal = seals.seal_trail(NOON)
    AuditEntry.objects.create(
        at=NOON, actor_name="别人", verb="test.deed", object_type="", xid=seal.until_xid - 1
    )

    with pytest.raises(CommandError, match="删除或插入"):
        call_command("verify_audit")


def test_a_seal_taken_out_is_found(written, monkeypatch):
    first = seals.seal_trail(NOON)
    AuditEntry.objects.create(
        at=NOON, actor_name="系统", verb="test.deed", object_type="", xid=first.until_xid
    )
    monkeypatch.setattr(seals, "horizon", lambda database: first.until_xid + 1)
    seals.seal_trail(NOON)
    with unguarded("cadres_auditseal") as cursor:
        cursor.execute("DELETE FROM cadres_auditseal WHERE id = %s", [first.pk])

    with pytest.raises(CommandError, match="接不上"):
        call_command("verify_audit")


def test_a_seal_that_was_rewritten_is_found(written):
    seals.seal_trail(NOON)
    with unguarded("cadres_auditseal") as cursor:
        cursor.execute("UPDATE cadres_auditseal SET until_xid = until_xid + 1")

    assert seals.verify_trail().broken
    assert AuditSeal.objects.count() == 1
