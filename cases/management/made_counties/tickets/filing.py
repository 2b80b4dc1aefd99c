"""When and by whom made tickets are filed: a span of days, all counties, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from random import Random

from cases.management.made_counties import names
from cases.management.made_counties.days import DAY, Days
from cases.management.made_counties.plan import Slice
from cases.management.made_counties.registry import County, Firm, Person, Post
from cases.management.made_counties.tables import Block, Rows
from cases.management.made_counties.tickets.actions import live
from cases.management.made_counties.tickets.life import Life
from cases.management.made_counties.tickets.problems import KINDS
from cases.models import TicketEvent
from cases.tickets.rules.numbering import ticket_number
from cases.tickets.rules.vocabulary import Source
from enterprises.models import Manner, Purpose, Visit, VisitMember

# Most problems are met on visits; the office enters what comes by telephone and from above.
SOURCES = (
    (0.48, Source.VISIT),
    (0.58, Source.SERVICE_DAY),
    (0.66, Source.MEETING),
    (0.70, Source.WALK_THROUGH),
    (0.78, Source.SCAN),
    (0.85, Source.PHONE),
    (0.92, Source.HOTLINE),
    (0.96, Source.BOARD),
    (1.00, Source.SUPERIOR),
)
OF_CADRES = frozenset({Source.VISIT, Source.SERVICE_DAY, Source.MEETING, Source.WALK_THROUGH})
# Of hotline and board, so many name no enterprise.
NAMELESS = 0.5
# Of those, so many say who they are.
NAMED = 0.6
# Contacts that brought up no problem, per ticket.
PLAIN_VISITS = 0.2
SUMMARIES = (
    "生产正常，暂无诉求。",
    "宣讲惠企政策，发放政策汇编。",
    "了解订单和用工情况，企业运行平稳。",
    "跟进上次反映的问题，企业表示满意。",
)
KIND_SKEW = 1.25
MANNERS, PURPOSES = tuple(Manner), tuple(Purpose)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a slice begins: the first free key, and the next number of each county."""

    ticket: int
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Desk:
    """What every ticket of a span is made with."""

    counties: list[County]
    days: Days
    categories: dict[str, tuple[int, str]]
    rng: Random
    rows: Rows
    events: list[tuple[int, str]]


def slice_rows(
    part: Slice,
    start: Start,
    counties: list[County],
    days: Days,
    categories: dict[str, tuple[int, str]],
    seed: str,
    visits_from: int,
) -> list[Block]:
    """Let all tickets of the span live; rows stand in the order in which they would be written."""
    desk = Desk(counties, days, categories, Random(seed), Rows(), [])
    given = list(start.numbers)
    for pk, (moment, place) in enumerate(sorted(_moments(part, desk)), start.ticket):
        given[place] += 1
        life = _new(desk, counties[place], pk, moment, given[place])
        live(life)
        if desk.rng.random() < PLAIN_VISITS:
            _plain_visit(life, visits_from + pk)
    desk.events.sort(key=itemgetter(0))
    desk.rows[TicketEvent] = [line for _, line in desk.events]
    return desk.rows.blocks()


def _moments(part: Slice, desk: Desk) -> list[tuple[int, int]]:
    """Draw the moments of filing, mostly of working days, in office hours."""
    first, last = part.first.toordinal(), part.last.toordinal()
    days, random = desk.days, desk.rng.random
    drawn = []
    for place, count in enumerate(part.tickets):
        for _ in range(count):
            day = first + int((last - first + 1) * random())
            if random() < 0.93:
                day = min(days.working_day_after(day, 0), last)
            moment = day * DAY + 510 + int(540 * random())
            drawn.append((min(moment, days.end), place))
    return drawn


def _new(desk: Desk, county: County, pk: int, moment: int, sequence: int) -> Life:
    """A ticket that is about to be filed: from where, for whom, by whom."""
    random, day = desk.rng.random, moment // DAY
    source, firm = _occasion(county, desk.rng)
    filer = _filer(county, source, firm, day, desk.rng)
    year = int(desk.days.iso(day)[:4])
    life = Life(
        days=desk.days,
        county=county,
        rng=desk.rng,
        rows=desk.rows,
        events=desk.events,
        categories=desk.categories,
        pk=pk,
        number=ticket_number(county.place.prefix, year, sequence),
        kind=KINDS[int(len(KINDS) * random() ** KIND_SKEW)],
        source=source,
        firm=firm,
        filer=filer,
        filed_on=day,
        filed_at=moment,
        now=moment,
        has_visit=source == Source.VISIT,
    )
    if firm is None and random() < NAMED:
        life.applicant = f"{names.SURNAMES[int(len(names.SURNAMES) * random() ** 2)]}先生"
    if firm is not None and life.has_visit:
        _add_visit(life, firm, pk, filer.person, Purpose.NEEDS, "走访中企业反映问题，已登记。")
    return life


def _occasion(county: County, rng: Random) -> tuple[Source, Firm | None]:
    """Some enterprises complain far more than others; hotline and board often name none."""
    chance = rng.random()
    source = next(found for upto, found in SOURCES if chance <= upto)
    firm = county.firms[int(len(county.firms) * rng.random() ** 1.8)]
    if source in (Source.HOTLINE, Source.BOARD) and rng.random() < NAMELESS:
        return source, None
    return source, firm


def _filer(county: County, source: Source, firm: Firm | None, day: int, rng: Random) -> Post:
    """Who covers the enterprise files what was met there; else any cadre, else the office."""
    if source in OF_CADRES and firm is not None:
        for since, until, person in firm.covers:
            if since <= day <= until and rng.random() < 0.9:
                return county.cadre_posts[person.pk]
        return _any_cadre(county, day, rng)
    return county.campaign[int(len(county.campaign) * rng.random())]


def _any_cadre(county: County, day: int, rng: Random) -> Post:
    while True:
        post = county.cadres[int(len(county.cadres) * rng.random())]
        if post.since <= day <= post.until:
            return post


def _plain_visit(life: Life, pk: int) -> None:
    """A contact on the same day, with an enterprise that had nothing to complain of."""
    rng, county, day = life.rng, life.county, life.filed_on
    firm = county.firms[int(len(county.firms) * rng.random())]
    covering = [person for since, until, person in firm.covers if since <= day <= until]
    if covering:
        summary = SUMMARIES[int(len(SUMMARIES) * rng.random())]
        purpose = PURPOSES[int(len(PURPOSES) * rng.random())]
        _add_visit(life, firm, pk, covering[0], purpose, summary)


def _add_visit(
    life: Life, firm: Firm, pk: int, person: Person, purpose: Purpose, summary: str
) -> None:
    days, rng = life.days, life.rng
    manner = MANNERS[int(len(MANNERS) * rng.random() ** 2)]
    on = days.iso(life.filed_on)
    life.rows[Visit].append(
        f"{pk}\t{firm.pk}\t{life.county.place.pk}\t{manner}\t{purpose}\t{on}\t{summary}"
        f"\t{person.pk}\t{days.stamp(life.filed_at)}"
    )
    life.rows[VisitMember].append(f"{pk}\t{person.pk}\t{person.units[0]}")
    if rng.random() < 0.3:
        other = _any_cadre(life.county, life.filed_on, rng).person
        if other is not person:
            life.rows[VisitMember].append(f"{pk}\t{other.pk}\t{other.units[0]}")
