"""What is asked for on tickets of the tests, in few words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cadres.models import Region, TimeLimit
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import ApplicationKind, Ground, Level
from cases.tickets.services.applications.applications import (
    ask_extension,
    ask_hand_up,
    ask_parking,
    ask_plan,
)
from tests.cast import Person
from tests.factories.people import moment

# The factory's tickets are promised for Wednesday, 11 March.
MONDAY = date(2026, 3, 9)
TUESDAY = MONDAY + timedelta(days=1)
REVIEW = date(2026, 5, 20)
EXTENSION, PARKING, PLAN, HAND_UP = ApplicationKind
KINDS = [EXTENSION, PARKING, PLAN, HAND_UP]
PLAN_DAY = date(2026, 6, 30)


def extension(ticket: Ticket, who: Person, on: date = MONDAY, **more: Any) -> Application:
    words = {"reason": "设备到货推迟。", "days": 5} | more
    return ask_extension(ticket, actor=who.viewer(on), **words)


def parking(ticket: Ticket, who: Person, on: date = MONDAY, **more: Any) -> Application:
    words = {"ground": Ground.PRACTICAL, "reason": "管网规划未批复。", "until_on": REVIEW} | more
    return ask_parking(ticket, actor=who.viewer(on), **words)


def plan(ticket: Ticket, who: Person, on: date = MONDAY, **more: Any) -> Application:
    words = {"owner": "王强", "reason": "列入上半年改造。", "until_on": PLAN_DAY} | more
    return ask_plan(ticket, actor=who.viewer(on), **words)


def hand_up(ticket: Ticket, who: Person, on: date = MONDAY, **more: Any) -> Application:
    words = {
        "level": Level.COUNTY_MEETING,
        "reason": "涉及三个部门。",
        "tried": "已协调两次。",
        "proposal": "请分管县领导召集会商。",
    } | more
    return ask_hand_up(ticket, actor=who.viewer(on), **words)


ASK = {EXTENSION: extension, PARKING: parking, PLAN: plan, HAND_UP: hand_up}


def limit(key: str, amount: int, unit: str, county: Region) -> TimeLimit:
    """A limit of the county that goes before the one that holds everywhere."""
    return TimeLimit.objects.create(
        key=key,
        amount=amount,
        unit=unit,
        basis="县办法",
        region=county,
        valid_from=date(2026, 1, 1),
        set_at=moment(date(2026, 1, 1)),
    )
