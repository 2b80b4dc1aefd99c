"""Whom a step of a bad rating concerns: the centre of the county, or the unit and its head."""

from __future__ import annotations

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import CENTRE, Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingAppeal, RatingCase, RatingClock
from cases.tickets.services.recipients import speak_to_units
from cases.window_ratings.rules.notice_kinds import RECOUNTED
from cases.window_ratings.rules.stages import Stage


def tell_centre(kind: str, case: RatingCase, *, actor: Viewer) -> None:
    posts = Posting.objects.in_force(actor.today).in_region(case.county_id)
    clerks = posts.holding(*(CENTRE - {Role.CENTRE_HEAD})).cadre_ids()
    heads = posts.holding(Role.CENTRE_HEAD).with_deputies(actor.at)
    outbox.queue(kind, case.rating_id, to=[*clerks, *heads], actor=actor)


def tell_centre_head(kind: str, case: RatingCase, *, actor: Viewer) -> None:
    posts = Posting.objects.in_force(actor.today).in_region(case.county_id)
    heads = posts.holding(Role.CENTRE_HEAD).with_deputies(actor.at)
    outbox.queue(kind, case.rating_id, to=heads, actor=actor)


def tell_unit(kind: str, case: RatingCase, *, actor: Viewer) -> None:
    clerks = speak_to_units([case.unit_id], case.county_id, actor=actor)
    outbox.queue(kind, case.rating_id, to=[*clerks, *_heads(case, actor)], actor=actor)


def tell_unit_head(kind: str, case: RatingCase, *, actor: Viewer) -> None:
    outbox.queue(kind, case.rating_id, to=_heads(case, actor), actor=actor)


def tell_of_recount(row: RatingClock | RatingAppeal, once_per: str, actor: Viewer) -> None:
    """A newer calendar moved the day: the unit hears where it rectifies, else the centre."""
    is_theirs = isinstance(row, RatingClock) and row.stage == Stage.RECTIFY
    tell = tell_unit if is_theirs else tell_centre
    tell(RECOUNTED, row.case, actor=actor)


def _heads(case: RatingCase, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_units([case.unit_id])
    return posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
