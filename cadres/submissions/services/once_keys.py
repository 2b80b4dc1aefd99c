"""Takes each submission once: the action and its key are kept together, or neither.

The key is held by a lock of the transaction in which the action is done, so that a second arrival
waits for the first and then finds its answer. An upper app with a database of its own keeps its
keys in a store there.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.db import connections, router, transaction

from cadres.encryption.models.encrypted_text import blind_key
from cadres.submissions.models.once_keys import KeptAnswer, OnceKey
from cadres.submissions.rules import once_keys
from cadres.submissions.rules.once_keys import Answer, Arrival
from cadres.submissions.selectors.once_keys import lock_of, name_of
from cadres.viewers.rules.viewer import Viewer

# While a person waits, nobody else is answered by the same web worker; an import of a whole county
# holds what it writes for longer than that.
LONGEST_WAIT = "10s"


@dataclass(frozen=True, slots=True)
class AnswerStore:
    """Where keys are kept. A closed one keeps where a submission led, and nothing of its content:
    its digest is keyed with the once-key, so that not even equal contents look alike.
    """

    rows: type[KeptAnswer]
    is_closed: bool = False

    @property
    def database(self) -> str:
        return str(router.db_for_write(self.rows))


SITE = AnswerStore(OnceKey)


class Claim:
    """What one arrival found, and what becomes of it."""

    def __init__(self, arrival: Arrival, store: AnswerStore, actor: Viewer) -> None:
        self._arrival, self.store, self._at = arrival, store, actor.at
        self._owner = once_keys.owner(actor.cadre_id, arrival.path)
        self._name = name_of(arrival.key, self._owner)
        self._content = _content(arrival, store, self._owner)
        self._wait()
        row = self._row()
        self.is_new = row is None
        self.is_other = row is not None and row.content != self._content
        self.earlier = self._read(row) if row else None
        if row is not None and row.name != self._name:
            # Another key with the same content: asked for by this one, it is found as well.
            self.keep(Answer(row.status, row.place))

    def keep(self, answer: Answer) -> None:
        """The action is done: from now on its key leads here."""
        self.store.rows._default_manager.create(
            name=self._name,
            content=self._content,
            status=answer.status,
            place=answer.place,
            body=b"" if self.store.is_closed else self._seal(answer),
            kept_at=self._at,
        )

    def undo(self) -> None:
        """It failed on the way: nothing of it is kept."""
        transaction.set_rollback(True, using=self.store.database)

    def _wait(self) -> None:
        """Whoever was first is waited for, and every lock of the action, but never for long."""
        with connections[self.store.database].cursor() as cursor:
            for digest in (self._content, self._name) if self._has_twins else (self._name,):
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)",
                    [LONGEST_WAIT, lock_of(digest)],
                )

    def _row(self) -> KeptAnswer | None:
        rows = self.store.rows._default_manager
        own = rows.filter(name=self._name).first()
        if own is not None or not self._has_twins:
            return own
        since = self._at - once_keys.SAME_CONTENT
        return rows.filter(content=self._content, kept_at__gte=since).order_by("pk").first()

    @property
    def _has_twins(self) -> bool:
        return self._arrival.makes_new and not self.store.is_closed

    def _seal(self, answer: Answer) -> bytes:
        """What leads somewhere is not kept as a page; what is too large for one, neither."""
        is_kept = not answer.place and len(answer.body) <= once_keys.LARGEST_PAGE
        body = answer.body if is_kept else b""
        if not body and not answer.cookies:
            return b""
        head = json.dumps({"type": answer.content_type, "cookies": answer.cookies}).encode()
        return self._cipher.encrypt(head + b"\n" + body)

    def _read(self, row: KeptAnswer) -> Answer:
        return _opened(row, self._cipher)

    @property
    def _cipher(self) -> Fernet:
        return _cipher(self._arrival.key, self._owner)


@contextmanager
def claimed(arrival: Arrival, store: AnswerStore, *, actor: Viewer) -> Iterator[Claim]:
    """One transaction around the action and its key; what was refused in it may still be kept."""
    with transaction.atomic(using=store.database):
        yield Claim(arrival, store, actor)


def kept_page(key: str, path: str, store: AnswerStore, *, seen_by: Viewer) -> Answer | None:
    """Return the page with which this submission was answered; None where it led elsewhere."""
    owner = once_keys.owner(seen_by.cadre_id, path)
    row = store.rows._default_manager.filter(name=name_of(key, owner)).first()
    found = _opened(row, _cipher(key, owner)) if row else None
    return found if found is not None and found.body else None


def _opened(row: KeptAnswer, lock: Fernet) -> Answer:
    try:
        head, _, body = lock.decrypt(bytes(row.body)).partition(b"\n")
    except InvalidToken:  # kept without a body, or by another key of the same content
        return Answer(row.status, row.place)
    known = json.loads(head)
    return Answer(row.status, row.place, known["type"], body, tuple(known["cookies"]))


def _cipher(key: str, owner: str) -> Fernet:
    digest = blind_key(f"once-answer:{owner}:{key}")
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(digest)))


def _content(arrival: Arrival, store: AnswerStore, owner: str) -> str:
    key = arrival.key if store.is_closed else ""
    return blind_key(f"once-content:{key}:{owner}:{arrival.content}")
