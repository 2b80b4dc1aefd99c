"""What becomes of everything when one enterprise goes over into another, in counts."""

from __future__ import annotations

from collections.abc import Callable

from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Contact, Enterprise, EnterpriseCode, Visit
from enterprises.register.rules import merging

Look = Callable[[Enterprise, Enterprise, Viewer], Effects]
# An upper app says what becomes of its things.
_looks: list[Look] = []


def register(look: Look) -> None:
    _looks.append(look)


def effects(old: Enterprise, new: Enterprise, *, seen_by: Viewer) -> Effects:
    """Return what would happen if `old` went over into `new`."""
    found = Effects(refusals=merging.in_the_way(old, new))
    for look in _looks:
        found += look(old, new, seen_by)
    return found + _own(old, new, seen_by)


def running(enterprise: Enterprise, *, seen_by: Viewer) -> list[Assignment]:
    """Return the coverage that holds or is to begin."""
    return list(Assignment.objects.not_over(seen_by.today).filter(enterprise=enterprise))


def code_of(enterprise: Enterprise, *, seen_by: Viewer) -> EnterpriseCode | None:
    return EnterpriseCode.objects.filter(enterprise=enterprise, revoked_at__isnull=True).first()


def _own(old: Enterprise, new: Enterprise, viewer: Viewer) -> Effects:
    codes = 1 if code_of(old, seen_by=viewer) else 0
    keeps_sign = code_of(new, seen_by=viewer) is None
    sign = "个二维码（原来的标牌照用）" if keeps_sign else f"个二维码停用（{new}已有在用的）"
    gates = counted((Holding(codes, sign),))
    moves = counted(
        (
            Holding(len(running(old, seen_by=viewer)), "条包联关系"),
            Holding(Contact.objects.filter(enterprise=old).count(), "名联系人"),
            Holding(1 + old.aliases.count(), "个名称，今后都能找到" + str(new)),
        )
    )
    visits = Holding(Visit.objects.filter(enterprise=old).count(), "次走访记录")
    return Effects(
        moves=(*moves, *gates) if keeps_sign else moves,
        stays=counted((visits,)) if keeps_sign else (*counted((visits,)), *gates),
    )
