"""The units that take part hear of a service day: their clerks, and their heads."""

from __future__ import annotations

from collections.abc import Collection

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ServiceDay


def tell(kind: str, day: ServiceDay, unit_ids: Collection[int], *, actor: Viewer) -> None:
    """Nobody is asked to come to a day that was held already."""
    if day.held_on < actor.today or not unit_ids:
        return
    posts = Posting.objects.in_force(actor.today).in_units(unit_ids)
    clerks = posts.holding(Role.UNIT_CLERK).cadre_ids()
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    outbox.queue(kind, day.pk, to=[*clerks, *heads], actor=actor)
