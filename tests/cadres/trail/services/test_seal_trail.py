"""The chains of seals, the site's and the locked room's, show any change to what was written."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, transaction
from django.db.models import F

from cadres.trail.services import audit, seals
from cadres.viewers.rules.viewer import Viewer
from cases.leads.vault.services import trail
from tests.factories.people import moment

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

NOON = moment(date(2026, 3, 2), 12)
CHAINS = (seals.SITE, trail.CHAIN)


@pytest.fixture(params=CHAINS, ids=lambda chain: chain.database)
def chain(request, db, monkeypatch):
    """A chain with entries as of a transaction that has ended: the test's own is still running.

    What else runs on this cluster just now must not matter, so the horizon lies above the entries.
    """
    found = request.param
    for number in range(3):
        entry = _entry(found, detail={"number": number})
    entry.refresh_from_db()
    monkeypatch.setattr(seals, "horizon", lambda database: entry.xid + 1)
    return found


def _entry(chain, **more):
    values = {"at": NOON, "actor_name": "系统", "verb": "test.action", "object_type": ""}
    return chain.entries.objects.create(**{**values, **more})


@contextmanager
def unguarded(chain, model):
    """The database itself refuses what a meddler with its owner's password may still do."""
    table = model._meta.db_table
    with connections[chain.database].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor, table
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_seal_covers_what_came_since_the_last_one(chain):
    seal = seals.seal_trail(NOON, chain)

    assert seal.entries == 3
    assert seals.seal_trail(NOON + timedelta(hours=1), chain) is None


def test_the_next_seal_holds_the_digest_of_the_one_before(chain, monkeypatch):
    first = seals.seal_trail(NOON, chain)
    later = first.until_xid + 5
    _entry(chain, xid=later - 1)
    monkeypatch.setattr(seals, "horizon", lambda database: later)

    second = seals.seal_trail(NOON, chain)

    assert (second.previous, second.since_xid) == (first.digest, first.until_xid)
    assert seals.verify_trail(chain).seals == 2


def test_what_is_still_running_is_not_sealed():
    audit.record("test.action", None, actor=Viewer.system(NOON))

    assert seals.seal_trail(NOON) is None


def test_unbroken_chains_are_said_to_be_whole_each_by_its_name(chain, capsys):
    seals.seal_trail(NOON, chain)

    call_command("verify_audit")

    said = capsys.readouterr().out
    assert f"{chain.name}：封签链完好：1 道封签，3 条" in said
    assert all(one.name in said for one in CHAINS)


@pytest.mark.parametrize(
    ("meddling", "found"),
    [
        ("UPDATE {} SET actor_name = '别人'", "被改动"),
        ("UPDATE {} SET detail = '{{\"number\": 9}}'", "被改动"),
        ("DELETE FROM {} WHERE (detail->>'number')::int = 1", "删除或插入"),
    ],
)
def test_a_changed_or_removed_entry_is_found(chain, meddling, found):
    seals.seal_trail(NOON, chain)
    with unguarded(chain, chain.entries) as (cursor, table):
        cursor.execute(meddling.format(table))

    with pytest.raises(CommandError, match=f"{chain.name}：第 .*{found}"):
        call_command("verify_audit")


def test_an_entry_slipped_in_later_is_found(chain):
    seal = seals.seal_trail(NOON, chain)
    _entry(chain, actor_name="别人", xid=seal.until_xid - 1)

    with pytest.raises(CommandError, match=f"{chain.name}：第 .*删除或插入"):
        call_command("verify_audit")


def test_a_seal_taken_out_is_found(chain, monkeypatch):
    first = seals.seal_trail(NOON, chain)
    _entry(chain, xid=first.until_xid)
    monkeypatch.setattr(seals, "horizon", lambda database: first.until_xid + 1)
    seals.seal_trail(NOON, chain)
    with unguarded(chain, chain.seals):
        chain.seals.objects.filter(pk=first.pk).delete()

    with pytest.raises(CommandError, match="接不上"):
        call_command("verify_audit")


def test_a_seal_that_was_rewritten_is_found(chain):
    seals.seal_trail(NOON, chain)
    with unguarded(chain, chain.seals):
        chain.seals.objects.update(until_xid=F("until_xid") + 1)

    assert seals.verify_trail(chain).broken
    assert chain.seals.objects.count() == 1


def test_the_trails_themselves_refuse_to_be_changed(chain):
    seals.seal_trail(NOON, chain)

    for model in (chain.entries, chain.seals):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(chain.database):
            model.objects.all().delete()
