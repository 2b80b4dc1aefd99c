"""The county leaders' meeting (会商清单): what is handed up to it, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import OFFICE, SUPERVISION, Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState, Level
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.tickets import COLUMNS, TicketLine

READERS = (*sorted(OFFICE | SUPERVISION), Role.LEADER)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One matter of the meeting; `waited` in working days since it was handed up."""

    line: TicketLine
    since: date
    waited: int
    tried: str
    proposal: str


def waiting(*, seen_by: Viewer) -> list[MeetingLine]:
    """Return what waits for the meeting, the longest first."""
    if not seen_by.has(*READERS):
        raise NotPermitted("会商清单由县领导、县助企办和督查员查看。")
    granted = Application.objects.filter(
        ticket=OuterRef("pk"),
        kind=ApplicationKind.HAND_UP,
        state=ApplicationState.GRANTED,
        returned_at__isnull=True,
    ).order_by("-pk")
    up = Ticket.objects.visible_to(seen_by).filter(state=State.HANDED_UP)
    found = up.annotate(
        level=Subquery(granted.values("level")[:1]),
        since=Subquery(granted.values("decided_at")[:1]),
        tried=Subquery(granted.values("tried")[:1]),
        proposal=Subquery(granted.values("proposal")[:1]),
    ).filter(level=Level.COUNTY_MEETING)
    rows = list(found.order_by("since").values(*COLUMNS, "since", "tried", "proposal")[:LONGEST])
    known = tickets.known(rows, seen_by=seen_by)
    return [
        MeetingLine(
            line=known.lines[row["pk"]],
            since=_day(row["since"]),
            waited=_waited(row, known.days, seen_by.today),
            tried=row["tried"],
            proposal=row["proposal"],
        )
        for row in rows
    ]


def _waited(row: Mapping[str, Any], days: Mapping[int, WorkCalendar], today: date) -> int:
    return days[row["county_id"]].working_days_between(_day(row["since"]), today)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
