"""How often one caller may drop something."""

from __future__ import annotations

from cadres.submissions.rules import arrivals

# A household, or one office behind one address, may have a bad day; a program has many.
AT_ONCE = 6
DRAINS_AFTER = 600.0
KNOWN_AT_MOST = arrivals.KNOWN_AT_MOST


class Arrivals(arrivals.Arrivals):
    """The callers of the drop box, by a mark and never by their address."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE, DRAINS_AFTER)
