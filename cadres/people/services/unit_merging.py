"""One unit takes another over (撤并), or a part of it (拆分): people and their open work go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Protocol

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Delegation, Posting, Unit, UnitSplit
from cadres.people.rules import authority
from cadres.people.rules import unit_merging as rules
from cadres.people.selectors import unit_merging
from cadres.people.selectors.unit_merging import People
from cadres.people.services import open_sessions, oversight, units
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

VERB, SPLIT = "unit.merge", "unit.split"


class Follower(Protocol):
    """Moves what an upper app keeps of the old unit to the new; `action` is the trail's line."""

    def __call__(
        self, old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
    ) -> None: ...


# Called in the same transaction, filled in apps.ready().
on_merged: list[Follower] = []


@transaction.atomic
def merge_units(old: Unit, new: Unit, *, actor: Viewer, seen: str, reason: str) -> Unit:
    """`new` takes over all that `old` has open, with its people; return `new`.

    `seen` is the mark of the counts that the page showed. No clock is touched; what is over stays
    under the old name, which leads to the new unit from now on.
    """
    old, new = _ready(old, new, actor, reason)
    _hand_over(VERB, old, new, None, actor=actor, seen=seen, why=f"{old}并入{new}：{reason}")
    for unit in Unit.objects.filter(parent=old).order_by("pk"):
        units.move_below(unit, new, actor=actor)
    oversight.follow_merged(old, new, actor=actor)
    _close(old, new, actor)
    return new


@transaction.atomic
def split_unit(
    old: Unit, new: Unit, people: Collection[int], *, actor: Viewer, seen: str, reason: str
) -> Unit:
    """Some people of `old` go to `new`, with the tickets in their hands; `old` goes on.

    What nobody of them has in hand stays, and is the office's to give to others.
    """
    old, new = _ready(old, new, actor, reason)
    why = f"由{old}划入{new}：{reason}"
    _hand_over(SPLIT, old, new, frozenset(people), actor=actor, seen=seen, why=why)
    UnitSplit.objects.get_or_create(old=old, new=new, on=actor.today)
    return new


def _ready(old: Unit, new: Unit, actor: Viewer, reason: str) -> tuple[Unit, Unit]:
    old, new = _locked(old, new)
    for unit in (old, new):
        authority.check_may_manage_units(actor, unit.region.path)
    if not reason.strip():
        raise Invalid("请写明依据或原因。", {"reason": "请写明依据，例如机构改革方案的文号。"})
    return old, new


def _hand_over(
    verb: str, old: Unit, new: Unit, people: People, *, actor: Viewer, seen: str, why: str
) -> None:
    """Check what the page showed, and move people and work with one line in the trail."""
    effects = unit_merging.effects(old, new, seen_by=actor, people=people)
    rules.check(effects, seen)
    said = [str(holding) for holding in effects.moves]
    action = audit.record(
        verb, old, actor=actor, into=new.pk, into_name=new.name, moves=said, reason=why
    )
    for follow in on_merged:
        follow(old, new, people, actor=actor, why=why, action=action.pk)
    _move_people(old, new, people, actor)


def _locked(old: Unit, new: Unit) -> tuple[Unit, Unit]:
    """Both, in the order of their keys; nothing is given to either until the action is done."""
    keys = Unit.objects.filter(pk__in=[old.pk, new.pk]).order_by("pk")
    list(keys.select_for_update(no_key=True).values_list("pk"))
    found = Unit.objects.select_related("region", "merged_into").in_bulk([old.pk, new.pk])
    return found[old.pk], found[new.pk]


def _move_people(old: Unit, new: Unit, people: People, actor: Viewer) -> None:
    for post in unit_merging.open_posts(old, seen_by=actor, people=people):
        taken = _take_over(post, new, actor)
        lent = Delegation.objects.unended().filter(posting=post, to_on__gte=actor.today)
        lent.update(posting=taken)
        if taken != post and post.from_on > actor.today:
            # It never began, and is held in the new unit already.
            post.delete()
        open_sessions.shut_all_of(post.cadre)


def _take_over(post: Posting, new: Unit, actor: Viewer) -> Posting:
    """The post goes on in the new unit from today; who holds it there already, holds it once."""
    held = Posting.objects.filter(
        cadre=post.cadre, unit=new, role=post.role, to_on__isnull=True
    ).first()
    to_on = post.to_on
    if post.from_on >= actor.today and held is None:
        # It never held in the old unit.
        post.unit = new
        post.save(update_fields=["unit"])
        return post
    post.to_on = max(post.from_on, actor.today - timedelta(days=1))
    post.save(update_fields=["to_on"])
    audit.record("posting.end", post, actor=actor, role=post.role, unit=post.unit_id)
    if held is not None:
        return held
    taken = Posting.objects.create(
        cadre=post.cadre,
        unit=new,
        role=post.role,
        title=post.title,
        from_on=actor.today,
        to_on=to_on,
    )
    audit.record("posting.add", taken, actor=actor, role=taken.role, unit=new.pk)
    return taken


def _close(old: Unit, new: Unit, actor: Viewer) -> None:
    # Nobody has to follow a chain: what the old unit had taken over goes on with it.
    Unit.objects.filter(merged_into=old).update(merged_into=new)
    old.is_active, old.merged_into = False, new
    old.save(update_fields=["is_active", "merged_into"])
