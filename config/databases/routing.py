"""Which database a model lives in: those of the room in its own, all others in the site's."""

from __future__ import annotations

from typing import Any

ROOM = "leads"
SITE = "default"


class RoomRouter:
    """Keeps the two databases apart: no table, no relation, no migration of one in the other."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return _home(model._meta.app_label)

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return _home(model._meta.app_label)

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return _home(first._meta.app_label) == _home(second._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == _home(app_label)


def chains_of(db: str) -> tuple[str, ...]:
    """Return the apps whose migrations that database goes through; none named are all.

    The room's goes through its own alone: those of the site would make nothing there, slowly.
    """
    return (ROOM,) if db == ROOM else ()


def _home(app_label: str) -> str:
    return ROOM if app_label == ROOM else SITE
