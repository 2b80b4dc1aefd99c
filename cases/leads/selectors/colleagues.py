"""A reader's own seat, and those of its side beside it."""

from __future__ import annotations

from cadres.errors import Absent
from cases.leads.models import Member
from cases.leads.rules.reader import Reader

NONE_THERE = "没有这位成员。"


def own(*, seen_by: Reader) -> Member:
    return Member.objects.select_related("office").get(pk=seen_by.member_id)


def fetch(member_id: int, *, seen_by: Reader) -> Member:
    """Return a member of the reader's own side who still sits there."""
    found = Member.objects.select_related("office").filter(
        pk=member_id,
        ended_at__isnull=True,
        office__county_id=seen_by.county_id,
        office__side=seen_by.side,
    )
    member = found.first()
    if member is None:
        raise Absent(NONE_THERE)
    return member
