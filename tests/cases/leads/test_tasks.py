"""What the worker does for the room carries nothing of a lead, neither in nor out."""

from __future__ import annotations

import inspect

import pytest

from cases.leads import tasks
from cases.leads.readers.services.access_requests import answer_asking, ask_for_reporter
from cases.leads.vault.rules.folder_access import FolderKind
from config.celery import app
from tests.cases.leads.filing import REPORTER, drafted, holds, lines

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_what_was_lent_and_is_over_is_taken_back(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, "核实反映的时间", actor=room.clerk.at())
    answer_asking(asking, True, "", actor=room.custodian.at())

    assert tasks.end_lent() is None

    assert not holds(lead, room.clerk, FolderKind.REPORTER)
    assert holds(lead, room.custodian, FolderKind.REPORTER)
    assert lines("key.end_lent") == 1


def test_it_is_done_every_ten_minutes_without_arguments():
    entry = app.conf.beat_schedule["end_lent"]

    assert (entry["task"], entry["schedule"]) == (tasks.end_lent.name, 600.0)
    assert "args" not in entry
    assert not inspect.signature(tasks.end_lent.run).parameters
    assert tasks.end_lent.ignore_result
