"""The bench asks the whole site, compares, and leaves nothing behind."""

from __future__ import annotations

import io
import json

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from cadres.models import AuditEntry
from cases.management.bench import stopwatch
from cases.models import TicketEvent

# A page of the site asks the room whether one has a seat.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture(scope="module")
def report(county, tmp_path_factory):
    """What one round of everything gives."""
    file = tmp_path_factory.mktemp("bench") / "bench.json"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"WARM_UP": 0, "FEWEST": 1, "MOST": 1}.items():
            patch.setattr(stopwatch, name, value)
        call_command("bench", json=file, stdout=io.StringIO())
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_question_is_asked_of_everybody_and_nothing_stays(report):
    asked = {(row["looker"], row["question"].split("：")[0]) for row in report["rows"]}
    kinds = {"列表", "详情", "待办", "消息", "搜索", "办结统计"}
    readers = {"包联干部", "承办经办", "县助企办", "全域领导"}

    assert {(reader, kind) for reader in readers for kind in kinds} <= asked
    assert {reader for reader, kind in asked if kind == "办理"} >= {"承办经办", "县助企办"}
    assert ("全域领导", "办理") not in asked
    assert TicketEvent.objects.count() == report["events"]
    assert not AuditEntry.objects.exists()
    assert not Session.objects.exists()


def test_a_row_holds_its_time_its_ratios_and_its_number_of_queries(report):
    for row in report["rows"]:
        assert row["to_bare"] == round(row["ms"] / row["bare_ms"], 2)
        assert row["to_sql"] == round(row["ms"] / row["sql_ms"], 2)
        assert row["question"].startswith("办理") or row["queries"] <= 30, row
