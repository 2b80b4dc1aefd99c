"""Looks back after the end: who made them due, what the caller heard, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import Limit, LimitBook, LimitKey
from cadres.deadlines.rules.terms import Term
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.errors import Invalid, WrongState
from cadres.jobs.services import job_runs
from cadres.models import Region, RegionLevel
from cadres.people.services import open_units
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, SampleDraw, Ticket
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing import rechecks
from cases.tickets.rules.closing.rechecks import ClosingDays
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult, RoundCause
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.closing import planned
from cases.tickets.services import recipients
from cases.tickets.services.closing import draws, rounds
from cases.tickets.services.closing.draws import Chance
from cases.tickets.services.transitions import advance, ready

# From when a look back counts, and how long.
TermOf = Callable[[Ticket], Term]
LOOKS = {CheckKind.FIRST: limit_keys.RECHECK_FIRST, CheckKind.SECOND: limit_keys.RECHECK_SECOND}


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of what ended that is drawn of by itself, where its own share is set.

    It raises the chance of a call and nothing else: who is called follows from the seed.
    """

    name: str
    share: LimitKey
    holds: Callable[[], Q]


# More when the site starts (`cases/apps.py`); a ticket falls into the first that holds it.
strata: list[Stratum] = [
    Stratum(rechecks.PLANNED, limit_keys.RECHECK_PLANNED, planned.was_planned),
    Stratum(rechecks.RISKY, limit_keys.RECHECK_RISK, rechecks.is_risky),
]


@transaction.atomic
def do_check(check: Check, *, actor: Viewer, result: str, note: str = "") -> Ticket:
    """An independent caller asked the enterprise.

    It holds; or it does not, and a new round begins; or nobody answered, and it is due again.
    """
    if result not in CheckResult.values:
        raise Invalid("请选择回访结果。", {"result": "请选择回访结果。"})
    if result == CheckResult.FAILS and not note.strip():
        raise Invalid("请写明企业怎么说。", {"note": "请写明企业怎么说。"})
    ticket = ready(check.ticket, Action.RECHECK, actor=actor)
    check = Check.objects.select_for_update(no_key=True).get(pk=check.pk)
    if check.done_at is not None or check.round != ticket.round:
        raise WrongState("这次回访已经登记，或工单已重新办理，请回到清单。")
    _write(check, result, note.strip(), actor)
    if result == CheckResult.FAILS:
        return _once_more(ticket, f"{check.get_kind_display()}：{note.strip()}", actor)
    said = f"{check.get_kind_display()}：{rechecks.word(check.kind, result)}"
    return advance(ticket, Action.RECHECK, actor=actor, is_ready=True, note=said)


def sweep(at: datetime, *, chance: Chance = draws.new_seed) -> int:
    """Make due what is to be looked back at: samples of what has ended.

    They are drawn here, after the end, by chance (`cases.tickets.services.closing.draws`).
    """
    actor = Viewer.system(at)
    counties = list(Region.objects.filter(level=RegionLevel.COUNTY).values_list("pk", flat=True))
    looked = job_runs.each("county", counties, lambda pk: _draw(pk, actor, chance))
    job_runs.each("draws of county", counties, lambda pk: draws.publish(pk, actor=actor))
    return looked


def _write(check: Check, result: str, note: str, actor: Viewer) -> None:
    check.result, check.note, check.done_by_id = result, note, actor.person_id
    columns = ["result", "note", "done_by", "done_at"]
    if result == CheckResult.UNREACHED:
        columns += _call_again(check, actor)
    else:
        check.done_at = actor.at
    check.save(update_fields=columns)


def _call_again(check: Check, actor: Viewer) -> list[str]:
    """Nobody answered: the term of a call-back begins with this call; return what it sets."""
    limit = limits.find(limit_keys.CALL_BACK, "", actor.today, check.county_id)
    days = Calendars(check.county_id)
    term = terms.begin(limit, actor.at, days.newest)
    columns = {"counted_from": actor.at, **terms.columns(term, days.__getitem__)}
    for column, value in columns.items():
        setattr(check, column, value)
    return list(columns)


