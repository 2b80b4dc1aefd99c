"""The limits of early warning, which a county may set anew."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

_TICKETS, _PERCENT, _DAY = LimitUnit.TICKETS, LimitUnit.PERCENT, LimitUnit.CALENDAR_DAY
ANSWER_SHORTEST = LimitKey(
    "answer_shortest", "办理情况实质内容少于几个字提示", LimitUnit.CHARACTERS
)
REQUEST_SHARE = LimitKey("request_share", "一条诉求的词在答复中少于百分之几提示", _PERCENT)
COPIED_SHARE = LimitKey("copied_share", "两件答复相同达到百分之几提示", _PERCENT)
QUESTION_SHARE = LimitKey("question_share", "两件诉求相同不到百分之几才算两回事", _PERCENT)
PICTURE_SHARE = LimitKey("picture_share", "两张照片相差不超过百分之几提示", _PERCENT)
FLAG_SAMPLE = LimitKey("flag_sample", "有提示的办结件回头看抽查比例", _PERCENT)
REQUESTS_REQUIRED = LimitKey(
    "requests_required", "逐条诉求没有逐项核对的不能提交办结", LimitUnit.SWITCH
)
PACE_SHARE = LimitKey("pace_share", "同类超期达到百分之几预警", _PERCENT)
PACE_LEAST = LimitKey("pace_least", "同类至少几件才比较", _TICKETS)
LOOK_BACK = LimitKey("warning_look_back", "预警往前看多少天", _DAY)
GROWTH_CHANCE = LimitKey("growth_chance", "类别增多：碰巧的概率低于百分之几预警", _PERCENT)
GROWTH_LEAST = LimitKey("growth_least", "类别增多：一期至少几件", _TICKETS)
GROWTH_SPAN = LimitKey("growth_span", "类别增多：一期多少天", _DAY)
GROWTH_PERIODS = LimitKey("growth_periods", "类别增多：此前至少几期才比较", LimitUnit.TIMES)
ENTERPRISE_LEAST = LimitKey("again_enterprise", "同一企业同一类别达到几件预警", _TICKETS)
ENTERPRISE_DAYS = LimitKey("again_enterprise_days", "同一企业：多少天之内", _DAY)
UNIT_LEAST = LimitKey("again_unit", "同一单位返工达到几件预警", _TICKETS)
UNIT_DAYS = LimitKey("again_unit_days", "同一单位：多少天之内", _DAY)

# What holds where no row is set.
USUALLY: dict[LimitKey, int] = {
    ANSWER_SHORTEST: 20,
    REQUEST_SHARE: 8,
    COPIED_SHARE: 70,
    QUESTION_SHARE: 20,
    PICTURE_SHARE: 6,
    FLAG_SAMPLE: 50,
    PACE_SHARE: 60,
    PACE_LEAST: 10,
    LOOK_BACK: 365,
    GROWTH_CHANCE: 1,
    GROWTH_LEAST: 5,
    GROWTH_SPAN: 28,
    GROWTH_PERIODS: 3,
    ENTERPRISE_LEAST: 3,
    ENTERPRISE_DAYS: 180,
    UNIT_LEAST: 3,
    UNIT_DAYS: 90,
}
_ANSWERS = (ANSWER_SHORTEST, REQUEST_SHARE, COPIED_SHARE, QUESTION_SHARE, PICTURE_SHARE)
_WARNINGS = tuple(key for key in USUALLY if key not in (*_ANSWERS, FLAG_SAMPLE))
GROUPS = (
    Group(85, "纸面销号的提示", (*_ANSWERS, FLAG_SAMPLE, REQUESTS_REQUIRED)),
    Group(97, "预警", _WARNINGS),
)
_MEASURED = (
    "本系统默认值：在1408条公开留言及答复上选定（同一批也用于测算，实际命中率会低一些），"
    "以“预警”页的命中率为准"
)
USUAL = (
    *presets.rows(_MEASURED, *((key, "", USUALLY[key], key.units[0]) for key in _ANSWERS)),
    *presets.rows(presets.OURS, (FLAG_SAMPLE, "", USUALLY[FLAG_SAMPLE], _PERCENT)),
    *presets.rows(presets.OURS, *((key, "", USUALLY[key], key.units[0]) for key in _WARNINGS)),
)
