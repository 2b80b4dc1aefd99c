"""Sealed stubs (密封转送) of one's own side, for those who keep them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from cadres.errors import Absent
from cases.leads.handling.models.signing import Stub
from cases.leads.keys.selectors import members
from cases.leads.vault.rules.reader import Reader
from cases.tickets.rules.closing import approvals

SHOWN = 200


@dataclass(frozen=True, slots=True)
class StubLine:
    """A stub with the names of who took it in and who handed it on."""

    stub: Stub
    made_by: str
    handed_by: str
    is_late: bool


def rows(*, seen_by: Reader) -> QuerySet[Stub]:
    """The newest first; for other duties there are none."""
    if not seen_by.keeps_stubs:
        return Stub.objects.none()
    own = Stub.objects.filter(county_id=seen_by.county_id, side=seen_by.side)
    return own.order_by("-received_on", "-pk")


def lines(*, seen_by: Reader) -> list[StubLine]:
    """The newest `SHOWN`, with names; one query for all of these."""
    found = list(rows(seen_by=seen_by)[:SHOWN])
    ids = [stub.made_by_id for stub in found] + [stub.handed_by_id or 0 for stub in found]
    names = members.names_of(ids, seen_by=seen_by)
    return [
        StubLine(
            stub,
            names.get(stub.made_by_id, members.GONE),
            names.get(stub.handed_by_id or 0, members.GONE),
            stub.due_on < seen_by.today,
        )
        for stub in found
    ]


def digest(stub: Stub) -> str:
    """Of what the page shows to whoever signs for it."""
    days = (stub.received_on, stub.due_on, stub.handed_on, stub.is_received)
    return approvals.seen_digest(stub.pk, stub.number, *days)


def fetch(pk: int, *, seen_by: Reader) -> Stub:
    """Return the stub; hidden and missing look the same."""
    stub = rows(seen_by=seen_by).filter(pk=pk).first()
    if stub is None:
        raise Absent("没有这件密封转送。")
    return stub
