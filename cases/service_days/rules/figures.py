"""What is counted of a 企业服务日: the measures of the catalogue, among its issues alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.pages.rules.rates import Rate
from cases.figures.rules.completion import Bucket
from cases.figures.rules.definitions import rates


class Show(TextChoices):
    """Which of its issues; each number on the page opens the list of one of these."""

    RECEIVED = "received", "收到"
    CLOSED = "closed", "办结"
    ON_TIME = "on_time", "按时办结"
    OPEN = "open", "还没办结"
    APART = "apart", "单列"
    SOLVED = "solved", "实际解决"
    ASKED = "asked", "实际解决率的分母"


# The issues that somebody still has to do with.
OPEN = (Bucket.WITHIN, Bucket.OVERDUE, Bucket.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """How many issues there are of each; received = closed + open + apart."""

    received: int
    closed: int
    on_time: int
    open: int
    apart: int
    solved: int
    asked: int

    @property
    def solution(self) -> Rate:
        """实际解决率 as in the catalogue; of nothing none."""
        known = {
            "solved": self.solved,
            "received": self.received,
            "unasked": self.received - self.asked,
        }
        return rates.SOLUTION.rate(known.__getitem__)
