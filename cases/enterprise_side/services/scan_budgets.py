"""How much a code, a browser and an address bring at once; beyond it a proof of work is asked.

A flood comes by one code or from one browser. Behind one address there may be a whole township, so
its budget alone is a wide one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cadres.deadlines.rules.limits import LimitBook, LimitKey
from cadres.deadlines.selectors import limits
from cadres.submissions.services.shared_arrivals import counted
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.rules import limit_keys


@dataclass(frozen=True, slots=True)
class Caller:
    """Through which code somebody comes; browser and address are "" where they are not known."""

    code: str
    browser: str = ""
    address: str = ""


class Verdict(Enum):
    TAKEN = "taken"
    PROVE = "prove"
    FULL = "full"


def weigh(caller: Caller, county_id: int, *, is_proved: bool, actor: Viewer) -> Verdict:
    """Count one more report, and say whether it is taken."""
    book = limits.book(actor.today, county_id)
    asked = (
        (limit_keys.OF_CODE, caller.code),
        (limit_keys.OF_BROWSER, caller.browser),
        (limit_keys.OF_ADDRESS, caller.address),
    )
    # All of them are counted, whichever is full first.
    over = [_is_over(book, key, who, actor) for key, who in asked if who]
    if not any(over):
        return Verdict.TAKEN
    if not is_proved:
        return Verdict.PROVE
    is_full = _is_over(book, limit_keys.PROVED, caller.code, actor)
    return Verdict.FULL if is_full else Verdict.TAKEN


def takes_phone(caller: Caller, county_id: int, *, actor: Viewer) -> bool:
    """Count one more phone left for a call back, and say whether it is taken."""
    book = limits.book(actor.today, county_id, key=limit_keys.PHONES)
    return not _is_over(book, limit_keys.PHONES, caller.code, actor)


def _is_over(book: LimitBook, key: LimitKey, who: str, actor: Viewer) -> bool:
    most = book.amounts(limit_keys.USUALLY)[key]
    return counted(str(key), who, actor.at.timestamp(), limit_keys.STRETCH) > most
