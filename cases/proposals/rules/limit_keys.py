"""The limits of proposals, which a county may set anew."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

LEAST = LimitKey("proposal_least", "自动建议：至少多少件办结工单才学习", LimitUnit.TICKETS)
SURE = LimitKey("proposal_sure", "自动建议：把握达到百分之几才预填", LimitUnit.PERCENT)

# What holds where no row is set.
USUALLY: dict[LimitKey, int] = {LEAST: 200, SURE: 80}
GROUPS = (Group(25, "自动建议", tuple(USUALLY)),)
_MEASURED = "本系统默认值，是否合适以“自动建议的准确率”页的实测为准"
USUAL = presets.rows(_MEASURED, *((key, "", USUALLY[key], key.units[0]) for key in USUALLY))
