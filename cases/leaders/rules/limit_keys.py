"""The limits of the leader's page (县领导概览), which a county may set anew."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

BAND_GOOD = LimitKey("band_good", "按时办结率不低于多少为“优”", LimitUnit.PERCENT)
BAND_FAIR = LimitKey("band_fair", "按时办结率不低于多少为“良”", LimitUnit.PERCENT)
DECIDED_BACK = LimitKey("decided_back", "概览回看县领导决定的天数", LimitUnit.CALENDAR_DAY)
WORDS_BACK = LimitKey("words_back", "概览摘录企业原话的天数", LimitUnit.CALENDAR_DAY)
# What holds where no row is set, or for several counties at once.
USUALLY = {BAND_GOOD: 95, BAND_FAIR: 85, DECIDED_BACK: 30, WORDS_BACK: 7}
GROUPS = (Group(96, "县领导概览", (BAND_GOOD, BAND_FAIR, DECIDED_BACK, WORDS_BACK)),)
USUAL = (
    *presets.rows(
        "国办函〔2025〕66号：分档分类评价，不片面追求排名；分档线由县助企办定",
        (BAND_GOOD, "", USUALLY[BAND_GOOD], LimitUnit.PERCENT),
        (BAND_FAIR, "", USUALLY[BAND_FAIR], LimitUnit.PERCENT),
    ),
    *presets.rows(
        "参照漯河市、罗山县周例会：上次议定的事项下次会上对账；本县回看 30 天",
        (DECIDED_BACK, "", USUALLY[DECIDED_BACK], LimitUnit.CALENDAR_DAY),
    ),
    *presets.rows(
        "参照西平县周通报：每周一期",
        (WORDS_BACK, "", USUALLY[WORDS_BACK], LimitUnit.CALENDAR_DAY),
    ),
)
