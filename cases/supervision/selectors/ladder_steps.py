"""Steps taken on the ladder, as a viewer may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

from cadres.errors import Absent
from cadres.pages.models.prepared import ID, IDS, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep, Rung, Suspension, Ticket
from cases.supervision.rules import ladder, ladder_templates
from cases.supervision.rules.ladder import Approver, StepState
from cases.tickets.rules import staffing as staffing_words
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.handling import staffing
from cases.tolerance.selectors import tolerance
from cases.tolerance.selectors.tolerance import FindingLine

ABSENT = "没有这件督办。"
# What has not gone out is nobody's business but the office's and the region's.
INSIDE = (StepState.PROPOSED, StepState.REFUSED)


# What the page shows of a step as it stands, and what it puts into words.
PLAIN = (
    "pk",
    "why",
    "fired_on",
    "issued_at",
    "reply_due_on",
    "is_reply_provisional",
    "reply",
    "promised_on",
)
SHOWN = (
    *(*PLAIN, "state", "lifted_at", "lifted_why", "refused_why", "exhausted_at"),
    *("rung__name", "rung__text", "rung__addressees", "rung__basis", "rung__template"),
    *("approved_by__name", "principal__name", "reply_by__name"),
)
SUSPENDED = ("reason", "document", "from_on", "to_on")
SIGNED = ("approved_by__name", "principal__name")
_SUSPENSIONS = Prepared(
    lambda pk: Suspension.objects.filter(ticket=pk).order_by("pk").values(*SUSPENDED, *SIGNED)
)
# So many of what waits for a signature stand on the desk.
ON_DESK = 50


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the ladder, as the ticket's page shows it."""

    pk: int
    name: str
    text: str
    addressees: list[str]
    basis: str
    state: StepState
    # How it stands in words: what is only drafted has not gone out.
    word: str
    why: str
    fired_on: date
    issued_at: datetime | None
    reply_due_on: date | None
    is_reply_provisional: bool
    signed_by: str
    reply: str
    promised_on: date | None
    # The promised day is over and the matter is not done (仍不落实).
    is_broken: bool
    reply_by: str
    end: str
    is_exhausted: bool

    @property
    def asks_reply(self) -> bool:
        return self.state is StepState.ISSUED and self.reply_due_on is not None


@dataclass(frozen=True, slots=True)
class Card:
    """A step that waits for a signature, and what is to be known before."""

    step: LadderStep
    warning: str


@dataclass(frozen=True, slots=True)
class SuspensionLine:
    """From which day to which supervision is suspended, why, by whom."""

    reason: str
    document: str
    from_on: date
    to_on: date
    signed_by: str


@dataclass(frozen=True, slots=True)
class Supervision:
    """What the page of a ticket shows of the ladder."""

    steps: list[StepLine]
    suspensions: list[SuspensionLine]
    findings: list[FindingLine]
    today: date

    @property
    def suspension(self) -> SuspensionLine | None:
        """The one in force."""
        holds = [one for one in self.suspensions if one.from_on <= self.today <= one.to_on]
        return holds[-1] if holds else None

    @property
    def asks_reply(self) -> bool:
        return any(step.asks_reply for step in self.steps)

    @property
    def is_tolerated(self) -> bool:
        """Does a finding of tolerance stand? The ladder is over then."""
        return any(one.stands for one in self.findings)


def rows(*, seen_by: Viewer) -> QuerySet[LadderStep]:
    """Return steps of visible tickets; those inside only for who sees the county whole."""
    visible = Ticket.objects.visible_to(seen_by)
    rows = LadderStep.objects.filter(_sight(seen_by), ticket__in=visible)
    return rows.select_related("rung", "approved_by", "principal", "reply_by", "unit")


def fetch(pk: int, *, seen_by: Viewer) -> LadderStep:
    found = rows(seen_by=seen_by).select_related("ticket").filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def of(
    ticket: Ticket, written: Mapping[int, TextChoices], done: Collection[Action], *, seen_by: Viewer
) -> Supervision:
    """Return the ladder of a ticket that was found through visibility.

    `written`: by step the state of its letter, as far as this viewer sees it. `done`: what was done
    to the ticket; who suspended or found nothing left no row to ask for.
    """
    is_system, seen = seen_by.is_system, list(seen_by.county_ids)
    steps = _ALL_STEPS(ticket.pk) if is_system else _STEPS(ticket.pk, seen)
    return Supervision(
        [_line(row, written.get(row["pk"]), seen_by.today) for row in steps],
        [_suspension(row) for row in _SUSPENSIONS(ticket.pk)] if Action.SUSPEND in done else [],
        tolerance.of_ticket(ticket.pk, seen_by=seen_by) if Action.TOLERATE in done else [],
        seen_by.today,
    )


def to_sign(*, seen_by: Viewer) -> QuerySet[LadderStep]:
    """Return what waits for this viewer's signature, the oldest first."""
    mine = _signed_by(seen_by)
    if mine is None:
        return LadderStep.objects.none()
    waiting = rows(seen_by=seen_by).filter(mine, state=StepState.PROPOSED)
    # Those of a 通报 are gathered, and signed with its text.
    waiting = waiting.exclude(rung__template=ladder_templates.GATHERED)
    return waiting.select_related("ticket__enterprise", "ticket__unit").order_by("fired_on", "pk")


