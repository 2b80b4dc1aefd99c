"""How many tickets a rate must rest on before it is compared; the county may set another number."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

COMPARED_AT_LEAST = LimitKey("compared_at_least", "比率至少几件才作比较", LimitUnit.TICKETS)
USUALLY = 10
GROUPS = (Group(95, "统计", (COMPARED_AT_LEAST,)),)
USUAL = presets.rows(
    "国办函〔2025〕66号：不片面追求排名；几件的工单差一件就差几个百分点",
    (COMPARED_AT_LEAST, "", USUALLY, LimitUnit.TICKETS),
)
