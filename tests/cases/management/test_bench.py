"""The bench asks the whole site, compares, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from cadres.models import AuditEntry
from cases.management.bench import promises, stopwatch, tables, verdict
from cases.management.bench.measuring import Measured
from cases.management.commands.bench import Command
from cases.models import TicketEvent

# A page of the site asks the room whether one has a seat.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])


PAGE = """# Speed

By hand.

<!-- bench: county -->
old
<!-- bench ends -->

Also by hand.
"""


def measured(**changed):
    """A row as a quiet machine gives it: ten bare views."""
    row = Measured(
        "列表：全部", "list, all", "包联干部", 21.0, 20.0, 2.0, 4.0, 11, None, promises.PAGE
    )
    return replace(row, **changed)


@pytest.fixture(scope="module")
def trail(county):
    """How long the trail is before anything is asked."""
    return AuditEntry.objects.count()


@pytest.fixture(scope="module")
def report(trail, tmp_path_factory):
    """What one round of everything gives; a single round on a busy machine keeps no promise."""
    file = tmp_path_factory.mktemp("bench") / "bench.json"
    with pytest.MonkeyPatch.context() as patch, suppress(CommandError):
        for name, value in {"WARM_UP": 0, "FEWEST": 1, "MOST": 1}.items():
            patch.setattr(stopwatch, name, value)
        call_command("bench", json=file, stdout=io.StringIO())
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_question_is_asked_of_everybody_and_nothing_stays(trail, report):
    asked = {(row["looker"], row["question"].split("：")[0]) for row in report["rows"]}
    kinds = {"列表", "详情", "待办", "消息", "搜索", "办结统计"}
    readers = {"包联干部", "承办经办", "县助企办", "全域领导"}

    assert {(reader, kind) for reader in readers for kind in kinds} <= asked
    assert {reader for reader, kind in asked if kind == "办理"} >= {
        "包联干部",
        "承办经办",
        "县助企办",
    }
    assert ("全域领导", "办理") not in asked
    assert TicketEvent.objects.count() == report["events"]
    assert AuditEntry.objects.count() == trail
    assert not Session.objects.exists()


# Of reading: a ticket's page asks most.
MOST_QUERIES = 30


def test_a_row_holds_its_time_its_ratios_and_its_number_of_queries(report):
    for row in report["rows"]:
        assert row["to_bare"] == round(row["best_ms"] / row["bare_ms"], 2)
        assert row["to_sql"] == round(row["best_ms"] / row["sql_ms"], 2)
        assert row["question"].startswith("办理") or row["queries"] <= MOST_QUERIES


def test_a_list_asks_as_often_for_one_row_as_for_many(report):
    searched = [row for row in report["rows"] if row["queries_of_one"] is not None]

    assert searched
    assert [row for row in searched if row["queries"] != row["queries_of_one"]] == []


def test_pages_and_actions_are_promised_in_bare_views(report):
    promised = {
        row["question"].split("：")[0]: row["promise"]["bare"]
        for row in report["rows"]
        if row["promise"]
    }

    assert {promised[kind] for kind in ("列表", "详情", "待办", "消息")} == {12}
    assert promised["办理"] == 20


def test_a_page_that_takes_more_bare_views_than_promised_is_named():
    slow = measured(best_ms=25.0, looker="承办经办")

    assert verdict.faults([measured(), slow]) == [
        "承办经办 · 列表：全部：是空视图的 12.5 倍，应不超过 12 倍。"
    ]


def test_a_page_that_asks_more_for_many_rows_than_for_one_is_named():
    assert verdict.faults([measured(queries_of_one=9)]) == [
        "包联干部 · 列表：全部：一行时查询 9 次，满页时 11 次。"
    ]


def test_a_report_may_take_a_few_times_its_sql_instead():
    report = measured(best_ms=100.0, sql_ms=30.0, promise=promises.REPORT)

    assert verdict.faults([report]) == []
    assert verdict.faults([replace(report, sql_ms=20.0)]) != []


def test_a_page_that_grows_with_the_database_is_named():
    """Twice what it takes on a county is the most; what is no page of all day may grow."""
    county = [
        {"title": "list, all", "looker": who, "to_bare": 4.0} for who in ("包联干部", "承办经办")
    ]
    report = measured(title="month", promise=promises.REPORT)
    rows = [measured(best_ms=10.0), measured(best_ms=18.0, looker="承办经办"), report]
    found = verdict.growths(rows, county)

    assert [round(one.times, 2) for one in found] == [2.25, 1.25]
    assert verdict.grown(found) == ["承办经办 · 列表：全部：是小库的 2.2 倍，应不超过 2 倍。"]
    assert verdict.grown(verdict.growths(rows, [])) == []


def test_how_much_pages_grow_stands_below_the_table(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")
    county = [{"title": "list, all", "looker": "包联干部", "to_bare": 8.0}]
    tables.write(page, "county", "", [measured()], verdict.growths([measured()], county))

    text = page.read_text(encoding="utf-8")
    assert "at most 1.2 times the bare views of a county (list, all of the covering cadre)" in text


def test_the_command_fails_where_a_promise_is_broken(county, monkeypatch):
    monkeypatch.setattr(Command, "_measure", lambda self: [measured(best_ms=25.0)])

    with pytest.raises(CommandError, match="有 1 项没有达标"):
        call_command("bench", stdout=io.StringIO())


def test_work_is_counted_and_waiting_is_not(db):
    counted = stopwatch.clock()
    if counted is time.perf_counter:
        pytest.skip("the database does not run on this machine")
    (slept,) = stopwatch.side_by_side(counted, lambda: time.sleep(0.02))

    assert slept.best < 10


def test_what_the_database_works_is_counted(db):
    counted = stopwatch.clock()
    with connection.cursor() as cursor:
        (asked,) = stopwatch.side_by_side(
            counted, lambda: cursor.execute("SELECT count(*) FROM generate_series(1, 100000)")
        )

    assert asked.best > 2


def test_the_table_is_written_between_its_marks_and_nothing_else_is(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")
    tables.write(page, "county", "1,127 tickets.", [measured(), measured(looker="承办经办")])
    tables.write(page, "county", "1,127 tickets.", [measured(), measured(looker="承办经办")])

    before, _, after = PAGE.partition("old")
    text = page.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.endswith(after)
    assert "old" not in text
    assert "| list, all | 12 | 10.0 · 20 · 5.0 · 11 | 10.0 · 20 · 5.0 · 11 |" in text
    assert "All 2 promises are kept." in text


def test_a_broken_promise_stands_bold_in_the_table(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")
    tables.write(page, "county", "", [measured(best_ms=25.0)])

    text = page.read_text(encoding="utf-8")
    assert "**12.5 · 25 · 6.2 · 11**" in text
    assert "Of 1 promises 1 are broken (bold)." in text


def test_a_page_without_the_part_is_not_touched(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")

    with pytest.raises(ValueError, match="province"):
        tables.write(page, "province", "", [measured()])
    assert page.read_text(encoding="utf-8") == PAGE


def test_the_page_of_the_docs_has_a_part_for_every_scale():
    text = (settings.BASE_DIR / "docs/speed.md").read_text(encoding="utf-8")

    for scale in ("county", "city", "province"):
        assert tables.BEGIN.format(scale) in text


def test_a_database_is_called_by_the_scale_it_could_be():
    assert [tables.scale_of(count) for count in (80, 1_127, 60_000, 1_000_000)] == [
        "",
        "county",
        "city",
        "province",
    ]
