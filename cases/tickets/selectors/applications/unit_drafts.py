"""What clerks drafted for their unit: whose signature it needs, and what waits for it (待签发)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet

from cadres.deadlines.selectors import limits
from cadres.pages.models.prepared import ID, OTHER_ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, UnitDraft
from cases.tickets.rules.applications import unit_drafts
from cases.tickets.rules.applications.unit_drafts import OPEN_DRAFTS, WAYS, DraftKind, DraftState


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One field of what is said."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """One draft as its unit sees it: the words, where it stands, and what one may do with it."""

    pk: int
    kind: DraftKind
    state: DraftState
    digest: str
    said: list[DraftLine]
    words: dict[str, Any]
    drafted_by: str
    drafted_at: datetime
    signed_by: str
    ended_at: datetime | None
    note: str
    # Until when it may be signed, why, and whether that is over.
    sign_by: date | None
    sign_by_why: str
    is_late: bool
    may_sign: bool = False
    may_change: bool = False

    @property
    def ask(self) -> str:
        """The last part of the address by which it is written anew."""
        return WAYS[self.kind].action.value.replace("_", "-")


def needs_signature(ticket: Ticket, kind: DraftKind, *, seen_by: Viewer) -> bool:
    """Does the unit's head sign this kind here? The office, asking in its own name, needs none."""
    if not unit_drafts.is_of(seen_by, ticket.unit_id):
        return False
    key = WAYS[kind].unsigned
    return limits.book(seen_by.today, ticket.county_id, key=key).get(key) is None


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> list[Drafted]:
    """Return what is open of the own unit on a ticket that was found through visibility."""
    if not unit_drafts.is_of(seen_by, ticket.unit_id):
        return []
    rows = _OPEN(ticket.pk, ticket.unit_id, seen_by=seen_by)
    return [_drafted(row, seen_by) for row in rows]


def to_sign(*, seen_by: Viewer, shown: int) -> list[tuple[int, Drafted]]:
    """Return what waits for this head's signature, the most urgent first: ticket, draft."""
    if not seen_by.head_unit_ids:
        return []
    found = _to_sign(shown)(seen_by=seen_by)
    return [(row.ticket_id, _drafted(row, seen_by)) for row in found]


@cache
def _to_sign(shown: int) -> PreparedForViewer:
    return PreparedForViewer(lambda viewer: _waiting(viewer)[:shown])


def _waiting(viewer: Viewer) -> QuerySet[UnitDraft]:
    visible = Ticket.objects.visible_to(viewer).filter(unit_id__in=viewer.head_unit_ids)
    rows = _rows().filter(
        unit__in=viewer.head_unit_ids, state=DraftState.WAITING, ticket__in=visible
    )
    return rows.order_by(F("sign_by").asc(nulls_last=True), "drafted_at", "pk")


def shown(row: UnitDraft, *, seen_by: Viewer) -> Drafted:
    """Return a draft that its unit has just dealt with."""
    return _drafted(row, seen_by)


def _rows() -> QuerySet[UnitDraft]:
    return UnitDraft.objects.select_related("drafted_by", "signed_by", "principal")


def _open(viewer: Viewer, ticket_id: int, unit_id: int) -> QuerySet[UnitDraft]:
    return _rows().filter(ticket=ticket_id, unit=unit_id, state__in=OPEN_DRAFTS)


# Asked by every page of a ticket that its unit opens.
_OPEN = PreparedForViewer(_open, ID, OTHER_ID)


def _drafted(row: UnitDraft, viewer: Viewer) -> Drafted:
    waits = row.state == DraftState.WAITING
    signer = row.signed_by.name if row.signed_by else ""
    return Drafted(
        pk=row.pk,
        kind=DraftKind(row.kind),
        state=DraftState(row.state),
        digest=row.digest,
        said=[DraftLine(*line) for line in unit_drafts.lines(row.kind, row.words)],
        words=row.words,
        drafted_by=row.drafted_by.name,
        drafted_at=row.drafted_at,
        signed_by=f"{signer} 代 {row.principal.name}" if row.principal else signer,
        ended_at=row.ended_at,
        note=row.note,
        sign_by=row.sign_by,
        sign_by_why=unit_drafts.LAST_DAY.get(DraftKind(row.kind), ""),
        is_late=row.sign_by is not None and row.sign_by < viewer.today,
        may_sign=waits and row.unit_id in viewer.head_unit_ids,
        may_change=row.unit_id in viewer.clerk_unit_ids,
    )
