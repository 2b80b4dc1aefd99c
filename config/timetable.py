"""The timetable keeps time on one machine only, however many are started on one database.

Two would have everything done twice. Whoever holds a lock of the site's database keeps time; the
others wait, and one of them goes on as soon as the holder's connection ends. The lock lives in the
session, so that a pooler in front of the database must not share sessions between transactions.
"""

from __future__ import annotations

import logging
from typing import Any

from celery.beat import PersistentScheduler
from django.db import DatabaseError, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.processes import presence

LOCK = "zhuqi.timetable"
PAUSE = 2.0
log = logging.getLogger(__name__)


class Timetable(PersistentScheduler):
    """Celery's own, as long as nobody else keeps time on this database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._turn = Turn()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due, where it is ours to send; return the seconds until the next look."""
        if not self._turn.is_ours():
            return PAUSE
        presence.report("beat")
        return float(super().tick(*args, **kwargs) or 0)


class Turn:
    """The lock, held by a connection of its own and looked at before anything is sent."""

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper | None = None
        self._said = ""

    def is_ours(self) -> bool:
        """Whether we keep time; takes the turn where it is free."""
        try:
            return self._still_held() or self._take()
        except Error as error:
            self._drop()
            self._say(f"数据库没有应答，定时任务暂停：{error}".strip())
            return False

    def _still_held(self) -> bool:
        if self._connection is None:
            return False
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True

    def _take(self) -> bool:
        connection = connections.create_connection("default")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [LOCK])
            is_ours = bool(cursor.fetchone()[0])
        if not is_ours:
            connection.close()
            self._say("另有一份定时任务在用同一个数据库，这一份等候接替。")
            return False
        self._connection = connection
        self._say("定时任务由这一份负责。")
        return True

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except DatabaseError:
                log.debug("the lost connection was already closed")

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            log.warning(sentence)
        self._said = sentence
