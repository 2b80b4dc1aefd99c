"""Warnings and flags as the campaign office looks at them, each kind with its hit rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from cadres.errors import Absent, NotPermitted
from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules import office_counties
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import flag_words, warning_words
from cases.early_warning.rules.hit_rates import HitRate
from cases.early_warning.rules.vocabulary import (
    FLAG_HIT,
    FLAG_RULES,
    WARNING_HIT,
    WARNING_RULES,
    FlagKind,
    WarningKind,
)
from cases.models import AnswerFlag, EarlyWarning, Ticket, WarningHitRate
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import UNANSWERED, State

# So many lines of a kind stand on the page.
SHOWN = 50
OF_OFFICE = "预警由县助企办查看。"
_RATE = ("warned", "judged", "hits", "others", "other_hits")
# A flag stands on the page until the matter is closed: later it is in the sample of the look back.
_BEFORE_CLOSING = sorted({State.RESOLVED, *UNANSWERED})


COUNTYWIDE = "全县"
_FLAGS = Prepared(lambda pk: AnswerFlag.objects.filter(ticket=pk).values("round"))
_PACE = Prepared(
    lambda pk: EarlyWarning.objects.filter(ticket=pk, kind=WarningKind.PACE).values(
        "facts", "unit__name"
    )
)


@dataclass(frozen=True, slots=True)
class WarningLine:
    """One warning: its sentence, the ticket that it is about, and how many it opens."""

    pk: int
    sentence: str
    found_on: date
    opens: int
    opens_what: str
    ticket_id: int | None
    number: str

    @property
    def opens_words(self) -> str:
        return f"{self.opens_what} # 件"


@dataclass(frozen=True, slots=True)
class NoticedFlag:
    """One flag on a ticket, in a sentence; `other_id` is another ticket that the viewer sees."""

    kind: FlagKind
    sentence: str
    ticket_id: int
    number: str
    title: str
    state: str
    other_id: int | None


@dataclass(frozen=True, slots=True)
class KindPart:
    """A kind with its rule, what counts as having come true, its hit rate, and its lines."""

    kind: FlagKind | WarningKind
    rule: str
    hit: str
    rate: HitRate | None
    lines: list[Any]

    @property
    def more(self) -> int:
        """How many lines the page leaves out."""
        return max(0, len(self.lines) - SHOWN)

    @property
    def label(self) -> str:
        return str(self.kind.label)


def county_of(asked: int | None, *, seen_by: Viewer) -> int:
    """Return the county whose warnings are looked at: one in which the viewer is of the office."""
    return office_counties.chosen(asked, seen_by=seen_by, refusal=OF_OFFICE)


def warnings(county_id: int, *, seen_by: Viewer) -> list[KindPart]:
    """Return every kind of warning with what stands of it, the newest first."""
    rates = hit_rates(county_id, seen_by=seen_by)
    lines = _warning_lines(rows(county_id, seen_by=seen_by), seen_by)
    return [
        KindPart(kind, WARNING_RULES[kind], WARNING_HIT[kind], rates.get(kind), lines.get(kind, []))
        for kind in WarningKind
    ]


def rows(county_id: int, *, seen_by: Viewer) -> QuerySet[EarlyWarning]:
    """Return what a county of the viewer's office is warned of, the newest first."""
    if county_id not in seen_by.office_county_ids:
        raise Absent("没有这个县区。")
    found = EarlyWarning.objects.filter(county=county_id)
    return found.select_related("ticket", "category", "enterprise", "unit")


def line_of(row: EarlyWarning, *, seen_by: Viewer) -> WarningLine:
    """Return one warning in words."""
    return next(line for lines in _warning_lines([row], seen_by).values() for line in lines)


def flags(county_id: int, *, seen_by: Viewer) -> list[KindPart]:
    """Return every kind of flag with the tickets of which the closing is not over yet."""
    rates = hit_rates(county_id, seen_by=seen_by)
    visible = Ticket.objects.visible_to(seen_by).filter(county_id=county_id)
    waiting = visible.filter(state__in=_BEFORE_CLOSING)
    found = _of_round(AnswerFlag.objects.filter(ticket__in=waiting)).order_by("-made_at", "-pk")
    lines: dict[str, list[NoticedFlag]] = {}
    for flag in noticed(found, seen_by=seen_by):
        lines.setdefault(flag.kind, []).append(flag)
    return [
        KindPart(kind, FLAG_RULES[kind], FLAG_HIT, rates.get(kind), lines.get(kind, []))
        for kind in FlagKind
    ]


