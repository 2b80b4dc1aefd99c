"""The limits of bulletins, which a county may set: whether units are shown cards, and from when."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

# Off where no row is set: whoever shows cards says by which document.
CARDS = LimitKey("unit_cards", "月通报对责任单位亮黄牌、红牌", LimitUnit.SWITCH)
CARD_YELLOW = LimitKey("card_yellow", "在办已超期达到几件亮黄牌", LimitUnit.TICKETS)
CARD_RED = LimitKey("card_red", "在办已超期达到几件亮红牌", LimitUnit.TICKETS)
# What holds where a county shows cards and has set no numbers.
USUALLY = {CARD_YELLOW: 3, CARD_RED: 5}
GROUPS = (Group(98, "通报亮牌", (CARDS, CARD_YELLOW, CARD_RED)),)
USUAL = presets.rows(
    presets.OURS,
    *((key, "", amount, LimitUnit.TICKETS) for key, amount in USUALLY.items()),
)
