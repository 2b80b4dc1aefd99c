"""A list of policies comes in by outer number; the same list again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.people.rules import naming
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import Policy
from cases.policies.selectors import policies
from cases.policies.services.policies import void_policy
from tests.factories.enterprises import EnterpriseFactory
from tests.workbooks import csv_bytes

FRIDAY = date(2026, 3, 6)
HEAD = ["政策编号", "政策标题", "发布单位", "支持内容", "主管部门", "截止日期", "适用规模",
        "适用行业", "是否免申即享"]  # fmt: skip


def line(number="HN-1", title="技改补贴", **more):
    said = {"支持内容": "补贴百分之十", "主管部门": "县供电公司", "截止日期": "2026-12-31"}
    said |= {"适用规模": "规上、小微", "适用行业": "不限", "是否免申即享": "否"} | more
    return [number, title, "省工信厅", *(said[head] for head in HEAD[3:])]


@pytest.fixture
def bring(dispatcher, handler):
    unit = handler.unit
    unit.name_key = naming.unit_key(unit.name, dispatcher.county.name)
    unit.save(update_fields=["name_key"])

    def bring_in(*lines):
        read = sheets.read(csv_bytes([HEAD, *lines], "utf-8"), "惠企政策.csv")
        ledgers = Ledgers({Kind.POLICIES: read}, region=dispatcher.county)
        return imports.bring_in(ledgers, actor=dispatcher.viewer(FRIDAY))

    return bring_in


def counts(outcome):
    return outcome.summary["policies"]


def test_a_list_makes_policies_with_their_conditions(bring, handler):
    unit = handler.unit.name

    outcome = bring(line(主管部门=unit), line("HN-2", "稳岗返还", 主管部门=unit, 是否免申即享="是"))

    assert counts(outcome) == {"created": 2, "updated": 0, "unchanged": 0, "refused": 0}
    row = Policy.objects.get(outer_id="HN-1")
    assert (row.valid_to, row.unit) == (date(2026, 12, 31), handler.unit)
    assert policies.facts(row)["sizes"] == ["above_scale", "small"]
    assert policies.facts(row)["industries"] == []
    assert Policy.objects.get(outer_id="HN-2").is_automatic


def test_the_same_list_again_changes_nothing_and_another_text_changes_that_row(bring, handler):
    unit = handler.unit.name
    bring(line(主管部门=unit), line("HN-2", 主管部门=unit))

    again = bring(line(主管部门=unit), line("HN-2", 主管部门=unit, 支持内容="百分之十五"))

    assert counts(again) == {"created": 0, "updated": 1, "unchanged": 1, "refused": 0}
    assert Policy.objects.get(outer_id="HN-2").text == "百分之十五"


def test_a_blank_cell_takes_nothing_away(bring, handler):
    unit = handler.unit.name
    bring(line(主管部门=unit))

    bring(line(主管部门=unit, 适用规模="", 截止日期=""))

    row = Policy.objects.get()
    assert policies.facts(row)["sizes"] == ["above_scale", "small"]
    assert row.valid_to == date(2026, 12, 31)


def test_what_cannot_be_taken_is_refused_with_its_reason(bring, handler, dispatcher):
    unit = handler.unit.name
    EnterpriseFactory(county=dispatcher.county, industry="交通运输、仓储和邮政业")
    bring(line("HN-8", 主管部门=unit))
    void_policy(Policy.objects.get(), actor=dispatcher.viewer(FRIDAY), why="废止")

    outcome = bring(
        line("HN-1", 主管部门=unit, 适用行业="交通运输、仓储和邮政业"),
        line("HN-2", 主管部门="省工信厅"),
        line("HN-3", 主管部门=unit, 适用规模="特大型"),
        line("HN-4", 主管部门=unit, 适用行业="航天制造"),
        line("HN-1", "另一个名称", 主管部门=unit),
        line("HN-8", 主管部门=unit),
    )

    reasons = {error.origin.row: error.reason for _, error in outcome.refused}
    assert counts(outcome)["created"] == 1
    assert [sorted(reasons)[0], len(reasons)] == [3, 5]
    assert "没有这个单位" in reasons[3]
    assert "规模" in reasons[4]
    assert "航天制造" in reasons[5]
    assert "编号相同" in reasons[6]
    assert "已作废" in reasons[7]
