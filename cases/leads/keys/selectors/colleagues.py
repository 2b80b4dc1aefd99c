"""A reader's own seat, and those of its side beside it."""

from __future__ import annotations

from typing import Any

from cadres.errors import Absent
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cases.leads.procedure.models.people import Member
from cases.leads.vault.rules.reader import Reader

NONE_THERE = "没有这位成员。"


def own(*, seen_by: Reader) -> Member:
    return Member.objects.select_related("office").get(pk=seen_by.member_id)


def facts(member: Member) -> dict[str, Any]:
    """What the head may change of a seat, as it stands."""
    return {"duty": member.duty, "is_custodian": member.is_custodian}


def read(member_id: int, *, seen_by: Reader) -> Read:
    """What a page that changes a seat reads of it now."""
    member = fetch(member_id, seen_by=seen_by)
    return edits.read(member, facts(member), seen_by=seen_by.viewer)


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
