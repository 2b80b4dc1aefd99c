"""Words and tones of ratings of windows."""

from __future__ import annotations

from django import template

from cases.window_ratings.rules.procedure import ENDED, State
from cases.window_ratings.rules.ratings import BAD, Level

register = template.Library()


@register.filter
def level_tone(level: str) -> str:
    """The tone of a level: bad is late, unrated says nothing."""
    if level == Level.UNRATED:
        return "paused"
    return "late" if level in BAD else "good"


@register.filter
def case_tone(state: str) -> str:
    """The tone of how a bad rating stands."""
    if state == State.EXCLUDED:
        return "paused"
    return "good" if state in (*ENDED, State.PUBLISHED) else "active"
