"""Whether a submission has arrived: asked by its key, by the page that got no answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import connections, router

from cadres.encryption.models.encrypted_text import blind_key
from cadres.submissions.models.once_keys import KeptAnswer
from cadres.submissions.rules import once_keys
from cadres.viewers.rules.viewer import Viewer


class State(StrEnum):
    DONE = "done"
    RUNNING = "running"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Arrived:
    """`place` is where it led; a key of somebody else's is as absent as one never used."""

    state: State
    place: str = ""


def arrived(key: str, path: str, rows: type[KeptAnswer], *, seen_by: Viewer) -> Arrived:
    name = name_of(key, once_keys.owner(seen_by.cadre_id, path))
    # Asked first: what ends between the two questions is then found among the kept ones.
    is_running = _is_running(name, rows)
    row = rows._default_manager.filter(name=name).only("place").first()
    if row is not None:
        return Arrived(State.DONE, row.place)
    return Arrived(State.RUNNING if is_running else State.ABSENT)


def name_of(key: str, owner: str) -> str:
    return blind_key(f"once-name:{owner}:{key}")


def lock_of(digest: str) -> int:
    """The number by which two arrivals of the same digest wait for each other."""
    return int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)


def _is_running(name: str, rows: type[KeptAnswer]) -> bool:
    with connections[router.db_for_read(rows)].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [lock_of(name)])
        (is_free,) = cursor.fetchone()
    return not is_free
