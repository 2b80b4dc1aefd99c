"""The terms that run in the room, for the kernel and for whoever asks why a day is that day."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import moment_of
from cadres.deadlines.rules.terms import Explanation, OpenRow, OpenTerm
from cadres.deadlines.selectors.terms import Calendars, stored
from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer
from cases.leads.handling.models.recounts import RoomRecount
from cases.leads.handling.models.signing import Stub
from cases.leads.handling.selectors import stubs
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.steps.selectors import clocks
from cases.leads.vault.rules.reader import Reader

CLOCK, STUB = "clock", "stub"


@dataclass(frozen=True, slots=True)
class Why:
    """One term in words, with every recount that moved it."""

    label: str
    explanation: Explanation
    recounts: list[RoomRecount]


def running(*, seen_by: Viewer) -> QuerySet[LeadClock]:
    """Return the clocks that run, of all leads; only the room's own task asks."""
    _check_task(seen_by)
    return LeadClock.objects.filter(ended_at__isnull=True).select_related("lead")


def waiting_stubs(*, seen_by: Viewer) -> QuerySet[Stub]:
    _check_task(seen_by)
    return Stub.objects.filter(handed_on__isnull=True)


def clock_row(row: LeadClock) -> OpenRow:
    one = OpenTerm(
        row.get_clock_display(),
        stored(row, row.started_at, row.due_on),
        row.due_on,
        row.is_due_provisional,
    )
    return OpenRow(row.pk, CLOCK, row.lead.county_id, (one,))


def stub_row(row: Stub) -> OpenRow:
    term = stored(row, moment_of(row.received_on), row.due_on)
    one = OpenTerm("密封转送", term, row.due_on, row.is_due_provisional)
    return OpenRow(row.pk, STUB, row.county_id, (one,))


def of_lead(lead: Lead, *, seen_by: Reader) -> list[Why]:
    """Explain every clock of a lead that the reader found, but those made void."""
    found = [one for one in clocks.of_lead(lead, seen_by=seen_by) if not one.is_void]
    days, moved = Calendars(lead.county_id), _recounts(CLOCK, [one.pk for one in found])
    return [
        Why(
            one.get_clock_display(),
            terms.explain(stored(one, one.started_at, one.due_on), days.__getitem__),
            moved.get(one.pk, []),
        )
        for one in found
    ]


def of_stub(stub: Stub, *, seen_by: Reader) -> Why:
    """Explain the term of a stub that the reader keeps."""
    stub = stubs.fetch(stub.pk, seen_by=seen_by)
    opened = stub_row(stub)
    (one,) = opened.terms
    explanation = terms.explain(one.term, Calendars(stub.county_id).__getitem__)
    return Why(one.label, explanation, _recounts(STUB, [stub.pk]).get(stub.pk, []))


def _recounts(kind: str, pks: list[int]) -> dict[int, list[RoomRecount]]:
    found: dict[int, list[RoomRecount]] = {}
    for row in RoomRecount.objects.filter(kind=kind, object_id__in=pks).order_by("pk"):
        found.setdefault(row.object_id, []).append(row)
    return found


def _check_task(viewer: Viewer) -> None:
    if not viewer.is_system:
        raise NotPermitted("线索室的时限由系统统一重算。")
