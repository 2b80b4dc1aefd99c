"""The day of a visit that was written down by a phone whose clock may be wrong.

The day is what the person chose. The county's own clock says which day is today: a phone that is
a day ahead (a clock set wrong, midnight on the way) means today; one that is further ahead is told.
"""

from __future__ import annotations

from datetime import date, timedelta

AHEAD = timedelta(days=1)


def day_of(chosen: date, today: date) -> date:
    """Return the day that is kept; what lies further ahead is left for the service to refuse."""
    return today if today < chosen <= today + AHEAD else chosen
