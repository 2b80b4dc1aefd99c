"""Whom a bulletin concerns: those who approve it, who proposed it, and all to whom it goes."""

from __future__ import annotations

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import OFFICE, SUPERVISION, UNIT, Role
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules.workflow import APPROVING_ROLES
from cases.models import Bulletin


def tell_approvers(kind: str, row: Bulletin, *, actor: Viewer) -> None:
    """The head of the office and the leaders of the county, deputies included."""
    posts = Posting.objects.in_force(actor.today).in_region(row.county_id)
    to = posts.holding(*APPROVING_ROLES).with_deputies(actor.at)
    outbox.queue(kind, row.pk, to=to, actor=actor)


def tell_person(kind: str, row: Bulletin, cadre_id: int | None, *, actor: Viewer) -> None:
    outbox.queue(kind, row.pk, to=[cadre_id] if cadre_id else [], actor=actor)


def tell_all(kind: str, row: Bulletin, *, actor: Viewer) -> None:
    """Everybody of the county who may read it: units, office, supervisors, leaders."""
    posts = Posting.objects.in_force(actor.today).in_region(row.county_id)
    to = posts.holding(*UNIT, *OFFICE, *SUPERVISION, Role.LEADER).cadre_ids()
    outbox.queue(kind, row.pk, to=list(dict.fromkeys(to)), actor=actor)
