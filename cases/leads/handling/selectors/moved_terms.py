"""Days in the room that a newer calendar moved, for those whom they bind, until they have read it.

The room tells nothing outside. It tells on its desk: beside a lead until its reader has opened it
since, beside a stub until it has gone on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from cases.leads.handling.models.recounts import RoomRecount
from cases.leads.handling.selectors import stubs
from cases.leads.handling.selectors.open_terms import CLOCK, STUB
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules import clocks as timing
from cases.leads.vault.models.trail import RoomEntry
from cases.leads.vault.rules.reader import Reader

READ = "lead.read"


@dataclass(frozen=True, slots=True)
class Moved:
    """A term that ends on another day than the reader was told before."""

    label: str
    before_on: date
    after_on: date


def of_leads(rows: Sequence[Lead], *, seen_by: Reader) -> dict[int, list[Moved]]:
    """For each of the reader's leads what moved since it was read last; three queries for all."""
    routes = {lead.pk: lead.route for lead in rows}
    running = LeadClock.objects.filter(lead__in=routes, ended_at__isnull=True).order_by("pk")
    bound = [one for one in running if timing.binds(one.clock, seen_by.side, routes[one.lead_id])]
    recounts = _recounts(CLOCK, [one.pk for one in bound])
    read_at = _read_at({one.lead_id for one in bound if one.pk in recounts}, seen_by)
    found: dict[int, list[Moved]] = defaultdict(list)
    for clock in bound:
        news = _since(recounts.get(clock.pk, []), read_at.get(clock.lead_id))
        if moved := _moved(clock.get_clock_display(), news):
            found[clock.lead_id].append(moved)
    return dict(found)


def days_before(lead: Lead, *, seen_by: Reader) -> dict[int, date]:
    """For each running clock of a lead that moved, the day on which it would have ended at first;
    whoever reads the lead may know, bound or not."""
    clocks = LeadClock.objects.filter(lead=lead, ended_at__isnull=True)
    recounts = _recounts(CLOCK, clocks.values_list("pk", flat=True))
    return {pk: moved.before_on for pk, rows in recounts.items() if (moved := _moved("", rows))}


def of_stubs(*, seen_by: Reader) -> dict[int, date]:
    """For each stub of the reader's that has not gone on and moved, the day it was due before."""
    waiting = stubs.rows(seen_by=seen_by).filter(handed_on__isnull=True)
    recounts = _recounts(STUB, waiting.values_list("pk", flat=True))
    return {pk: moved.before_on for pk, rows in recounts.items() if (moved := _moved("", rows))}


def _recounts(kind: str, pks: Iterable[int]) -> Mapping[int, list[RoomRecount]]:
    found: dict[int, list[RoomRecount]] = defaultdict(list)
    for row in RoomRecount.objects.filter(kind=kind, object_id__in=list(pks)).order_by("pk"):
        found[row.object_id].append(row)
    return found


def _read_at(lead_ids: Iterable[int], reader: Reader) -> dict[int, datetime]:
    """When the reader opened each of the leads last: the room's trail knows."""
    own = RoomEntry.objects.filter(verb=READ, actor_id=reader.cadre_id)
    of_these = own.filter(object_type=Lead._meta.label_lower, object_id__in=list(lead_ids))
    return dict(of_these.order_by().values_list("object_id").annotate(Max("at")))


def _since(rows: Sequence[RoomRecount], read_at: datetime | None) -> list[RoomRecount]:
    return [row for row in rows if read_at is None or row.at > read_at]


def _moved(label: str, rows: Sequence[RoomRecount]) -> Moved | None:
    if not rows or rows[0].before_on == rows[-1].after_on:
        return None
    return Moved(label, rows[0].before_on, rows[-1].after_on)
