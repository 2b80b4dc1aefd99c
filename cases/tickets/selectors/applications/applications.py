"""What was asked for (申请) as pages show it, and what waits for somebody's decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from cadres.deadlines.rules.limits import Due
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import NotPermitted
from cadres.pages.models.prepared import Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules import visibility
from cases.tickets.rules.applications import applications, extensions
from cases.tickets.rules.applications.applications import (
    HELD,
    WAYS,
    ApplicationKind,
    ApplicationState,
    Ground,
    Level,
)
from cases.tickets.rules.closing.contact_attempts import ContactMeans
from cases.tickets.rules.workflow import Action, Party

# Shown as they stand; the rest is put into words first.
PLAIN = (
    *("pk", "round", "reason", "tried", "proposal", "days", "until_on", "owner"),
    *("digest", "asked_at"),
    *("due_on", "is_due_provisional", "raised_on", "decided_at", "decision", "returned_at"),
    *("answer", "told_at"),
)
# What a card shows, and where it stands.
COLUMNS = (
    *(*PLAIN, "kind", "state", "ground", "level", "unit_id", "unit__name"),
    *("asked_by__name", "decided_by__name", "principal__name", "told_by__name", "told_how"),
)

_OF_TICKET = Prepared(
    lambda pk: Application.objects.filter(ticket=pk).order_by("pk").values(*COLUMNS)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One application: what it asks for, where it stands, and what this viewer may do with it."""

    pk: int
    kind: ApplicationKind
    state: ApplicationState
    round: int
    reason: str
    tried: str
    proposal: str
    days: int | None
    until_on: date | None
    owner: str
    ground: str
    level: str
    digest: str
    asked_by: str
    unit: str
    asked_at: datetime
    due_on: date
    is_due_provisional: bool
    raised_on: date | None
    decided_by: str
    decided_at: datetime | None
    decision: str
    returned_at: datetime | None
    answer: str
    told_at: datetime | None
    # By whom the enterprise was told of an extension, and how.
    told: str
    # What the promise says now, and what it would say once this were granted.
    due_before: date
    due_after: date
    # Said before anybody signs: the day to which it leads is past already.
    warning: str = ""
    # In which part this viewer may decide on it; in none where it is not theirs.
    party: Party | None = None
    may_grant: bool = False
    may_refuse: bool = False
    may_take_back: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.state is ApplicationState.WAITING

    @property
    def is_untold(self) -> bool:
        """Granted, and of no effect before the enterprise has heard of it."""
        is_granted = self.state is ApplicationState.GRANTED
        return self.kind is ApplicationKind.EXTENSION and is_granted and self.told_at is None

    @property
    def ask(self) -> str:
        return _verb(WAYS[self.kind].ask)

    @property
    def grant(self) -> str:
        return _verb(WAYS[self.kind].grant)

    @property
    def refuse(self) -> str:
        return _verb(WAYS[self.kind].refuse)

    @property
    def decider(self) -> str:
        """Who is to decide: 助企办主任; 助企办主任或县领导 once it has gone up."""
        way = WAYS[self.kind]
        names = [way.decider.label, *([way.above.label] if self.raised_on else [])]
        return "或".join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Applications:
    """All that was asked for on one ticket."""

    all: tuple[Asked, ...] = ()

    @property
    def waiting(self) -> list[Asked]:
        return [one for one in self.all if one.is_waiting]

    @property
    def settled(self) -> list[Asked]:
        """What was decided, taken back or lapsed; the newest first."""
        return [one for one in reversed(self.all) if not one.is_waiting]

    def untold(self, round_number: int) -> Asked | None:
        """The extension that this round has, and of which the enterprise has not heard."""
        found = (one for one in self.all if one.is_untold and one.round == round_number)
        return next(found, None)

    @property
    def kinds(self) -> frozenset[str]:
        """Of which kinds something waits for a decision."""
        return frozenset(one.kind for one in self.waiting)


def handed_to(ticket: Ticket, *, seen_by: Viewer) -> str:
    """Return to which level the ticket is handed up now (提级), empty where it is not."""
    visible = Ticket.objects.visible_to(seen_by).filter(pk=ticket.pk)
    running = Application.objects.filter(ticket__in=visible, kind=ApplicationKind.HAND_UP)
    running = running.filter(state=ApplicationState.GRANTED, returned_at=None)
    return running.values_list("level", flat=True).first() or ""


def of_ticket(
    ticket: Ticket, found: Iterable[Mapping[str, Any]], days: WorkCalendar, *, seen_by: Viewer
) -> list[Asked]:
    """Return rows of COLUMNS of a ticket, which was found through visibility, as they are shown."""
    parties = visibility.parties_of(seen_by, ticket)
    return [_asked(row, ticket, days, parties, seen_by) for row in found]


