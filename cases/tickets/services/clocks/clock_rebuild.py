"""Every derived date is made again from the clock ledger, and compared with what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from django.db import transaction

from cadres.deadlines.selectors.terms import Calendars
from cadres.deadlines.services import terms as kernel
from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockCheck, Share, Ticket
from cases.tickets.rules.clocks import clocks
from cases.tickets.rules.clocks.clocks import ClockKind, Derived, Key, Run
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.clocks import clock_ledger
from cases.tickets.services.clocks.clocks import settle, settle_shares
from cases.tickets.services.transitions import trace

BATCH = 2_000
# A report names so many differences; all of them are counted.
NAMED = 200
COLUMNS = tuple(one.name for one in fields(Derived))
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One date that is not what the ledger makes of it."""

    number: str
    column: str
    stored: object
    rebuilt: object

    def __str__(self) -> str:
        return f"{self.number}：{self.column} 存的是 {self.stored}，按台账应为 {self.rebuilt}"


@dataclass(slots=True)
class Result:
    """How much was compared, and what differed."""

    tickets: int = 0
    columns: int = 0
    events: int = 0
    differences: int = 0
    named: list[Difference] = field(default_factory=list)
    # Open terms that no ticket's ledger holds, and what was wrong with them, as sentences.
    terms: int = 0
    of_terms: list[str] = field(default_factory=list)

    def add(self, found: Sequence[Difference]) -> None:
        self.differences += len(found)
        self.named.extend(found[: NAMED - len(self.named)])

    @property
    def sentences(self) -> list[str]:
        return [*map(str, self.named), *self.of_terms][:NAMED]


class _Counties(dict[int, Calendars]):
    """The calendars of each county, asked once for the whole run."""

    def __missing__(self, county_id: int) -> Calendars:
        self[county_id] = Calendars(county_id)
        return self[county_id]


def _silent(_: str) -> None:
    return None


def rebuild_clocks(
    *, actor: Viewer, mend: bool = False, say: Say = _silent, tell: Say = _silent
) -> Result:
    """Compare all dates with the ledger and all other open terms with their limits; with `mend`,
    put them right.

    A ticket without a promise in its ledger counts as a difference: nothing could be rebuilt.
    `say` hears how far it is, `tell` every difference; the result names the first of them.
    """
    result, counties = Result(), _Counties()
    for tickets in _batches():
        ledger = clock_ledger.of_tickets(ticket.pk for ticket in tickets)
        shares = _shares_of(tickets)
        result.tickets += len(tickets)
        result.columns += len(COLUMNS) * len(tickets) + sum(map(len, shares.values()))
        result.events += sum(map(len, ledger.values()))
        for ticket in tickets:
            runs, days = clocks.replay(ledger[ticket.pk]), counties[ticket.county_id]
            if _differences(ticket, shares[ticket.pk], runs, days):
                found = _look_again(ticket, days, mend=mend, actor=actor)
                result.add(found)
                _tell_all(found, tell)
        say(f"已核对 {result.tickets} 张工单，{result.differences} 处不一致")
    _compare_terms(result, mend=mend, actor=actor, tell=tell)
    return result


def _compare_terms(result: Result, *, mend: bool, actor: Viewer, tell: Say) -> None:
    """Topics, applications, looks back and replies are compared by the one kernel."""
    compared = kernel.compare(actor=Viewer.system(actor.at), mend=mend)
    result.terms, result.of_terms = compared.rows, compared.found
    result.differences += len(compared.found)
    for sentence in compared.found:
        tell(sentence)


def _tell_all(found: Sequence[Difference], tell: Say) -> None:
    for difference in found:
        tell(str(difference))


def check_clocks(*, actor: Viewer) -> ClockCheck:
    """The nightly comparison: kept as a row; where something differs, those in charge are told."""
    result = rebuild_clocks(actor=actor)
    check = keep(result, is_mended=False, actor=actor)
    if result.differences:
        keepers = Posting.objects.in_force(actor.today).holding(Role.SYSTEM_ADMIN)
        outbox.queue(
            "clocks_differ", check.pk, to=keepers.cadre_ids(), actor=actor, once_per="once"
        )
    return check


@transaction.atomic
def keep(result: Result, *, is_mended: bool, actor: Viewer) -> ClockCheck:
    """Write down what a comparison found."""
    check = ClockCheck.objects.create(
        at=actor.at,
        tickets=result.tickets,
        columns=result.columns,
        events=result.events,
        differences=result.differences,
        is_mended=is_mended,
        terms=result.terms,
        found=result.sentences,
    )
    audit.record(
        "clock.check", check, actor=actor, tickets=result.tickets, differences=result.differences
    )
    return check


def _batches() -> Iterator[list[Ticket]]:
    rows = Ticket.objects.order_by("pk").only("number", "state", "county_id", *COLUMNS)
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield batch


def _shares_of(tickets: Sequence[Ticket]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = defaultdict(list)
    for share in Share.objects.filter(ticket__in=[ticket.pk for ticket in tickets]):
        found[share.ticket_id].append(share)
    return found


def _differences(
    ticket: Ticket, shares: Sequence[Share], runs: dict[Key, Run], days: Calendars
) -> list[Difference]:
    if (ClockKind.PROMISE, None) not in runs:
        return [Difference(ticket.number, "promise", "有", "台账没有起算")]
    now = clocks.derived(runs, ticket.state, days.__getitem__)
    dues = clocks.share_dues(runs, days.__getitem__)
    own = [(name, getattr(ticket, name), getattr(now, name)) for name in COLUMNS]
    parts = [(f"share {share.pk}", share.due_on, dues.get(share.pk)) for share in shares]
    return [Difference(ticket.number, *one) for one in (*own, *parts) if one[1] != one[2]]


@transaction.atomic
def _look_again(ticket: Ticket, days: Calendars, *, mend: bool, actor: Viewer) -> list[Difference]:
    """Under the lock, since somebody may have taken a step between our two readings."""
    fresh = Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)
    runs = clocks.replay(clock_ledger.of_tickets([fresh.pk])[fresh.pk])
    found = _differences(fresh, _shares_of([fresh])[fresh.pk], runs, days)
    if mend and found and (ClockKind.PROMISE, None) in runs:
        _mend(fresh, found, runs, days, actor)
    return found


def _mend(
    ticket: Ticket,
    found: Sequence[Difference],
    runs: dict[Key, Run],
    days: Calendars,
    actor: Viewer,
) -> None:
    """The ticket's course says what was mended."""
    columns = settle(ticket, clocks.derived(runs, ticket.state, days.__getitem__))
    ticket.save(update_fields=list(columns))
    settle_shares(runs, days)
    note = "按时钟台账更正：" + "；".join(f"{d.column} {d.stored} → {d.rebuilt}" for d in found)
    trace(ticket, Action.RECOUNT, actor=actor, post=None, before=ticket.state, note=note)
