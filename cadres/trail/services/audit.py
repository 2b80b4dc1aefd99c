"""The only writer of the trail: in the transaction of the action, or the action does not happen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from cadres.models import AuditEntry
from cadres.pages.models.prepared_insert import written
from cadres.trail.models.audit import TrailEntry
from cadres.viewers.rules.viewer import Post, Viewer

Entry = TypeVar("Entry", bound=TrailEntry)


def record(
    verb: str,
    thing: models.Model | None,
    post: Post | None = None,
    /,
    *,
    actor: Viewer,
    **detail: Any,
) -> AuditEntry:
    """Write one line: who, when, in which unit, what was done to what.

    An action that the actor may do only in a lent `post` is told with it: the line then names both,
    `李娟 代 王强`.

    `detail` holds what a reader of the trail needs to understand the action (states, counts,
    reasons); never the content of a ticket and never a phone number.
    """
    return written(entry_of(AuditEntry, verb, thing, post, actor, detail))


def record_all(
    verb: str, done: Iterable[tuple[models.Model, dict[str, Any]]], *, actor: Viewer
) -> None:
    """Write a line for each thing, with its detail, in one statement however many they are."""
    AuditEntry.objects.bulk_create(
        [entry_of(AuditEntry, verb, thing, None, actor, detail) for thing, detail in done]
    )


def entry_of(
    kind: type[Entry],
    verb: str,
    thing: models.Model | None,
    post: Post | None,
    actor: Viewer,
    detail: dict[str, Any],
) -> Entry:
    """Return the line as it would be written into a trail of this kind, not yet written."""
    stood_in = post or next(iter(actor.own_posts), None)
    return kind(
        at=actor.at,
        actor_id=actor.cadre_id,
        actor_name=actor.name_in(post),
        unit_name=stood_in.unit_name if stood_in else "",
        verb=verb,
        object_type=thing._meta.label_lower if thing is not None else "",
        object_id=thing.pk if thing is not None else None,
        object_label=str(thing)[:120] if thing is not None else "",
        county_id=_county_of(thing, actor),
        detail=detail,
    )


def _county_of(thing: models.Model | None, actor: Viewer) -> int | None:
    """Whose auditor may read the line: the county of the thing, else the actor's own."""
    own: int | None = getattr(thing, "county_id", None)
    home = actor.home_county_ids
    return own or (home[0] if len(home) == 1 else None)