def of_page(
    ticket: Ticket, days: WorkCalendar, actions: Iterable[Action], *, seen_by: Viewer
) -> tuple[Applications, tuple[Action, ...]]:
    """Return what was asked for with what may be pressed on each, and the steps left open.

    The ticket was found through visibility.
    """
    asked = of_ticket(ticket, _OF_TICKET(ticket.pk), days, seen_by=seen_by)
    left = applications.open_actions(
        actions,
        {one.kind for one in asked if one.party},
        has_own=any(one.may_take_back for one in asked),
        has_untold=any(one.is_untold and one.round == ticket.round for one in asked),
    )
    return Applications(tuple(_with_buttons(one, left) for one in asked)), left


def to_decide(*, seen_by: Viewer, shown: int) -> list[tuple[int, dict[str, Any]]]:
    """Return what waits for this viewer's decision, the most urgent first: ticket and row."""
    if not (seen_by.office_head_county_ids or seen_by.leader_county_ids):
        return []
    return [(row["ticket_id"], row) for row in _to_decide(shown)(seen_by=seen_by)]


@cache
def _to_decide(shown: int) -> PreparedForViewer:
    return PreparedForViewer(lambda viewer: _waiting(viewer)[:shown])


def _waiting(viewer: Viewer) -> Any:
    visible = Ticket.objects.visible_to(viewer).filter(state__in=sorted(HELD))
    waiting = Application.objects.filter(applications.to_decide(viewer), ticket__in=visible)
    return waiting.order_by("due_on", "pk").values("ticket_id", *COLUMNS)


def _asked(
    row: Mapping[str, Any],
    ticket: Ticket,
    days: WorkCalendar,
    parties: frozenset[Party],
    viewer: Viewer,
) -> Asked:
    state, kind = ApplicationState(row["state"]), ApplicationKind(row["kind"])
    waits = state is ApplicationState.WAITING and ticket.state in HELD
    own = applications.may_take_back(row["unit_id"], viewer, ticket.county_id)
    return Asked(
        **{name: row[name] for name in PLAIN},
        kind=kind,
        state=state,
        ground=Ground(row["ground"]).label if row["ground"] else "",
        level=Level(row["level"]).label if row["level"] else "",
        unit=row["unit__name"] or "县助企办",
        asked_by=row["asked_by__name"],
        decided_by=_signer(row),
        told=_told_by(row),
        due_before=ticket.due_on,
        due_after=_after(ticket, row["days"], days),
        warning=_warning(ticket, row["days"], days, viewer.today) if waits else "",
        party=_party(kind, row["raised_on"] is not None, parties) if waits else None,
        may_take_back=waits and own,
    )


def _after(ticket: Ticket, more: int | None, days: WorkCalendar) -> date:
    due = Due(ticket.due_on, ticket.is_due_provisional, ticket.due_at)
    return extensions.extended(due, more, days).on if more else due.on


def _warning(ticket: Ticket, more: int | None, days: WorkCalendar, today: date) -> str:
    return extensions.warning(_after(ticket, more, days), today, days) if more else ""


def warning(application: Application, *, seen_by: Viewer) -> str:
    """Say of one that waits, on a ticket found through visibility, that it leads into the past."""
    if application.state != ApplicationState.WAITING or not application.days:
        return ""
    days = calendar.work_calendar(region_id=application.county_id)
    return _warning(application.ticket, application.days, days, seen_by.today)


def _with_buttons(one: Asked, actions: Collection[Action]) -> Asked:
    way, is_theirs = WAYS[one.kind], one.party is not None
    return replace(
        one,
        may_grant=is_theirs and way.grant in actions,
        may_refuse=is_theirs and way.refuse in actions,
    )


def _party(kind: ApplicationKind, raised: bool, parties: frozenset[Party]) -> Party | None:
    try:
        return applications.decider_of(kind, raised, parties)
    except NotPermitted:
        return None


def _signer(row: Mapping[str, Any]) -> str:
    """李四 代 王强, where a deputy decided."""
    name, principal = row["decided_by__name"], row["principal__name"]
    return f"{name} 代 {principal}" if principal else name or ""


def _told_by(row: Mapping[str, Any]) -> str:
    """电话，张伟; 企业链接, where the enterprise read of it itself."""
    how = ContactMeans(row["told_how"]).label if row["told_how"] else ""
    return "，".join(part for part in (how, row["told_by__name"]) if part)


def _verb(action: str) -> str:
    return action.replace("_", "-")
