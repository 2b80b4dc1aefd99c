"""双清单 as a bulletin: what stood at the cut-off is sealed, and stays provable afterwards."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.exchange import bulletin_data, papers, workbook
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.kinds import BulletinKind, last_week
from cases.bulletins.services import verification
from cases.bulletins.services.drafting import draft_bulletin
from cases.figures.rules.completion import Period
from cases.office_work.services.tasks import carry_task, finish_task, return_task, void_task
from tests.cases.bulletins.cast import sealed_by
from tests.factories.office_work import OfficeTaskFactory
from tests.factories.people import moment

MONDAY, FRIDAY, SUNDAY = date(2026, 3, 23), date(2026, 3, 27), date(2026, 3, 29)
WRITTEN = date(2026, 3, 30)
SYSTEM = Viewer.system(moment(WRITTEN))


@pytest.fixture
def tasks(handler):
    words = ("走访规上企业", "推进变压器增容", "整理佐证材料", "误列的任务")
    return [
        OfficeTaskFactory(
            unit=handler.unit, week_on=MONDAY, due_on=FRIDAY, text=text, filed_at=moment(MONDAY)
        )
        for text in words
    ]


@pytest.fixture
def sealed(tasks, dispatcher, office_head):
    actor = dispatcher.viewer(FRIDAY)
    done, carried, _, wrong = tasks
    finish_task(done, actor=actor, why="走访三家。", done_on=FRIDAY)
    carry_task(carried, actor=actor, why="等设备到货。", due_on=date(2026, 4, 3))
    void_task(wrong, actor=actor, why="重复。")
    row = draft_bulletin(
        dispatcher.county, BulletinKind.TASKS, SUNDAY, actor=dispatcher.viewer(WRITTEN)
    )
    return sealed_by(row, dispatcher, office_head, WRITTEN)


def counts(row, name: str) -> list[int]:
    table = rules.from_data(row.figures).table(name)
    return [table.total.counted(one) for one in table.spec.columns]


def test_a_list_of_monday_and_one_of_tuesday_tell_of_the_same_week():
    week = Period(MONDAY, SUNDAY)

    assert last_week(SUNDAY) == last_week(WRITTEN) == week
    assert last_week(date(2026, 3, 28)) != week


def test_the_two_lists_are_counted_and_put_into_words(sealed):
    assert counts(sealed, "tasks_last") == [3, 1, 1, 1]
    assert counts(sealed, "tasks_next") == [1, 0, 0, 1]
    assert "列入任务3项，已完成1项，结转1项，未填报1项。" in sealed.body
    assert "2026年3月30日至4月5日计划任务1项。" in sealed.body
    assert sealed.number == "双清单2026年第1期"


def test_what_is_done_later_changes_nothing_of_it(sealed, tasks, dispatcher):
    later = dispatcher.viewer(date(2026, 3, 31))
    finish_task(tasks[2], actor=later, why="已整理。", done_on=date(2026, 3, 31))
    return_task(tasks[0], actor=later, why="没有写明企业。")

    assert not verification.verify_bulletin(sealed, actor=SYSTEM).faults


def test_a_row_that_was_put_in_behind_its_back_is_named(sealed, handler):
    OfficeTaskFactory(
        unit=handler.unit, week_on=MONDAY, due_on=FRIDAY, text="补写的", filed_at=moment(MONDAY)
    )

    said = "\n".join(verification.verify_bulletin(sealed, actor=SYSTEM).faults)

    assert "上周完成清单·上周完成清单·列入任务：封存 3，现算 4" in said
    assert "任务“补写的”" in said


def test_page_data_workbook_and_paper_hold_the_same_lists(sealed, dispatcher):
    viewer, figures = dispatcher.viewer(WRITTEN), rules.from_data(sealed.figures)
    book = load_workbook(BytesIO(workbook.workbook(sealed, figures, seen_by=viewer)))
    said = [line[2].value for line in book["上周完成清单明细"].iter_rows(min_row=3, max_row=5)]
    paper = papers.sheet(sealed, figures, seen_by=viewer)
    form = next(one for one in paper.tables if one.title == "上周完成清单")

    assert sorted(said) == ["推进变压器增容", "整理佐证材料", "走访规上企业"]
    assert [row[2].text for row in form.rows[1:]] == said
    told = [one["text"] for one in bulletin_data.tasks(figures) if one["table"] == "tasks_last"]
    assert sorted(told) == sorted(said)
