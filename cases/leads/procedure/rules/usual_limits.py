"""What is usual for leads and for the keys to the room."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cases.leads.procedure.rules import limit_keys

_WORKDAY = LimitUnit.WORKDAY
_DAY = LimitUnit.CALENDAR_DAY
_MONTH = LimitUnit.MONTH
_TIMES = LimitUnit.TIMES
_HOUR = LimitUnit.HOUR
_RULES_OF_SUPERVISION = "《监察法实施条例》（属其他机关管辖的5个工作日内转送，均无权的及时退回）"
_INTAKE = "《纪检监察机关处理检举控告工作规则》（实名的，收到之日起15个工作日内告知受理情况）"
_RESULT = "《纪检监察机关处理检举控告工作规则》（实名的，办结之日起15个工作日内告知结果）"
_REPORTS_ABOVE = "《纪检监察机关处理检举控告工作规则》第十五条"
_INSPECTIONS = "参照巡视移交、云南省审计移送细则（2024年）：3个月内向移送方反馈"
_AUDIT = "参照云南省审计移送细则（2024年）：特殊复杂的，经批准6个月内反馈"


USUAL: tuple[Limit, ...] = (
    *presets.rows(
        presets.OURS,
        (limit_keys.LEAD_WHOLE, "", 5, _WORKDAY),
        (limit_keys.LEAD_PROPOSE, "", 3, _WORKDAY),
        (limit_keys.LEAD_TELL, "", 24, _HOUR),
        (limit_keys.LEAD_APPROVE, "", 2, _WORKDAY),
        (limit_keys.LEAD_DELIVER, "", 1, _WORKDAY),
        (limit_keys.LEAD_LETTER, "", 24, _HOUR),
        (limit_keys.LEAD_SIGN, "", 1, _WORKDAY),
        (limit_keys.LEAD_SUPPLY, "", 5, _WORKDAY),
        (limit_keys.LEAD_ROUNDS, "", 2, _TIMES),
        (limit_keys.LEAD_PROGRESS, "", 3, _MONTH),
        (limit_keys.LEAD_SILENCE, "", 3, _MONTH),
        (limit_keys.LEAD_WATCH, "", 30, _DAY),
        (limit_keys.ROOM_OPEN, "", 4, _HOUR),
        (limit_keys.ROOM_TRIES, "", 5, _TIMES),
        (limit_keys.ROOM_SHUT, "", 1, _HOUR),
        (limit_keys.ROOM_PERMISSION, "", 24, _HOUR),
        (limit_keys.ROOM_LENT, "", 24, _HOUR),
        (limit_keys.ROOM_CODE, "", 72, _HOUR),
    ),
    *presets.rows(_RULES_OF_SUPERVISION, (limit_keys.LEAD_DECIDE, "", 5, _WORKDAY)),
    *presets.rows(_INTAKE, (limit_keys.LEAD_INTAKE, "", 15, _WORKDAY)),
    *presets.rows(_RESULT, (limit_keys.LEAD_RESULT, "", 15, _WORKDAY)),
    *presets.rows(_REPORTS_ABOVE, (limit_keys.LEAD_STUB, "", 5, _WORKDAY)),
    *presets.rows(_INSPECTIONS, (limit_keys.LEAD_LONGEST, "", 3, _MONTH)),
    *presets.rows(_AUDIT, (limit_keys.LEAD_EXTENDED, "", 6, _MONTH)),
)
