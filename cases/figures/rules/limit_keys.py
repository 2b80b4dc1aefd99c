"""The limits of figures, which a county may set anew.

On how few tickets a rate is not compared, and from when on an extension counts as asked for late.
"""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

COMPARED_AT_LEAST = LimitKey("compared_at_least", "比率至少几件才作比较", LimitUnit.TICKETS)
NEAR_DUE = LimitKey("extension_near_due", "延期申请算临期的天数", LimitUnit.CALENDAR_DAY)
# What holds where no row is set, or for several counties at once.
USUALLY = {COMPARED_AT_LEAST: 10, NEAR_DUE: 3}
GROUPS = (Group(95, "统计", (COMPARED_AT_LEAST, NEAR_DUE)),)
USUAL = (
    *presets.rows(
        "国办函〔2025〕66号：不片面追求排名；几件的工单差一件就差几个百分点",
        (COMPARED_AT_LEAST, "", USUALLY[COMPARED_AT_LEAST], LimitUnit.TICKETS),
    ),
    *presets.rows(
        "延期须提前申请（参照泉州市、徐州市，提前 1 个工作日）；本县按 3 天统计",
        (NEAR_DUE, "", USUALLY[NEAR_DUE], LimitUnit.CALENDAR_DAY),
    ),
)
