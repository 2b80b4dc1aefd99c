"""How long each stage of a bad rating's loop may take, and on what ground."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import DAYS, Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit
from cadres.deadlines.rules.presets import Preset

START = LimitKey("rating_start", "差评启动核实")
VERIFY = LimitKey("rating_verify", "差评核实", *DAYS)
ORDER = LimitKey("rating_order", "差评交办", *DAYS)
AT_ONCE = LimitKey("rating_at_once", "差评立行立改、解释说明", *DAYS)
LEDGER = LimitKey("rating_ledger", "差评建立台账、举一反三", *DAYS)
TELL = LimitKey("rating_tell", "反馈评价人", *DAYS)
CALL_BACK = LimitKey("rating_call_back", "差评整改后回访", *DAYS)
PUBLISH = LimitKey("rating_publish", "差评整改结果公示", *DAYS)
APPEAL = LimitKey("rating_appeal", "差评申诉裁定", *DAYS)
ROUNDS = LimitKey("rating_rounds", "差评整改最多几轮", LimitUnit.TIMES)
GROUPS = (
    Group(
        92,
        "窗口评价",
        (START, VERIFY, ORDER, AT_ONCE, LEDGER, TELL, CALL_BACK, PUBLISH, APPEAL, ROUNDS),
    ),
)
_WORKDAY = LimitUnit.WORKDAY
_DEZHOU = "德州市政务服务“好差评”实施方案（2020年10月，5个工作日反馈整改）"
_SICHUAN = "四川省某市政务服务“好差评”工作办法（2020年，15个工作日整改到位）"
_COMMON = "各地政务服务“好差评”通行做法（1个工作日内启动核实），本县文件出台后更换"
USUAL = (
    *presets.rows(_COMMON, (START, "", 1, _WORKDAY)),
    *presets.rows(_DEZHOU, (AT_ONCE, "", 5, _WORKDAY)),
    *presets.rows(_SICHUAN, (LEDGER, "", 15, _WORKDAY)),
    *presets.rows(
        presets.OURS,
        (VERIFY, "", 2, _WORKDAY),
        (ORDER, "", 1, _WORKDAY),
        (TELL, "", 2, _WORKDAY),
        (CALL_BACK, "", 3, _WORKDAY),
        (PUBLISH, "", 5, _WORKDAY),
        (APPEAL, "", 3, _WORKDAY),
        (ROUNDS, "", 2, LimitUnit.TIMES),
    ),
)
TOLD = "差评 1 个工作日内启动，立行立改 5 个、建立台账和举一反三 15 个工作日。"
PRESETS = (
    Preset(
        "rating_5",
        "差评整改 5 个工作日",
        "不分类别，5 个工作日内反馈整改情况。",
        presets.rows(_DEZHOU, (AT_ONCE, "", 5, _WORKDAY), (LEDGER, "", 5, _WORKDAY)),
    ),
    Preset(
        "rating_15",
        "差评整改 15 个工作日",
        "不分类别，15 个工作日内整改到位。",
        presets.rows(_SICHUAN, (AT_ONCE, "", 15, _WORKDAY), (LEDGER, "", 15, _WORKDAY)),
    ),
)
