"""The county's division of work (领导分工): which units a county leader oversees."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from cadres.errors import WrongState
from cadres.models import Posting, Unit
from cadres.people.rules import oversight as rules
from cadres.people.selectors import oversight
from cadres.people.services import open_units, postings
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

VERB = "posting.oversee"


@transaction.atomic
def set_overseen(
    posting: Posting, unit_ids: Collection[int], *, actor: Viewer, read: Read
) -> Posting:
    """Say which units the post oversees from now on; return it.

    What only the unit's own leader is told of goes by it (`cases/tickets/services/recipients.py`).
    Raises NotPermitted, WrongState where the post has ended or is no leader's, Invalid where a
    unit cannot be overseen, EditedMeanwhile.
    """
    posting = postings.locked(posting)
    rules.check_may_set(actor, posting.role, posting.unit.region.path)
    if posting.to_on is not None and posting.to_on < actor.today:
        raise WrongState("这项任职已经结束，请刷新页面。")
    now = oversight.facts(posting)
    said = {"unit_ids": tuple(sorted(set(unit_ids)))}
    given = edits.settle(
        posting, now, said, read=read, actor=actor, verbs=(VERB,), words={"unit_ids": _names}
    )
    open_units.hold_all(Unit.objects.filter(pk__in=given["unit_ids"]))
    known = {unit.pk for unit in oversight.may_be_overseen(posting, seen_by=actor)}
    rules.check_known(given["unit_ids"], known)
    posting.oversees = list(given["unit_ids"])
    _write(posting, actor)
    return posting


def follow_merged(old: Unit, new: Unit, *, actor: Viewer) -> None:
    """Part of an action on units: whoever oversaw the one that is gone oversees the other."""
    for post in Posting.objects.select_for_update(no_key=True).filter(oversees__contains=[old.pk]):
        post.oversees = sorted({new.pk, *post.oversees} - {old.pk})
        _write(post, actor)


def _write(posting: Posting, actor: Viewer) -> None:
    posting.save(update_fields=["oversees"])
    audit.record(VERB, posting, actor=actor, units=_names(posting.oversees))


def _names(unit_ids: Collection[int]) -> str:
    found = Unit.objects.filter(pk__in=unit_ids).order_by("name_key", "pk")
    return "、".join(found.values_list("name", flat=True))
