"""The lines that the last weeks left in people's inboxes; older ones are not made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cadres.models import Notice
from cases.management.made_counties.days import DAY
from cases.management.made_counties.registry import Office, Post
from cases.management.made_counties.tables import NULL
from cases.tickets.rules.workflow import Action

if TYPE_CHECKING:
    from cases.management.made_counties.tickets.life import Life

WEEKS = 4
# What is older than this was mostly read.
FRESH_DAYS = 3
KINDS = {
    Action.FILE: "ticket_filed",
    Action.VOID: "ticket_voided",
    Action.DISPATCH: "ticket_dispatched",
    Action.OBJECT: "ticket_objected",
    Action.ACCEPT: "ticket_accepted",
    Action.NOTE: "ticket_progress",
    Action.RESOLVE: "ticket_resolved",
    Action.SEND_BACK: "ticket_sent_back",
    Action.APPROVE: "ticket_approved",
    Action.CONFIRM: "ticket_closed",
    Action.CALL_BACK: "ticket_closed",
    Action.DENY: "ticket_denied",
    Action.DENY_BY_CALL: "ticket_denied",
    Action.REMAIN: "ticket_remains",
    Action.REMAIN_BY_CALL: "ticket_remains",
}
TO_FILER = frozenset({Action.VOID, Action.ACCEPT, Action.NOTE})
TO_CLERKS = frozenset({Action.DISPATCH, Action.SEND_BACK})


def tell(life: Life, action: Action, actor: Post | None) -> None:
    """Owe a line to everybody concerned who is in post today, but the one who did it."""
    if action not in KINDS or life.now < life.days.end - WEEKS * 7 * DAY:
        return
    today, own = life.today, actor.person.pk if actor else None
    posts = [post for post in _concerned(life, action) if post.since <= today <= post.until]
    for pk in sorted({post.person.pk for post in posts} - {own}):
        life.rows[Notice].append(
            f"{pk}\t{KINDS[action]}\t{life.pk}\t{life.days.stamp(life.now)}\t{_read_at(life)}"
        )


def _concerned(life: Life, action: Action) -> Iterable[Post]:
    if action is Action.FILE:
        return life.county.campaign
    if action in TO_FILER:
        return [life.filer]
    if action is Action.OBJECT:
        return [life.dispatcher] if life.dispatcher else []
    if action is Action.APPROVE:
        return [*_team(life), *life.county.campaign]
    if life.unit is None:
        return []
    return _of_unit(life, life.unit, action)


def _of_unit(life: Life, unit: Office, action: Action) -> Iterable[Post]:
    if action is Action.RESOLVE:
        return unit.heads
    if action in TO_CLERKS:
        return [post for office in (unit, *life.helpers) for post in office.clerks]
    return [life.filer, *unit.clerks, *unit.heads]


def _team(life: Life) -> list[Post]:
    covers = life.firm.covers if life.firm else []
    return [life.county.cadre_posts[person.pk] for _, _, person in covers]


def _read_at(life: Life) -> str:
    is_old = life.now < life.days.end - FRESH_DAYS * DAY
    if life.rng.random() < (0.85 if is_old else 0.3):
        return life.days.stamp(min(life.now + 30, life.days.end))
    return NULL
