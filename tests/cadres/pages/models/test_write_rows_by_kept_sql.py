"""A row is written by SQL that is kept for its table; in it stands what Django would write."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadres.models import AuditEntry, PhoneCommand
from cadres.offline.rules.commands import Outcome
from cadres.pages.models.prepared_insert import written

pytestmark = pytest.mark.django_db


def line():
    said = {"at": timezone.now(), "actor_name": "李娟", "verb": "visit.log", "object_type": ""}
    return AuditEntry(**said, detail={"成员": 2, "改": ["甲", None]})


def command(cadre):
    said = {"verb": "visit.log", "digest": "0" * 64, "outcome": Outcome.DONE, "way": "direct"}
    moments = {"made_at": timezone.now(), "received_at": timezone.now()}
    made = {"made_kind": "visit", "made_pk": 7, "answer": "只有本站能读", **moments}
    return PhoneCommand(cadre=cadre, command=uuid.uuid4(), **said, **made)


def columns(row):
    """What stands in the table, but for the number of the row."""
    kept = type(row)._base_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in kept.items() if name != "id"}


def test_what_django_would_write_is_written():
    mine, theirs = written(line()), line()
    theirs.at, theirs.detail = mine.at, mine.detail
    theirs.save()

    assert columns(mine) == columns(theirs)
    assert mine.pk != theirs.pk
    assert mine.xid == theirs.xid > 0  # the database's own default came back


def test_what_is_locked_is_locked(handler):
    row = written(command(handler.cadre))

    assert PhoneCommand.objects.get(pk=row.pk).answer == "只有本站能读"
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM cadres_phonecommand WHERE id = %s", [row.pk])
        assert "只有" not in cursor.fetchone()[0]


def test_it_is_one_statement_and_the_row_is_no_new_one_afterwards(handler):
    with CaptureQueriesContext(connection) as asked:
        row = written(command(handler.cadre))

    row.outcome = Outcome.REFUSED
    row.save(update_fields=["outcome"])
    assert len(asked) == 1
    assert PhoneCommand.objects.get().outcome == Outcome.REFUSED
