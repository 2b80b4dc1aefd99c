"""What a page may take: so many bare views, or so many times its SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """Held within either limit; a bare view is one through the same handler, in the same run."""

    bare: float
    sql: float | None = None

    def holds(self, *, to_bare: float, to_sql: float) -> bool:
        return to_bare <= self.bare or (self.sql is not None and to_sql <= self.sql)


PAGE = Promise(bare=12)
ACTION = Promise(bare=20)
SEARCH = Promise(bare=30)
# The one box, which asks seven kinds: 60 ms where a bare view takes 2.4.
BOX = Promise(bare=25)
# Of a month of a whole region; where its SQL takes a millisecond, the page is all there is.
REPORT = Promise(bare=18, sql=4)
# Milliseconds where a bare view takes 2.4: 250 for a year by unit, 400 for all time, and 1,500 for
# what stood on a past day.
YEAR = Promise(bare=104)
ALL_TIME = Promise(bare=166)
AS_OF = Promise(bare=625)
# A dozen tables on one sheet: 200 ms where a bare view takes 3.
LEADERS_PAGE = Promise(bare=65)
# From a county to a province a page that is opened all day takes no more than so many times.
GROWTH = 2
