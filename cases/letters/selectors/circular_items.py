"""What may be named in a 通报 of a period, and which units may be praised; with their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cadres.deadlines.rules.workdays import short
from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.letters.rules import organs, workflow
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters.circular import Item, Praised
from cases.letters.rules.organs import Organ
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import facts as letter_matters
from cases.models import LadderStep, ToleranceFinding
from cases.supervision.rules.ladder import Rung as RungTerms
from cases.supervision.rules.ladder import StepState
from cases.supervision.rules.ladder_clock import AT_WORK
from cases.supervision.rules.ladder_templates import GATHERED, LETTER
from cases.supervision.selectors import ladder

# With this rung a matter has been supervised in writing; from there on it may be named.
REACHED = (LETTER, GATHERED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that may be named: `step_id` where the ladder proposes it."""

    ticket_id: int
    unit_id: int
    step_id: int | None
    item: Item


@dataclass(frozen=True, slots=True)
class UnitCandidate:
    """A unit all of whose matters of the period were done in time."""

    unit_id: int
    praised: Praised


def matters(county_id: int, period: Period, *, seen_by: Viewer) -> list[Candidate]:
    """Return the open matters that reached 督办函 in the period, or that the ladder proposes.

    Whose failing was found tolerable, or who waits for others, is not named.
    """
    _check(county_id, seen_by)
    by_ticket: dict[int, list[LadderStep]] = defaultdict(list)
    for step in _steps(county_id, period):
        by_ticket[step.ticket_id].append(step)
    system = Viewer.system(seen_by.at)
    facts = letter_matters.facts(by_ticket, seen_by=system)
    courses = _courses(by_ticket)
    found = [
        _candidate(steps, facts[pk], courses[pk]) for pk, steps in by_ticket.items() if pk in facts
    ]
    return sorted(found, key=lambda one: (one.item.unit, one.item.number))


def praiseworthy(county_id: int, period: Period, *, seen_by: Viewer) -> list[UnitCandidate]:
    """Return the units whose matters of the period are all closed in time, by what they closed."""
    _check(county_id, seen_by)
    report = completion.report(Question(period, By.UNIT), seen_by=seen_by)
    found = []
    for row in report.rows:
        figures = row.figures
        if row.key and figures.closed and figures.closed == figures.on_time and not figures.overdue:
            said = f"办结{figures.closed}件，全部按时办结，无超期在办事项"
            praised = Praised(row.label, figures.closed, said)
            found.append(UnitCandidate(int(row.key), praised))
    return sorted(found, key=lambda one: (-one.praised.closed, one.praised.unit))


def reply_days(county_id: int, on: date, *, seen_by: Viewer) -> int:
    """In how many working days the rung of the 通报 is answered."""
    rung = _rung(ladder.of_county(county_id, on, seen_by=seen_by))
    return rung.reply_days if rung else 5


def kind_of(asked: str) -> LetterKind:
    return LetterKind.PRAISE if asked == LetterKind.PRAISE else LetterKind.CIRCULAR


def _rung(rungs: Sequence[RungTerms]) -> RungTerms | None:
    return next((rung for rung in rungs if rung.template == GATHERED), None)


def _check(county_id: int, viewer: Viewer) -> None:
    if Organ.OFFICE not in organs.written_by(viewer, county_id):
        raise NotPermitted(workflow.whose(LetterVerb.DRAFT, Organ.OFFICE, LetterKind.CIRCULAR))


def _steps(county_id: int, period: Period) -> QuerySet[LadderStep]:
    proposed = Q(state=StepState.PROPOSED, rung__template=GATHERED)
    reached = Q(
        state__in=[StepState.ISSUED, StepState.ANSWERED],
        rung__template__in=REACHED,
        lifted_at__isnull=True,
        issued_at__date__gte=period.since,
        issued_at__date__lte=period.until,
    )
    tolerated = ToleranceFinding.objects.standing().filter(county=county_id).values("ticket_id")
    rows = LadderStep.objects.filter(
        proposed & Q(fired_on__lte=period.until) | reached,
        county=county_id,
        unit__isnull=False,
        ticket__state__in=sorted(AT_WORK),
        ticket__paused_at__isnull=True,
    )
    rows = rows.exclude(ticket__in=tolerated)
    return rows.select_related("rung", "ticket").defer("ticket__pairs").order_by("pk")


def _courses(tickets: Sequence[int] | dict[int, list[LadderStep]]) -> dict[int, list[str]]:
    """By ticket, which rungs that asked for a reply were issued, and when."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = LadderStep.objects.filter(
        ticket__in=list(tickets), issued_at__isnull=False, rung__reply_days__gt=0
    )
    for step in rows.select_related("rung").order_by("pk"):
        if step.issued_at is not None:
            found[step.ticket_id].append(f"{short(step.issued_at.date())}{step.rung.name}")
    return found


def _candidate(
    steps: Sequence[LadderStep], row: dict[str, object], course: Sequence[str]
) -> Candidate:
    proposed = next((one for one in steps if one.state == StepState.PROPOSED), None)
    last = proposed or steps[-1]
    why = proposed.why if proposed else "至今没有办结"
    said = f"对企业承诺{short(last.ticket.due_on)}办结；{'、'.join(course)}；{why}"
    item = Item(
        unit=str(row["unit__name"] or ""),
        number=str(row["number"]),
        title=str(row["title"]),
        who=str(row["enterprise__name"] or "群众"),
        said=said,
    )
    pk = proposed.pk if proposed else None
    return Candidate(last.ticket_id, last.ticket.unit_id or 0, pk, item)
