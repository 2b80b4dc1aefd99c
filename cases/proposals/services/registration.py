"""What proposals put into the rooms below: called once, when the site starts."""

from __future__ import annotations

from cadres.deadlines.rules import limit_groups, presets
from cases.proposals.rules import limit_keys
from cases.proposals.selectors import proposals
from cases.tickets.selectors.handling import proposals as asked


def register() -> None:
    limit_groups.register(*limit_keys.GROUPS)
    presets.register_usual(*limit_keys.USUAL)
    asked.of_units.append(proposals.UNITS)
    asked.of_categories.append(proposals.CATEGORIES)
