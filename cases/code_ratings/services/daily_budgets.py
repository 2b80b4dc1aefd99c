"""One phone is one voice: how often a day it rates one section, counted where nothing is kept."""

from __future__ import annotations

from cadres.deadlines.selectors import limits
from cadres.errors import WrongState
from cadres.submissions.services.shared_arrivals import counted
from cadres.viewers.rules.viewer import Viewer
from cases.code_ratings.rules import limit_keys
from cases.enterprise_side.services.scan_budgets import Caller

DAY = 24 * 60 * 60
ENOUGH = "今天从这里对这个窗口的评议已经收到 {most} 条，没有再登记。还有别的事，请用“反映问题”。"


def check(caller: Caller, county_id: int, *, actor: Viewer) -> None:
    """Count one more of this day; raise WrongState beyond what one phone, one address may say."""
    allowed = limits.book(actor.today, county_id).amounts(limit_keys.USUALLY)
    asked = ((limit_keys.OF_BROWSER, caller.browser), (limit_keys.OF_ADDRESS, caller.address))
    for key, who in asked:
        at = actor.today.toordinal() * DAY
        if who and counted(str(key), f"{caller.code} {who}", at, DAY) > allowed[key]:
            raise WrongState(ENOUGH.format(most=allowed[key]))