def _once_more(ticket: Ticket, note: str, actor: Viewer) -> Ticket:
    """To the unit that had it in hand; where none had, or it is closed, to the office."""
    if ticket.unit and ticket.accepted_on and open_units.hold_successor(ticket.unit):
        ticket = rounds.begin_round(
            ticket, Action.REOPEN, actor=actor, cause=RoundCause.RECHECK, note=note
        )
    else:
        ticket = rounds.begin_round(
            ticket,
            Action.REVIVE,
            actor=actor,
            cause=RoundCause.RECHECK,
            note=note,
            unit=None,
            co_unit_ids=[],
            handler=None,
        )
    office = [] if ticket.unit_id else recipients.office(ticket, actor)
    besides = [ticket.filed_by_id, *office]
    recipients.tell_unit("ticket_reopened", ticket, actor=actor, besides=besides)
    return ticket


def _draw(county_id: int, actor: Viewer, chance: Chance) -> int:
    book = limits.book(actor.today, county_id)
    return _look_back(county_id, book, actor, chance) + _withdrawals(county_id, book, actor, chance)


def _look_back(county_id: int, book: LimitBook, actor: Viewer, chance: Chance) -> int:
    share, made, days = book.get(limit_keys.RECHECK_SAMPLE), 0, Calendars(county_id)
    for kind, key in LOOKS.items():
        limit = book.get(key)
        if limit is None or share is None:
            continue
        closed = rechecks.closing_days(limit, actor.today, days.newest)
        found = _closed_within(county_id, closed).filter(outcome__in=rechecks.LOOKED_BACK_AT)
        ended = found.filter(draws.not_called(kind))
        make = _of_draw(kind, _since_closing(limit), days, actor)
        for name, part, percent in _parts(ended, book, share.amount):
            of = (county_id, kind, part, percent, make)
            made += draws.draw(*of, actor=actor, chance=chance, stratum=name)
    return made


def _parts(
    ended: QuerySet[Ticket], book: LimitBook, share: int
) -> Iterator[tuple[str, QuerySet[Ticket], int]]:
    """Yield each stratum with its share, then all the rest: a ticket is drawn of once."""
    for stratum in strata:
        own = book.get(stratum.share)
        if own is not None:
            yield stratum.name, ended.filter(stratum.holds()), own.amount
    yield "", ended, share


def _withdrawals(county_id: int, book: LimitBook, actor: Viewer, chance: Chance) -> int:
    """A share of all withdrawals; those soon after the unit's contact are looked at anyway."""
    share, limit = book.get(limit_keys.WITHDRAWAL_SAMPLE), book.find(limit_keys.CALL_BACK)
    days = Calendars(county_id)
    if share is None:
        return 0
    let_go = rechecks.closing_days(limit, actor.today, days.newest).let_go
    closed = _closed_within(county_id, ClosingDays(let_go, actor.today))
    ended = closed.filter(draws.not_called(CheckKind.WITHDRAWAL), outcome=Outcome.WITHDRAWN)
    make = _of_draw(CheckKind.WITHDRAWAL, lambda _: Term(limit, actor.at), days, actor)
    return draws.draw(
        *(county_id, CheckKind.WITHDRAWAL, ended, share.amount, make), actor=actor, chance=chance
    )


def _closed_within(county_id: int, closed: ClosingDays) -> QuerySet[Ticket]:
    """What ended on these days; what was missed for as long again is let go."""
    return Ticket.objects.filter(
        county_id=county_id,
        state=State.CLOSED,
        closed_on__lte=closed.last,
        closed_on__gt=closed.let_go,
    )


def _since_closing(limit: Limit) -> TermOf:
    return lambda ticket: Term(limit, _closed_at(ticket))


def _closed_at(ticket: Ticket) -> datetime:
    return limit_rules.moment_of(ticket.closed_on or ticket.filed_on)


def _of_draw(
    kind: CheckKind, term_of: TermOf, days: Calendars, actor: Viewer
) -> Callable[[Ticket, SampleDraw], Check]:
    def make(ticket: Ticket, drawn: SampleDraw) -> Check:
        check = _check(kind, ticket, term_of(ticket), days, actor)
        check.draw = drawn
        return check

    return make


def _check(kind: CheckKind, ticket: Ticket, term: Term, days: Calendars, actor: Viewer) -> Check:
    counted = replace(term, calendar=days.newest.version)
    return Check(
        ticket=ticket,
        county_id=ticket.county_id,
        kind=kind,
        round=ticket.round,
        counted_from=counted.since,
        made_at=actor.at,
        **terms.columns(counted, days.__getitem__),
    )
