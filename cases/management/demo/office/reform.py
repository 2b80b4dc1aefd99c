"""The demo's reform of organs (机构改革): of one unit a part goes apart, the rest is merged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cadres.models import Unit, UnitKind
from cadres.people.selectors import unit_merging
from cadres.people.services.unit_merging import merge_units, split_unit
from cadres.people.services.units import UnitFacts, add_unit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import UNISSUED
from cases.letters.selectors import letters
from cases.letters.services.drafting import withdraw_letter
from cases.management.demo import register
from cases.management.demo.people import Cast
from cases.management.demo.texts import INDUSTRY, INVESTMENT, SCIENCE, Matter
from cases.management.demo.ticket_histories import CALLER, Clock, Course, Fate, Story
from cases.tickets.rules.workflow import State
from enterprises.models import Enterprise

ADMINISTRATOR, GOES_ALONG = "吴刚", "任洁"
REASON = "《南召县机构改革方案》（南召发〔2026〕9号）"
# A hard matter: no letter about it waits when its unit goes.
MATTER = Matter(
    "历史遗留", INVESTMENT, "招商协议约定的装修补贴未兑现",
    "入驻时签订的招商协议约定厂房装修补贴 18 万元，验收已满三个月，请协调兑现。",
    ("核对招商协议和验收材料", "报请拨付补贴资金"),
    "补贴拨付凭证已交企业。", "装修补贴 18 万元已拨付到账，企业已确认。",
)  # fmt: skip
# So many working days ago, and how far it came before the units changed.
BEFORE = (
    (45, Fate(), 2),
    (38, Fate(to_finish=2, by_call=True), 17),
    (7, Fate(stop=State.IN_HAND), 22),
)
PARTED, MERGED = 4, 3


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """The investment office handles matters; then science goes apart and the rest to industry."""
    for back, fate, number in BEFORE:
        story = Story(cast, clock, enterprises[number], register.chief_of(number), MATTER, fate)
        yield story.run(clock.before(now, back))
    yield _parted(cast, clock.before(now, PARTED))
    yield _merged(cast, clock.before(now, MERGED))


def _parted(cast: Cast, at: datetime) -> Course:
    """One of its people goes to a bureau of its own, with what is in hand there."""
    yield at
    actor = cast.viewer(ADMINISTRATOR, at)
    old, new = cast.units[INVESTMENT], _founded(cast, actor)
    _clear(cast, old, at)
    people = [cast.people[GOES_ALONG].pk]
    seen = unit_merging.effects(old, new, seen_by=actor, people=people).seen
    split_unit(old, new, people, actor=actor, seen=seen, reason=REASON)
    cast.set_out()


def _merged(cast: Cast, at: datetime) -> Course:
    yield at
    _clear(cast, cast.units[INVESTMENT], at)
    old, new, actor = cast.units[INVESTMENT], cast.units[INDUSTRY], cast.viewer(ADMINISTRATOR, at)
    seen = unit_merging.effects(old, new, seen_by=actor).seen
    merge_units(old, new, actor=actor, seen=seen, reason=REASON)
    cast.set_out()


def _clear(cast: Cast, unit: Unit, at: datetime) -> None:
    """The office takes back what it has not issued to a unit that will be another."""
    clerk = cast.viewer(CALLER, at)
    waiting = letters.rows(seen_by=clerk).filter(unit=unit, state__in=sorted(UNISSUED))
    for letter in waiting.order_by("pk"):
        withdraw_letter(letter, actor=clerk, reason="单位撤并，需要时另行行文。")


def _founded(cast: Cast, actor: Viewer) -> Unit:
    facts = UnitFacts(SCIENCE, UnitKind.DEPARTMENT, cast.county, None)
    cast.units[SCIENCE] = add_unit(facts, actor=actor)
    return cast.units[SCIENCE]
