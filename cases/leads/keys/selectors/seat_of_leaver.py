"""The seat of somebody who leaves (离岗), told to the head of that very side and to nobody else."""

from __future__ import annotations

from django.urls import reverse

from cadres.models import Cadre
from cadres.people.selectors.person_page import Held, InHand
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import seats
from cases.leads.procedure.models.people import Member
from cases.leads.procedure.rules.vocabulary import Duty


def of_cadre(cadre: Cadre, *, seen_by: Viewer) -> InHand | None:
    """Return the person's seat; only who may head a side costs a look into the room."""
    if not {post.role for post in seen_by.own_posts} & set(seats.HEADS.values()):
        return None
    own = seats.member_of(seen_by)
    if own is None or own.duty != Duty.HEAD:
        return None
    seat = Member.objects.filter(
        cadre_id=cadre.pk, office_id=own.office_id, ended_at__isnull=True
    ).first()
    if seat is None:
        return None
    address = reverse("leads:member", args=[seat.pk])
    return InHand(
        heading="线索室席位",
        things=[Held(Duty(seat.duty).label, "本侧席位", address)],
        total=1,
        leaving="离岗前请在线索室移交名下线索并结束席位。",
    )
