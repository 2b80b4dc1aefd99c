"""What this room tells the rooms below it when the site starts."""

from __future__ import annotations

from cadres.deadlines.rules import limit_groups, presets
from cases.code_ratings.rules import limit_keys


def register() -> None:
    limit_groups.register(*limit_keys.GROUPS)
    presets.register_usual(*limit_keys.USUAL)
