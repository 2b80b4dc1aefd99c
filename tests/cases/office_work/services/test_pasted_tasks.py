"""Rows pasted from a spreadsheet are planned together, or not at all and each is told why."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cases.models import OfficeTask
from cases.office_work.services.pasted_tasks import plan_pasted
from tests import cast
from tests.factories.office_work import MONDAY

GOOD = "走访企业 5 家\t供电公司\t王强\t3月6日\t规定动作"


@pytest.fixture
def paste(dispatcher, handler):
    def run(text: str):
        return plan_pasted(text, MONDAY, actor=dispatcher.viewer(MONDAY), county=dispatcher.county)

    return run


def test_every_row_becomes_a_task(paste, handler):
    cast.unit("县工信局")
    listed = paste(f"{GOOD}\n政策宣讲一场\t县工信局\t张伟\t2026-03-05\t自选动作\n")

    assert [(row.text, row.unit.name, row.due_on, row.kind) for row in listed.tasks] == [
        ("走访企业 5 家", "县供电公司", date(2026, 3, 6), "set"),
        ("政策宣讲一场", "县工信局", date(2026, 3, 5), "own"),
    ]
    # Nobody works in 县工信局: nobody there is told.
    assert listed.told == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("\t县供电公司\t王强\t3月6日\t规定动作", "第 2 行：任务要填写"),
        ("增容\t县供电局\t王强\t3月6日\t规定动作", "没有“县供电局”这个单位"),
        ("增容\t\t王强\t3月6日\t规定动作", "责任单位要填写"),
        ("增容\t县供电公司\t\t3月6日\t规定动作", "责任人要填写"),
        ("增容\t县供电公司\t王强\t月底\t规定动作", "完成时限要写成日期"),
        ("增容\t县供电公司\t王强\t3月1日\t规定动作", "不能早于所在周"),
        ("增容\t县供电公司\t王强\t3月6日\t", "规定动作或自选动作"),
        ("增容\t县供电公司\t王强\t3月6日\t自选\t备注", "后面多出“备注”"),
        (GOOD, "第 2 行：与第 1 行重复"),
    ],
)
def test_one_bad_row_keeps_all_out_and_is_named(paste, row, said):
    with pytest.raises(Invalid) as refused:
        paste(f"{GOOD}\n{row}")

    assert said in refused.value.fields["rows"]
    assert not OfficeTask.objects.exists()


@pytest.mark.parametrize("text", ["", "\n\t\n", "任务\t责任单位\t责任人\t完成时限\t类别"])
def test_nothing_but_headings_is_no_task(paste, text):
    with pytest.raises(Invalid) as refused:
        paste(text)

    assert "没有读到任务" in refused.value.fields["rows"]


def test_more_than_one_can_read_through_is_asked_in_parts(paste):
    with pytest.raises(Invalid) as refused:
        paste("\n".join(GOOD.replace("5", str(number)) for number in range(101)))

    assert "101 行" in refused.value.fields["rows"]
