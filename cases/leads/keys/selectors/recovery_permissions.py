"""Recorded permissions to use the printed recovery key once."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from cadres.errors import WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.procedure.models.people import Member, Permission
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.rules.reader import Reader

GIVER = {
    RecoveryPurpose.PASSPHRASE: "请先由本方负责人在“成员”中给予许可。",
    RecoveryPurpose.LEAVER: "请先由本方另一位负责人在“成员”中给予许可。",
}


def usable(member: Member, purpose: RecoveryPurpose, *, seen_by: Viewer) -> Permission:
    """Return the permission that holds now; WrongState where there is none, or it is over."""
    found = Permission.objects.filter(member=member, purpose=purpose, used_at__isnull=True).first()
    if found is None:
        raise WrongState(f"还没有“{purpose.label}”的许可。{GIVER[purpose]}")
    if found.ends_at <= seen_by.at:
        until = timezone.localtime(found.ends_at)
        raise WrongState(
            f"“{purpose.label}”的许可已于 {until.month}月{until.day}日 {until:%H:%M} 到期，"
            "请负责人重新给予许可。"
        )
    return found


def rows(*, seen_by: Reader) -> QuerySet[Permission]:
    """The permissions of the reader's side that hold now, for those who decide there."""
    if not seen_by.decides:
        return Permission.objects.none()
    return (
        Permission.objects.filter(
            member__office__county_id=seen_by.county_id,
            member__office__side=seen_by.side,
            used_at__isnull=True,
            ends_at__gt=seen_by.at,
        )
        .select_related("member")
        .order_by("pk")
    )
