"""The measures of a ticket, each with the files that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from cadres.pages.models.prepared import IDS, Prepared
from cases.models import Measure, Ticket
from cases.tickets.selectors.page.files import File

COLUMNS = (
    *("pk", "text", "owner_name", "due_on", "done_on", "evidence", "round"),
    "next_feedback_on",
)
_OF_TICKETS = Prepared(
    lambda pks: (
        Measure.objects.filter(ticket__any_of=pks).order_by("pk").values("ticket_id", *COLUMNS)
    ),
    IDS,
)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with the files that show it."""

    pk: int
    text: str
    owner_name: str
    due_on: date | None
    done_on: date | None
    evidence: str
    round: int
    next_feedback_on: date | None
    files: list[File]


def of(ticket: Ticket, files: Sequence[File]) -> list[MeasureLine]:
    """Return the measures of a ticket that was found through visibility, of every round."""
    return of_tickets([ticket.pk], {ticket.pk: files}).get(ticket.pk, [])


def of_tickets(
    pks: Collection[int], files: Mapping[int, Sequence[File]]
) -> dict[int, list[MeasureLine]]:
    """Return for each of these tickets, found through visibility, its measures; one query."""
    shown: dict[int | None, list[File]] = defaultdict(list)
    for file in chain.from_iterable(files.values()):
        shown[file.measure_id].append(file)
    found: dict[int, list[MeasureLine]] = defaultdict(list)
    for row in _OF_TICKETS(list(pks)):
        line = MeasureLine(files=shown.get(row["pk"], []), **{name: row[name] for name in COLUMNS})
        found[row["ticket_id"]].append(line)
    return found
