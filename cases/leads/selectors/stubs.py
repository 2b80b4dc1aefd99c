"""Sealed stubs (密封转送) of one's own side, for those who keep them."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import Absent
from cases.leads.models import Stub
from cases.leads.rules.matters import STUB_KEEPERS
from cases.leads.rules.reader import Reader


def rows(*, seen_by: Reader) -> QuerySet[Stub]:
    """The newest first; for other duties there are none."""
    if seen_by.duty not in STUB_KEEPERS:
        return Stub.objects.none()
    own = Stub.objects.filter(county_id=seen_by.county_id, side=seen_by.side)
    return own.order_by("-received_on", "-pk")


def fetch(pk: int, *, seen_by: Reader) -> Stub:
    """Return the stub; hidden and missing look the same."""
    stub = rows(seen_by=seen_by).filter(pk=pk).first()
    if stub is None:
        raise Absent("没有这件密封转送。")
    return stub
