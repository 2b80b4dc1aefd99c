"""What the site knows of its tickets, as the rules for candidates ask it: read, and never written.

Two statements a county, however many tickets there are, and neither names a ticket: the site's
database, which may log its queries, does not learn which one was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cadres.search.rules import character_pairs
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.rules.candidate_content import Holder
from cases.leads.candidates.rules.candidates import OF_WORDS, Fires, Known, Rule
from cases.leads.procedure.rules.content import EarlierStep
from cases.letters.rules.kinds import LetterState
from cases.models import LadderStep, Letter, Round, Ticket, TicketEvent
from cases.supervision.rules.ladder import RETURNING, StepState
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import OPEN, UNANSWERED, State

# Nobody has taken it in hand.
UNLED = (State.FILED, State.ASSIGNED)
WATCHED = OPEN | UNANSWERED
ISSUED_STEPS = (StepState.ISSUED, StepState.ANSWERED, StepState.LIFTED)


@dataclass(frozen=True, slots=True)
class Watched:
    """A ticket on which a rule may fire. Of a person who applied nothing is taken over."""

    ticket_id: int
    number: str
    title: str
    enterprise: str
    unit: str
    holders: tuple[Holder, ...]
    known: Known
    earlier: tuple[EarlierStep, ...]


def tickets(
    county_id: int, rules: Sequence[Rule], since: date, *, seen_by: Viewer
) -> list[Watched]:
    """Open tickets of the county, and those closed since the day, that one of the rules asks for.

    Whether a rule fires on one is decided by `candidates.firings`; that it is overdue is not asked.
    """
    there = Ticket.objects.visible_to(seen_by).filter(county=county_id)
    there = there.filter(Q(state__in=sorted(WATCHED)) | Q(state=State.CLOSED, closed_on__gte=since))
    counted = [_counted(rule) for rule in rules if rule.fires not in OF_WORDS]
    asked = [_any(counted), _any(_said(rules))]
    rows = [row for one in asked if one is not None for row in _shown(there).filter(one)]
    return [_watched(row) for row in {row.pk: row for row in rows}.values()]


def _counted(rule: Rule) -> Q:
    conditions: dict[Fires, Callable[[], Q]] = {
        Fires.EXHAUSTED: lambda: Q(is_exhausted=True, state__in=sorted(OPEN)),
        Fires.DENIED: lambda: Q(denials__gte=rule.at_least),
        Fires.REDONE: lambda: Q(round__gt=rule.at_least),
        Fires.RETURNED: lambda: Q(returns__gte=rule.at_least, state__in=UNLED),
    }
    return conditions[rule.fires]()


def _said(rules: Iterable[Rule]) -> list[Q]:
    """By the index of pairs; what it finds is read again as it stands by the rule itself."""
    words = {word for rule in rules if rule.fires in OF_WORDS for word in rule.words}
    pairs = [character_pairs.pairs(word) for word in sorted(words)]
    return [Q(pairs__contains=one) for one in pairs if one]


def _any(conditions: Sequence[Q]) -> Q | None:
    return reduce(or_, conditions) if conditions else None


def _shown(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    own = {"ticket": OuterRef("pk")}
    unanswered = LadderStep.objects.filter(
        **own, exhausted_at__isnull=False, state=StepState.ISSUED
    )
    denied = Round.objects.filter(**own, outcome=Outcome.SOLVED, answer=Answer.NOT_SOLVED)
    returned = TicketEvent.objects.filter(**own, action__in=sorted(RETURNING))
    held = TicketEvent.objects.filter(**own, unit__isnull=False).order_by()
    number = Letter.objects.filter(step=OuterRef("pk"), state=LetterState.ISSUED).values("number")
    steps = LadderStep.objects.filter(**own, state__in=ISSUED_STEPS).order_by("issued_at", "pk")
    return (
        rows.annotate(
            is_exhausted=Exists(unanswered),
            denials=_count(denied),
            returns=_count(returned),
            holders=ArraySubquery(
                held.values(data=JSONObject(unit_id="unit_id", name="unit__name")).distinct()
            ),
            supervised=ArraySubquery(
                steps.values(
                    data=JSONObject(what="rung__name", at="issued_at", number=Subquery(number[:1]))
                )
            ),
        )
        .select_related("enterprise", "unit")
        .defer("pairs", "enterprise__pairs")
        .order_by("pk")
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("ticket").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted), Value(0))


def _watched(row: Any) -> Watched:
    now = [Holder(row.unit_id, row.unit.name)] if row.unit else []
    return Watched(
        ticket_id=row.pk,
        number=row.number,
        title=row.title,
        enterprise=row.enterprise.name if row.enterprise else "",
        unit=row.unit.name if row.unit else "",
        holders=tuple(dict.fromkeys([*(Holder(**one) for one in row.holders), *now])),
        known=Known(
            is_exhausted=row.is_exhausted and row.state in OPEN,
            denials=row.denials,
            redone=row.round - 1,
            returns=row.returns if row.state in UNLED else 0,
            text=f"{row.title}\n{row.description}",
        ),
        earlier=_earlier(row),
    )


def _earlier(row: Any) -> tuple[EarlierStep, ...]:
    """前期办理经过: filed, dispatched, and what the ladder sent, with numbers and days."""
    steps = [EarlierStep("登记工单", row.number, row.filed_on.isoformat())]
    if row.dispatched_on:
        to = row.unit.name if row.unit else ""
        steps.append(EarlierStep(f"交办{to}", row.number, row.dispatched_on.isoformat()))
    sent = [
        EarlierStep(one["what"], one["number"] or "", _day(one["at"])) for one in row.supervised
    ]
    return (*steps, *sent)


def _day(moment: str) -> str:
    at = parse_datetime(moment)
    return timezone.localdate(at).isoformat() if at else ""
