"""A list of official checks comes in by what its columns mean; every row is accounted for."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.workbooks.exchange import sheets
from enterprises.models import OfficialCheck
from enterprises.visits.exchange import official_checks
from enterprises.visits.services.official_check_imports import import_checks
from tests.enterprises.visits.conftest import TODAY
from tests.factories.enterprises import EnterpriseFactory
from tests.workbooks import xlsx

HEADS = [
    "序号",
    "被检查企业",
    "统一社会信用代码",
    "检查时间",
    "执法单位",
    "检查内容",
    "入企码",
    "是否扫码",
]


def read(*rows):
    content = xlsx({"检查名单": [HEADS, *rows]})
    return official_checks.parse(sheets.read(content, "检查名单.xlsx", sheets.USUAL))


@pytest.fixture
def firm(dispatcher):
    return EnterpriseFactory(county=dispatcher.county, name="恒信达艾草制品有限公司")


def brought_in(dispatcher, *rows):
    found = read(*rows)
    tally = import_checks(found.rows, dispatcher.county, actor=dispatcher.viewer(TODAY))
    found.tally.add(tally)
    return found.tally


def fates(tally):
    return {
        "made": tally.created, "changed": tally.updated, "same": tally.unchanged,
        "refused": [(error.column, error.reason) for error in tally.refused],
    }  # fmt: skip


def test_a_check_is_of_the_enterprise_by_its_code_and_else_by_its_name(firm, dispatcher):
    brought_in(
        dispatcher,
        [1, "恒信达", firm.code, "2026-11-18", "县消防救援大队", "消防", "RQ-1", "是"],
        [2, firm.name, "", "2026-11-19", "县市场监管局", "食品安全", "", "否"],
    )

    found = OfficialCheck.objects.filter(enterprise=firm).order_by("on")
    assert [(one.on, one.body, one.number, one.scanned) for one in found] == [
        (date(2026, 11, 18), "县消防救援大队", "RQ-1", "yes"),
        (date(2026, 11, 19), "县市场监管局", "", "no"),
    ]


def test_every_row_is_made_changed_the_same_or_refused_with_its_cell(firm, dispatcher):
    row = [1, firm.name, firm.code, "2026-11-18", "县消防救援大队", "消防", "RQ-1", "是"]
    brought_in(dispatcher, row)

    tally = brought_in(
        dispatcher,
        row,
        [2, firm.name, firm.code, "2026-11-20", "县消防救援大队", "消防", "RQ-1", "是"],
        [3, "没有的企业", "", "2026-11-18", "县消防救援大队", "消防", "", ""],
        [4, firm.name, "", "", "县消防救援大队", "消防", "", ""],
        [5, firm.name, "", "2026-11-18", "", "消防", "", ""],
        [6, firm.name, "", "2026-11-18", "县消防救援大队", "消防", "", "也许"],
    )

    assert fates(tally) == {
        "made": 0,
        "changed": 1,
        "same": 1,
        "refused": [
            ("检查时间", "没有检查日期"),
            ("执法单位", "没有检查单位"),
            ("是否扫码", "请填“是”或“否”"),
            ("企业名称", "名录里没有这家企业，请核对名称或信用代码，或先在企业名录登记"),
        ],
    }
    assert len(tally.read) == 6
