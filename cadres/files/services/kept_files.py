"""A file is kept with its row or not at all: what is rolled back takes its files with it.

A file is written before its row is committed. The transaction holds a guard of it: a commit keeps
the file; a rollback, of a savepoint or of the whole, throws the guard away and the file with it.
What a killed process leaves behind is found at night (cadres/files/services/file_search.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


class KeptStorage(FileSystemStorage):
    """The site's folder of files; every file written into it follows the transaction."""

    def _save(self, name: str, content: Any) -> str:
        kept: str = super()._save(name, content)  # type: ignore[misc]
        keep_with_action(Path(self.path(kept)))
        return kept


def remove_with_action(name: str) -> None:
    """Remove a file of the site's store once its row is gone for good; a rollback keeps both."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def keep_with_action(path: Path, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let a file that was just written share the fate of the running transaction."""
    guard = _Guard(path, transaction.get_connection(using))
    transaction.on_commit(guard.keep, using=using, robust=True)


class _Guard:
    """Held by nothing but the transaction's list of what follows its commit.

    Django runs that list after a commit and drops from it whatever a rollback undid, at once; so
    the end of this object is the moment of the rollback.
    """

    def __init__(self, path: Path, connection: BaseDatabaseWrapper) -> None:
        self.path, self.connection, self.is_kept = path, connection, False

    def keep(self) -> None:
        self.is_kept = True

    def __del__(self) -> None:
        if not self.is_kept and self._is_undone():
            self.path.unlink(missing_ok=True)

    def _is_undone(self) -> bool:
        """Where the line broke, nobody knows yet whether the commit arrived: the night decides.

        After a commit the connection is back in autocommit: then it was another follower of the
        commit that failed, and the row stands.
        """
        line = self.connection.connection
        return line is not None and not line.closed and not self.connection.autocommit
