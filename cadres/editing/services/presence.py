"""Somebody opens a thing to edit it, and closes it: a sign that others read; it blocks nobody."""

from __future__ import annotations

from contextlib import suppress

import redis

from cadres.editing.rules import presence
from cadres.editing.selectors import editors
from cadres.viewers.rules.viewer import Viewer


def note_open(kind: str, pk: int, *, actor: Viewer) -> None:
    """Say that the actor has it open now; without the cache nobody could be told."""
    editors.check(kind, pk, seen_by=actor)
    key, cadre = editors.key_of(kind, pk), str(actor.person_id)
    with suppress(redis.RedisError):
        last = editors.STORE.hget(key, cadre)
        sign = presence.renewed(presence.read(str(last)) if last else None, actor.at)
        with editors.STORE.pipeline() as steps:
            steps.hset(key, cadre, sign.written)
            steps.expire(key, presence.LATELY)
            steps.execute()


def note_closed(kind: str, pk: int, *, actor: Viewer) -> None:
    """Take one's own sign away; somebody else's stays."""
    with suppress(redis.RedisError):
        editors.STORE.hdel(editors.key_of(kind, pk), str(actor.person_id))
