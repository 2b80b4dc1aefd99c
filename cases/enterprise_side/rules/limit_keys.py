"""How much comes in by codes before somebody has to prove that it is no program."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

# Stretches of ten minutes: a flood is over soon, and nobody waits long.
STRETCH = 600
OF_CODE = LimitKey("scan_code", "同一个二维码每十分钟直接收下", LimitUnit.TICKETS)
OF_BROWSER = LimitKey("scan_browser", "同一部手机每十分钟直接收下", LimitUnit.TICKETS)
# Carriers put a township behind one address: it alone shuts nobody out.
OF_ADDRESS = LimitKey("scan_address", "同一网络地址每十分钟直接收下", LimitUnit.TICKETS)
PROVED = LimitKey("scan_proved", "同一个二维码每十分钟验证后收下", LimitUnit.TICKETS)
PHONES = LimitKey("scan_phones", "同一个二维码每十分钟留电话", LimitUnit.TICKETS)
# What holds where a county has set nothing.
USUALLY = {OF_CODE: 20, OF_BROWSER: 5, OF_ADDRESS: 6_000, PROVED: 60, PHONES: 10}
GROUPS = (Group(5, "扫码反映", tuple(USUALLY)),)
USUAL = presets.rows(
    presets.OURS,
    *((key, "", amount, LimitUnit.TICKETS) for key, amount in USUALLY.items()),
)
