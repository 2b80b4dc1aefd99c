"""What this room tells the rooms below it when the site starts."""

from __future__ import annotations

from cadres.deadlines.rules import limit_groups, presets
from cadres.trail.selectors import trail
from cases.enterprise_side.rules import limit_keys, verbs
from cases.enterprise_side.selectors import scan_part
from cases.tickets.selectors.page import page_parts


def register() -> None:
    limit_groups.register(*limit_keys.GROUPS)
    presets.register_usual(*limit_keys.USUAL)
    trail.register_verbs(verbs.VERBS)
    page_parts.register(scan_part.PART, after="merged_into")
