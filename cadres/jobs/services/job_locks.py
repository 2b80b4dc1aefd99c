"""One run of a job at a time, whatever number of workers there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def alone(kind: str) -> Iterator[bool]:
    """Tell whether nobody else runs the job, and keep it so until the end.

    The lock belongs to an open transaction of a connection of its own: a pooler that shares
    sessions between transactions cannot lose it, the commits of the job do not end it, and it goes
    with the worker's connection when the worker is killed. It has no number of its own, so no seal
    of the trail waits for it.
    """
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        connection.set_autocommit(False)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            name = f"job {kind}"
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
            is_alone = bool(cursor.fetchone()[0])
        yield is_alone
    finally:
        connection.close()
