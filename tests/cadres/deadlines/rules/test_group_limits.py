"""Every limit has its place on the page and the units it can be said in."""

from __future__ import annotations

from copy import deepcopy

import pytest

from cadres.deadlines.rules import limit_groups, limits, presets
from cadres.deadlines.rules.calendar_warnings import AHEAD
from cadres.deadlines.rules.limit_groups import problem_with
from cadres.deadlines.rules.limits import LimitKey, LimitUnit
from cadres.errors import Absent
from cases.tickets.rules.clocks import limit_keys

# As the page shows them; each app stands where a ticket's life has it, whoever is loaded first.
HEADINGS = [
    "扫码反映",
    "码上评议",
    "对企业的承诺",
    "交办与签收",
    "自动建议",
    "单位办理",
    "单位负责人审核和签发",
    "延期",
    "挂账、列入计划与提级",
    "回访、重办与撤单",
    "回头看",
    "纸面销号的提示",
    "督办与文书回复",
    "窗口评价",
    "统计",
    "县领导概览",
    "预警",
    "通报亮牌",
    "定期送阅",
    "工作日历",
    "走访",
    "问题线索移送",
    "线索室的钥匙",
]


def test_every_limit_stands_in_one_place():
    keys = limit_groups.every_key()

    assert len(keys) == len(set(keys))
    assert len({group.place for group in limit_groups.groups()}) == len(HEADINGS)


def test_the_groups_of_all_apps_stand_in_the_order_of_a_ticket_s_life():
    assert [group.heading for group in limit_groups.groups()] == HEADINGS


def test_a_key_is_its_name_and_is_copied_whole():
    copied = deepcopy(AHEAD)

    assert (str(copied), copied.label, copied.units) == (
        "calendar_warning", AHEAD.label, (LimitUnit.CALENDAR_DAY,)
    )  # fmt: skip
    assert type(str(copied)) is str


def test_a_key_is_found_by_the_name_its_rows_bear():
    assert limits.named("promise") is limit_keys.PROMISE
    with pytest.raises(Absent, match="“mars”"):
        limits.named("mars")


def test_two_limits_do_not_share_a_name():
    with pytest.raises(ValueError, match="promise is registered twice"):
        limits.register(LimitKey("promise", "另一个"))


@pytest.mark.parametrize(
    "preset", [presets.default(), *presets.presets()], ids=lambda preset: preset.code
)
def test_every_ready_made_row_has_a_unit_that_fits(preset):
    for row in preset.limits:
        assert problem_with(row.key, row.amount, row.unit) == {}
