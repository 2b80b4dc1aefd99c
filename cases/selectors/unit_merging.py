"""What becomes of tickets, topics and letters when one unit takes another over, in counts."""

from __future__ import annotations

from django.db.models import Q

from cadres.models import Unit
from cadres.rules.unit_merging import Effects, counted
from cadres.rules.units import Holding
from cadres.rules.viewer import Viewer
from cases.models import Letter, Share, Ticket, Topic
from cases.models.querysets import TicketQuerySet
from cases.rules.letters.kinds import UNISSUED
from cases.rules.workflow import WITH_UNIT
from cases.selectors import unit_work
from cases.selectors.letters import AWAITING


def effects(old: Unit, new: Unit, viewer: Viewer) -> Effects:
    """Whoever keeps units sees none of these things: the counts are enough."""
    work = [one for one in unit_work.of_unit(old, viewer) if one.word not in unit_work.LETTERS]
    letters = Letter.objects.filter(unit=old)
    drafts = letters.filter(state__in=sorted(UNISSUED)).count()
    ended = Ticket.objects.filter(unit=old).exclude(state__in=sorted(WITH_UNIT)).count()
    refusals: tuple[str, ...] = ()
    if drafts:
        refusals = (
            f"还有 {drafts} 份给{old}的文书没有签发，单位变了原来的审批就不能算数，"
            "请先由县助企办签发或撤销。",
        )
    return Effects(
        moves=counted(work),
        stays=counted(
            (
                Holding(ended, "件已办结或作废的工单（过去的统计不变）"),
                Holding(letters.filter(AWAITING).count(), f"份等待回复的文书，由{new}回复"),
            )
        ),
        refusals=refusals,
    )


def tickets(old: Unit, *, seen_by: Viewer) -> TicketQuerySet:
    """Return what the unit leads or helps with and is not over, in the order of keys."""
    has_part = Q(co_unit_ids__contains=[old.pk])
    found = Ticket.objects.filter(Q(unit=old) | has_part, state__in=sorted(WITH_UNIT))
    return found.order_by("pk")


def topics(old: Unit, *, seen_by: Viewer) -> list[Topic]:
    """Return the topics that the unit answers for and that are not over."""
    return list(Topic.objects.filter(unit=old, closed_on__isnull=True).order_by("pk"))


def shares(pks: list[int], *, seen_by: Viewer) -> list[Share]:
    """Return the parts in these tickets that have not ended."""
    return list(Share.objects.filter(ticket__in=pks, ended_at__isnull=True).order_by("pk"))
