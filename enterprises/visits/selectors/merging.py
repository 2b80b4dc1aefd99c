"""What of the contact calendar goes over when one enterprise becomes part of another, in counts."""

from __future__ import annotations

from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, ContactWish, Enterprise, OfficialCheck


def effects(old: Enterprise, new: Enterprise, viewer: Viewer) -> Effects:
    """Plans that stand go over; the wish too, where the new one has none of its own."""
    planned = Booking.objects.open().filter(enterprise=old).count()
    wished = ContactWish.objects.filter(enterprise=old, ended_at__isnull=True).count()
    has_own = ContactWish.objects.filter(enterprise=new, ended_at__isnull=True).exists()
    checked = OfficialCheck.objects.standing().filter(enterprise=old).count()
    ends = Holding(wished, "项联系意愿（新企业已有自己的意愿）")
    goes = Holding(wished, "项联系意愿")
    return Effects(
        moves=counted((Holding(planned, "次走访预约"), *(() if has_own else (goes,)))),
        stays=counted((Holding(checked, "次涉企检查记录"), *((ends,) if has_own else ()))),
    )
