"""The room's trail as the heads of a side read it: what their own people did and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cadres.errors import NotPermitted
from cases.leads.drop_box.models.dropped_papers import DroppedPaper, DroppedReader
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.models.people import Member
from cases.leads.vault.models.trail import RoomEntry
from cases.leads.vault.rules import verbs
from cases.leads.vault.rules.reader import Reader

LEAD, PAPER = Lead._meta.label_lower, DroppedPaper._meta.label_lower


@dataclass(frozen=True, slots=True)
class RoomLine:
    """One entry in words."""

    at: datetime
    who: str
    verb: str
    label: str

    @property
    def words(self) -> str:
        return verbs.WORDS.get(self.verb, self.verb)


def rows(*, seen_by: Reader) -> QuerySet[RoomEntry]:
    """Entries of the reader's own side, newest first; of leads that do not exist for it, none."""
    if not seen_by.decides:
        raise NotPermitted("查阅记录由本方负责人查看。")
    people = Member.objects.filter(office__members=seen_by.member_id).values("cadre_id")
    visible = Lead.objects.visible_to(seen_by).values("pk")
    dropped = DroppedReader.objects.filter(member=seen_by.member_id).values("paper")
    about = (
        ~Q(object_type__in=(LEAD, PAPER))
        | Q(object_type=LEAD, object_id__in=visible)
        | Q(object_type=PAPER, object_id__in=dropped)
    )
    return RoomEntry.objects.filter(about, actor_id__in=people).order_by("-pk")


def lines(entries: Sequence[RoomEntry]) -> list[RoomLine]:
    return [RoomLine(one.at, one.actor_name, one.verb, one.object_label) for one in entries]
