"""From how many visits and checks on an enterprise is called on often (走访过密)."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

OFTEN_VISITED = LimitKey("often_visited", "走访过密（走访、检查合计起）", LimitUnit.TIMES)
# Two are many enough to ask whether they could have been one. Where no row sets it, this holds: a
# list needs some bound.
USUAL_TIMES = 2
USUAL = presets.rows(presets.OURS, (OFTEN_VISITED, "", USUAL_TIMES, LimitUnit.TIMES))
