"""Who leaves with tickets in hand (离岗未转交): the head of the unit and the office hear of it."""

from __future__ import annotations

from datetime import datetime

from cadres.jobs.services import job_runs
from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.notifications.services.outbox import Owed
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors.takeovers import leavers_tickets
from cases.tickets.selectors.takeovers.leavers_tickets import KIND, Left


def sweep(at: datetime) -> int:
    """Tell of each who left work behind, once for each time that they leave; return how many.

    A sweep and no part of the action: a post may also end by itself, on a day that was set before.
    """
    actor = Viewer.system(at)
    found = leavers_tickets.left_behind(seen_by=actor)
    owed: list[Owed] = []

    def owe(left: Left) -> int:
        owed.append(_owed(left, actor))
        return 1

    done = job_runs.each("work left by", found, owe)
    outbox.queue_all(owed, actor=actor)
    return done


def _owed(left: Left, actor: Viewer) -> Owed:
    told = [*_heads(left, actor), *_office(left, actor)]
    return Owed(KIND, left.cadre_id, told, f"{left.unit_id} {left.last_on or ''}")


def _heads(left: Left, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_units([left.unit_id])
    return posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)


def _office(left: Left, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(left.county_id)
    heads = posts.holding(Role.OFFICE_HEAD).with_deputies(actor.at)
    return [*posts.holding(Role.OFFICE_CLERK).cadre_ids(), *heads]