def hit_rates(county_id: int, *, seen_by: Viewer) -> dict[str, HitRate]:
    """Return the rate of each kind as it was counted last."""
    rows = WarningHitRate.objects.filter(county=county_id).values("kind", *_RATE)
    return {row.pop("kind"): HitRate(**row) for row in rows}


def counted_on(county_id: int, *, seen_by: Viewer) -> date | None:
    """Return the day on which the county was looked at last; None where it never was."""
    rows = WarningHitRate.objects.filter(county=county_id).order_by("-counted_on")
    return rows.values_list("counted_on", flat=True).first()


def noticed(found: QuerySet[AnswerFlag], *, seen_by: Viewer) -> list[NoticedFlag]:
    """Return flags in words; another ticket is named to those who see it alone."""
    flags = list(found.select_related("ticket"))
    others = [flag.other_id for flag in flags if flag.other_id is not None]
    visible = Ticket.objects.visible_to(seen_by).filter(pk__in=others) if others else None
    numbers = dict(visible.values_list("pk", "number")) if visible is not None else {}
    return [_noticed(flag, numbers) for flag in flags]


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> list[NoticedFlag]:
    """Return what was noticed about the answer that a ticket has now."""
    if not any(row["round"] == ticket.round for row in _FLAGS(ticket.pk)):
        return []
    found = AnswerFlag.objects.filter(ticket=ticket, round=ticket.round).order_by("pk")
    return noticed(found, seen_by=seen_by)


def pace_of(ticket: Ticket, *, seen_by: Viewer) -> str:
    """Say that a ticket will miss its promise at this pace; empty where it is not warned of."""
    for row in _PACE(ticket.pk):
        subject = row["unit__name"] if row["facts"]["of_unit"] else COUNTYWIDE
        return warning_words.sentence(WarningKind.PACE, row["facts"], subject)
    return ""


def fetch(pk: int, *, seen_by: Viewer) -> tuple[WarningLine, TicketQuerySet]:
    """Return a warning of the viewer's own county, and the tickets that it opens."""
    if not seen_by.is_office:
        raise NotPermitted(OF_OFFICE)
    rows = EarlyWarning.objects.filter(county_id__in=seen_by.office_county_ids, pk=pk)
    found = rows.select_related("ticket", "category", "enterprise", "unit").first()
    if found is None:
        raise Absent("没有这条预警，或它已经不成立。")
    return line_of(found, seen_by=seen_by), _opened(found.ticket_ids, seen_by)


def _opened(ids: Iterable[int], viewer: Viewer) -> TicketQuerySet:
    return Ticket.objects.visible_to(viewer).filter(pk__in=list(ids)).order_by("-filed_on", "-pk")


def _warning_lines(rows: Iterable[EarlyWarning], viewer: Viewer) -> dict[str, list[WarningLine]]:
    found = list(rows)
    asked = {pk for one in found for pk in one.ticket_ids}
    visible = set(_opened(asked, viewer).values_list("pk", flat=True))
    lines: dict[str, list[WarningLine]] = {}
    for one in found:
        opens = sum(pk in visible for pk in one.ticket_ids)
        lines.setdefault(one.kind, []).append(
            WarningLine(
                pk=one.pk,
                sentence=warning_words.sentence(one.kind, one.facts, _subject(one)),
                found_on=one.found_on,
                opens=opens,
                opens_what=warning_words.OPENS[one.kind],
                ticket_id=one.ticket_id,
                number=one.ticket.number if one.ticket else "",
            )
        )
    return lines


def _subject(one: EarlyWarning) -> str:
    match WarningKind(one.kind):
        case WarningKind.PACE:
            return str(one.unit) if one.facts["of_unit"] else COUNTYWIDE
        case WarningKind.GROWTH:
            return f"{one.category}类"
        case WarningKind.ENTERPRISE:
            return f"{one.enterprise}就{one.category}"
        case _:
            return str(one.unit)


def _noticed(flag: AnswerFlag, numbers: Mapping[int, str]) -> NoticedFlag:
    ticket, other = flag.ticket, numbers.get(flag.other_id or 0, "")
    return NoticedFlag(
        kind=FlagKind(flag.kind),
        sentence=flag_words.sentence(flag.kind, flag.amount, flag.words, other),
        ticket_id=ticket.pk,
        number=ticket.number,
        title=ticket.title,
        state=str(State(ticket.state).label),
        other_id=flag.other_id if other else None,
    )


def _of_round(found: QuerySet[AnswerFlag]) -> QuerySet[AnswerFlag]:
    """What was noticed about an earlier answer is over."""
    return found.filter(round=F("ticket__round"))
