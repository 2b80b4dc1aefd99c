"""How often one phone rates one section: what is said a hundred times by one is one voice."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

OF_BROWSER = LimitKey("rate_browser", "同一部手机每天评议同一个窗口", LimitUnit.TICKETS)
# The hall's own network is one address for everybody who waits there.
OF_ADDRESS = LimitKey("rate_address", "同一网络地址每天评议同一个窗口", LimitUnit.TICKETS)
# What holds where a county has set nothing.
USUALLY = {OF_BROWSER: 3, OF_ADDRESS: 60}
GROUPS = (Group(6, "码上评议", tuple(USUALLY)),)
USUAL = presets.rows(
    presets.OURS,
    *((key, "", amount, LimitUnit.TICKETS) for key, amount in USUALLY.items()),
)
