"""A county with something of everything, built once: whoever looks sees numbers on every page.

What a number and its list could count differently is all in it: voided and merged tickets, closings
of this month and of months before, units that lead and units that help, tickets redone, people in
two posts, firms that left, letters and rows more than a desk shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cadres.models import RegionLevel, UnitKind
from cadres.viewers.rules.roles import Role
from cases.ledgers.rules.imports import Kind, Stage
from cases.letters.rules.kinds import LetterState
from cases.models import Adoption, ImportBatch, Letter, Objection, Rating, RefusedRow, Share, Ticket
from cases.tickets.rules.closing.adoptions import Adopted
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.vocabulary import Channel, Outcome, Satisfaction
from cases.tickets.rules.workflow import UNANSWERED, State
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.rules.ratings import Source as RatingSource
from cases.window_ratings.services.recording import Place, Rated, record_rating
from enterprises.models import Part
from tests import cast
from tests.cast import Person
from tests.factories.cases import (
    CategoryFactory,
    CheckFactory,
    LadderStepFactory,
    TicketFactory,
    TopicFactory,
)
from tests.factories.enterprises import (
    AssignmentFactory,
    EnterpriseFactory,
    ServiceDayFactory,
    VisitFactory,
)
from tests.factories.letters import LetterFactory
from tests.factories.people import PostingFactory, RegionFactory, UnitFactory, moment
from tests.factories.window_ratings import WindowRatingFactory

WHO = (
    *("dispatcher", "office_head", "handler", "head", "liaison", "leader", "supervisor"),
    *("officer", "sysadmin", "secadmin", "auditor", "outsider", "both", "helper", "stranger"),
    *("mayor", "supervision_head", "centre", "centre_head", "officer_head"),
)
TICKETS = 100
TRAITS = {
    State.ASSIGNED: "assigned",
    State.IN_HAND: "in_hand",
    State.ASKING: "asking",
    State.RESOLVED: "resolved",
    State.PLANNED: "planned",
    State.UNCONFIRMED: "unconfirmed",
    State.UNREACHED: "unreached",
    State.NO_ANSWER: "no_answer",
    State.CLOSED: "closed",
    State.VOID: "void",
}
# Most of what there is, is closed or in hand.
STATES = (*State, *(State.CLOSED,) * 6, *(State.IN_HAND,) * 2, State.ASSIGNED)


@dataclass(frozen=True)
class Places:
    county: Any
    towns: tuple[Any, ...]
    units: tuple[Any, ...]
    firms: tuple[Any, ...]
    today: date


def build() -> dict[str, Person]:
    """Fill an empty database; return who is in it, by the word for their part."""
    people = _people()
    places = _places(people)
    rng = Random(11)
    tickets = [_ticket(at, places, people, rng) for at in range(TICKETS)]
    _merged(tickets, places)
    _beside(tickets, places, people)
    _letters(tickets, places, people)
    _refused_rows(places.county)
    _rated_windows(places, people)
    return people


def _people() -> dict[str, Person]:
    office, power = cast.unit("县助企办", UnitKind.OFFICE), cast.unit("县供电公司")
    service, centre = cast.unit("县政务服务局"), cast.unit("县政务服务中心")
    found = {
        "dispatcher": cast.person("陈静", Role.OFFICE_CLERK, office),
        "office_head": cast.person("马超", Role.OFFICE_HEAD, office),
        "handler": cast.person("李娟", Role.UNIT_CLERK, power),
        "head": cast.person("王强", Role.UNIT_HEAD, power),
        "liaison": cast.person("张伟", Role.CADRE, cast.unit("县工信局")),
        "leader": cast.person("刘洋", Role.LEADER, cast.unit("县政府", UnitKind.LEADERSHIP)),
        "supervisor": cast.person(
            "孙涛", Role.SUPERVISOR, cast.unit("县督查室", UnitKind.INSPECTORATE)
        ),
        "supervision_head": cast.person(
            "韩松", Role.SUPERVISOR_HEAD, cast.unit("县督查室", UnitKind.INSPECTORATE)
        ),
        "centre": cast.person("柳青", Role.CENTRE_CLERK, centre),
        "centre_head": cast.person("龙海", Role.CENTRE_HEAD, centre),
        "officer": cast.person("周正", Role.OFFICER, cast.unit("县纪委监委", UnitKind.DISCIPLINE)),
        "officer_head": cast.person(
            "严明", Role.OFFICER_HEAD, cast.unit("县纪委监委", UnitKind.DISCIPLINE)
        ),
        "sysadmin": cast.person("吴系统", Role.SYSTEM_ADMIN, service),
        "secadmin": cast.person("郑安全", Role.SECURITY_ADMIN, service),
        "auditor": cast.person("冯审计", Role.AUDIT_ADMIN, service),
        "outsider": cast.person("钱多", Role.UNIT_CLERK, cast.unit("县气象局")),
        # Clerk of one unit and head of another, and a clerk of the office who also covers firms.
        "both": cast.person("何双", Role.UNIT_CLERK, cast.unit("县水务局")),
        "helper": cast.person("罗勤", Role.OFFICE_CLERK, office),
    }
    PostingFactory(cadre=found["both"].cadre, unit=power, role=Role.UNIT_HEAD)
    PostingFactory(cadre=found["helper"].cadre, unit=cast.unit("县工信局"), role=Role.CADRE)
    neighbour = cast.CountyFactory(name="邻县", parent=power.region.parent)
    found["stranger"] = cast.person(
        "外人", Role.OFFICE_CLERK, cast.unit("邻县助企办", UnitKind.OFFICE, region=neighbour)
    )
    mayor = cast.unit("市政府", UnitKind.LEADERSHIP, region=power.region.parent)
    found["mayor"] = cast.person("市长", Role.LEADER, mayor)
    return found


def _places(people: dict[str, Person]) -> Places:
    county, today = people["handler"].county, timezone.localdate()
    towns = tuple(
        RegionFactory(name=name, level=RegionLevel.TOWNSHIP, parent=county)
        for name in ("城关镇", "云阳镇")
    )
    power, water = people["handler"].unit, people["both"].unit
    below = UnitFactory(region=county, name="城郊供电所", name_key="城郊供电所", parent=power)
    PostingFactory(unit=below, role=Role.UNIT_CLERK)
    firms = tuple(
        EnterpriseFactory(
            county=county, township=(*towns, None)[at % 3], is_active=at % 9 != 4, industry="艾草"
        )
        for at in range(24)
    )
    for at, firm in enumerate(firms[:11]):
        AssignmentFactory(enterprise=firm, cadre=people[("liaison", "helper")[at % 4 == 3]].cadre)
    AssignmentFactory(
        enterprise=firms[12], cadre=None, leader_name="刘县长", part=Part.COUNTY_LEADER
    )
    elsewhere = EnterpriseFactory(county=people["stranger"].county)
    AssignmentFactory(enterprise=elsewhere, cadre=people["liaison"].cadre)
    for at in range(40):
        VisitFactory(
            enterprise=firms[at % 15],
            visited_on=today - timedelta(days=at * 5),
            filed_by=people["liaison"].cadre,
        )
    return Places(county, towns, (power, water, below), (*firms, elsewhere), today)


def _ticket(at: int, places: Places, people: dict[str, Person], rng: Random) -> Ticket:
    state = STATES[at % len(STATES)]
    firm = None if at % 17 == 3 else rng.choice(places.firms)
    filed_on = places.today - timedelta(days=rng.choice((0, 1, 3, 9, 25, 40, 75, 200, 390)))
    facts: dict[str, Any] = {
        "enterprise": firm,
        "county": firm.county if firm else places.county,
        "township": firm.township if firm else rng.choice(places.towns),
        "category": CategoryFactory(name=rng.choice(("用能保障", "融资", "用工"))),
        "title": rng.choice(("变压器容量不足", "流动资金紧张", "招不到熟练工人")),
        "filed_by": people[rng.choice(("liaison", "dispatcher"))].cadre,
        "filed_on": filed_on,
        "due_on": filed_on + timedelta(days=rng.choice((2, 9, 30))),
        "round": rng.choice((1, 1, 1, 2, 3)),
    }
    if state in TRAITS:
        facts[TRAITS[state]] = True
    elif state in (State.PARKED, State.HANDED_UP):
        facts |= {"in_hand": True, "state": state}
    if state in {*TRAITS, State.PARKED, State.HANDED_UP} - {State.VOID}:
        facts |= _with_unit(state, filed_on, places, people, rng)
    if firm is None:
        facts["applicant_name"] = "王某"
    return TicketFactory(**facts)


def _with_unit(
    state: State, filed_on: date, places: Places, people: dict[str, Person], rng: Random
) -> dict[str, Any]:
    unit = rng.choice(places.units)
    helping = [one.pk for one in places.units if one != unit and rng.random() < 0.3]
    found: dict[str, Any] = {
        "unit": unit,
        "co_unit_ids": helping,
        "handler": people[rng.choice(("handler", "both"))].cadre,
        "dispatched_by": people["dispatcher"].cadre,
        "dispatched_on": filed_on,
        "promised_on": filed_on + timedelta(days=2),
    }
    if state in (*UNANSWERED, State.CLOSED):
        found["approved_on"] = min(filed_on + timedelta(days=rng.choice((0, 5, 30))), places.today)
    if state == State.CLOSED:
        found["closed_on"] = found["approved_on"]
        found["outcome"] = rng.choice((Outcome.SOLVED, Outcome.EXPLAINED, Outcome.WITHDRAWN))
    if state == State.IN_HAND and rng.random() < 0.4:
        found["result"] = "已经办过一次。"
    if rng.random() < 0.1:
        found["raised_on"] = places.today
    if state == State.RESOLVED and rng.random() < 0.6:
        found["approval_raised_on"] = places.today
    return found


def _merged(tickets: list[Ticket], places: Places) -> None:
    """Told twice, this month and before: in the lists, and in no figure."""
    for at in range(4):
        filed_on = places.today - timedelta(days=(0, 1, 40, 200)[at])
        TicketFactory(
            enterprise=places.firms[at],
            filed_on=filed_on,
            state=State.MERGED,
            merged_into=tickets[at * 5],
        )


def _beside(tickets: list[Ticket], places: Places, people: dict[str, Person]) -> None:
    power, now = people["handler"].unit, timezone.now()
    topic = TopicFactory(county=places.county, unit=power)
    TopicFactory(county=places.county, unit=power, title="用工短缺", closed=True)
    Ticket.objects.filter(pk__in=[one.pk for one in tickets[::7]]).update(topic=topic)
    day = ServiceDayFactory(
        county=places.county, held_on=places.today, unit_ids=[one.pk for one in places.units[:3]]
    )
    Ticket.objects.filter(pk__in=[one.pk for one in tickets[::5]]).update(service_day=day)
    for ticket in tickets:
        for unit_id in ticket.co_unit_ids:
            Share.objects.create(ticket=ticket, unit_id=unit_id, asked_at=now)
    closed = [one for one in tickets if one.state == State.CLOSED]
    for at, ticket in enumerate(closed):
        said = (Satisfaction.SATISFIED, Satisfaction.DISSATISFIED, "")[at % 3]
        Rating.objects.create(
            ticket=ticket,
            round=ticket.round,
            satisfaction=said,
            rated_at=moment(ticket.closed_on),
            channel=Channel.CALL,
        )
    _suggestions(closed, people)
    CheckFactory(ticket=closed[0])
    for ticket in [one for one in tickets if one.state == State.IN_HAND][:12]:
        LadderStepFactory(ticket=ticket)
    assigned = [one for one in tickets if one.unit_id][:9]
    for at, ticket in enumerate((*assigned, *assigned[:3])):
        Objection.objects.create(
            ticket=ticket,
            unit=ticket.unit,
            filed_by=people["handler"].cadre,
            filed_at=moment(ticket.filed_on),
            reason="不属本单位职责",
            is_taken=at % 3 != 1,
            decided_at=moment(places.today) if at < 3 else None,
        )


def _suggestions(closed: list[Ticket], people: dict[str, Person]) -> None:
    """Adopted, not adopted, in use, and not decided yet."""
    ideas = closed[::4]
    Ticket.objects.filter(pk__in=[one.pk for one in ideas]).update(source=usual_sources.IDEA)
    for at, ticket in enumerate(ideas[:-1]):
        adopted = (Adopted.YES, Adopted.NO, Adopted.PARTLY)[at % 3]
        Adoption.objects.create(
            ticket=ticket,
            round=ticket.round,
            unit_id=ticket.unit_id,
            adopted=adopted,
            document="" if adopted == Adopted.NO else "召政办〔2026〕3号",
            reason="与上级规定不符。" if adopted == Adopted.NO else "",
            in_use_on=ticket.closed_on if adopted == Adopted.YES else None,
            decided_by=people["head"].cadre,
            decided_at=moment(ticket.closed_on),
        )


def _rated_windows(places: Places, people: dict[str, Person]) -> None:
    """Good ratings, unrated ones, and bad ones whose loop has begun, at windows of three units."""
    actor = people["dispatcher"].viewer(places.today)
    for at in range(12):
        unit, on = places.units[at % 3], places.today - timedelta(days=at)
        facts = {"county": places.county, "unit": unit, "served_on": on}
        WindowRatingFactory(**facts, level=(Level.VERY_GOOD, Level.FAIR)[at % 2], rated_on=on)
        WindowRatingFactory(**facts, level=Level.UNRATED, rated_on=None)
        if at % 4 == 0:
            said = Rated(
                number=f"差评{at}", level=Level.BAD, served_on=on, rated_on=on, words="慢。"
            )
            place = Place(places.county, unit, "3号窗口")
            record_rating(place, said, actor=actor, source=RatingSource.PROVINCE)


def _letters(tickets: list[Ticket], places: Places, people: dict[str, Person]) -> None:
    """More to answer than a desk shows, and something in every state on the way."""
    power = people["handler"].unit
    asked = [one for one in tickets if one.unit_id == power.pk]
    for at in range(11):
        LetterFactory(
            ticket=asked[at],
            proposed=True,
            state=LetterState.ISSUED,
            **_numbered(at + 1, places.today),
            issued_by=people["office_head"].cadre,
            reply_due_on=places.today + timedelta(days=at - 3),
        )
    for at in range(6):
        LetterFactory(ticket=asked[at + 11], **({"proposed": True} if at % 2 else {}))
    assert Letter.objects.count() == 17


def _numbered(serial: int, today: date) -> dict[str, Any]:
    return {
        "prefix": "召助企函",
        "serial": serial,
        "year": today.year,
        "number": f"召助企函〔{today.year}〕{serial}号",
        "issued_at": timezone.now(),
        "dated_on": today,
        "frozen_digest": "0" * 64,
        "pdf": "letter.pdf",
        "pdf_digest": "0" * 64,
    }


def _refused_rows(county: Any) -> None:
    """Two files of two ledgers: what waits of both, of one ledger and of one file differs."""
    for at, kind in enumerate((Kind.ISSUES, Kind.ISSUES, Kind.ASSIGNMENTS)):
        batch = ImportBatch.objects.create(
            county=county,
            kind=kind,
            stage=Stage.DONE,
            file_name=f"台账{'甲乙丙'[at]}.xlsx",
            file_digest="0" * 64,
            uploaded_at=timezone.now(),
            finished_at=timezone.now(),
        )
        for row in range(at + 2):
            RefusedRow.objects.create(
                batch=batch,
                county=county,
                kind=kind,
                key=f"{at}-{row}",
                sheet="问题",
                row=row + 3,
                reason="没有写明企业",
            )