def first_to_sign(*, seen_by: Viewer) -> list[LadderStep]:
    """Return as many of them as the desk shows, and one more; none for who signs none."""
    return _FIRST_TO_SIGN(seen_by=seen_by) if signs(seen_by) else []


_FIRST_TO_SIGN = PreparedForViewer(lambda viewer: to_sign(seen_by=viewer)[: ON_DESK + 1])


def signs(viewer: Viewer) -> bool:
    """Is there any rung that this viewer signs?"""
    return _signed_by(viewer) is not None


def cards(steps: Sequence[LadderStep], *, seen_by: Viewer) -> list[Card]:
    """Return a card for each, with a warning where nobody in the unit could act on it."""
    acting = staffing.can_act((step.ticket.unit_id for step in steps), seen_by=seen_by)
    return [Card(step, _warning(step, acting)) for step in steps]


def _warning(step: LadderStep, acting: Collection[int]) -> str:
    unit = step.ticket.unit
    if unit is None or unit.pk in acting or not set(step.rung.addressees) & ladder.IN_UNIT:
        return ""
    return staffing_words.before(unit.name)


def card_digest(step: LadderStep) -> str:
    """Of what the card shows to whoever signs: the words, to whom, why, for which ticket."""
    rung, ticket = step.rung, step.ticket
    said = (rung.name, rung.text, rung.basis, rung.reply_days, sorted(rung.addressees))
    return approvals.seen_digest(*said, step.why, step.fired_on, ticket.number, ticket.unit_id)


def asked_digest(ticket: Ticket, *, seen_by: Viewer) -> str:
    """Of everything that waits for the unit's reply: one reply answers all of it."""
    waiting = rows(seen_by=seen_by).filter(
        ticket=ticket, state=StepState.ISSUED, reply_due_on__isnull=False
    )
    said = [(step.pk, step.rung.text, step.reply_due_on) for step in waiting.order_by("pk")]
    return approvals.seen_digest(*said)


def last_reply_day(ticket: Ticket, *, seen_by: Viewer) -> date | None:
    """Return by when the first of what was asked is to be answered; the ticket was found through
    visibility."""
    asked = LadderStep.objects.filter(ticket=ticket, state=StepState.ISSUED)
    return asked.order_by("reply_due_on").values_list("reply_due_on", flat=True).first()


def supervised(*, seen_by: Viewer) -> Q:
    """The tickets on which a step is out; asked of those that the viewer sees."""
    out = LadderStep.objects.filter(ticket=OuterRef("pk"), state=StepState.ISSUED)
    return Q(Exists(out))


def rung_history(county_id: int, *, seen_by: Viewer) -> QuerySet[Rung]:
    """Return every row that was ever set for this very county, the newest first."""
    found = Rung.objects.filter(region_id=county_id).select_related("set_by")
    return found.order_by("order", "code", "-valid_from", "-pk")


def _sight(viewer: Viewer) -> Q:
    """Which steps of a visible ticket are to be seen."""
    if viewer.is_system:
        return Q()
    return _sight_in(viewer.county_ids)


def _sight_in(county_ids: Sequence[int]) -> Q:
    return ~Q(state__in=INSIDE) | Q(county__any_of=county_ids)


def _steps(ticket: int, sight: Q) -> Any:
    return LadderStep.objects.filter(sight, ticket=ticket).order_by("pk").values(*SHOWN)


_STEPS = Prepared(lambda pk, counties: _steps(pk, _sight_in(counties)), ID, IDS)
_ALL_STEPS = Prepared(lambda pk: _steps(pk, Q()))


def _line(row: dict[str, Any], letter: TextChoices | None, today: date) -> StepLine:
    return StepLine(
        **{name: row[name] for name in PLAIN},
        name=row["rung__name"],
        text=row["rung__text"],
        addressees=row["rung__addressees"],
        basis=row["rung__basis"],
        state=StepState(row["state"]),
        word=word(row["state"], row["rung__template"], letter),
        signed_by=_signature(row["approved_by__name"], row["principal__name"]),
        is_broken=_is_broken(row, today),
        reply_by=row["reply_by__name"] or "",
        end=row["lifted_why"] or row["refused_why"],
        is_exhausted=row["exhausted_at"] is not None,
    )


def _is_broken(row: dict[str, Any], today: date) -> bool:
    promised_on, is_over = row["promised_on"], row["lifted_at"] is not None
    return promised_on is not None and promised_on < today and not is_over


def word(state: str, template: str, letter: TextChoices | None) -> str:
    """Say how a step stands beside the state of its letter, as far as the reader may see that."""
    label = str(letter.label) if letter else ""
    prints = template in ladder_templates.PRINTED
    return ladder.word_of(state, prints=prints, letter=letter or "", letter_label=label)


def _suspension(row: dict[str, Any]) -> SuspensionLine:
    signed_by = _signature(row["approved_by__name"], row["principal__name"])
    return SuspensionLine(**{name: row[name] for name in SUSPENDED}, signed_by=signed_by)


def _signature(name: str | None, principal: str | None) -> str:
    return f"{name} 代 {principal}" if name and principal else name or ""


def _signed_by(viewer: Viewer) -> Q | None:
    ways = (
        (Approver.OFFICE_CLERK, viewer.office_county_ids),
        (Approver.OFFICE_HEAD, viewer.office_head_county_ids),
        (Approver.LEADER, viewer.leader_county_ids),
    )
    found = None
    for approver, counties in ways:
        if counties:
            one = Q(rung__approver=approver, county__in=counties)
            found = one if found is None else found | one
    return found
