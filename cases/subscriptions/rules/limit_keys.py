"""Whether the message of a subscription says more than that it is ready: a switch of the county."""

from __future__ import annotations

from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

# Off where no row is set: a mail leaves the house, what it is about does not.
COUNTS = LimitKey("subscription_counts", "定期送阅的消息写明件数", LimitUnit.SWITCH)
GROUPS = (Group(99, "定期送阅", (COUNTS,)),)
