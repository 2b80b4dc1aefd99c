"""Ask every question and write down how long it took, beside a bare view and plain SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cases.management.bench.lookers import Looker
from cases.management.bench.questions import Question
from cases.management.bench.stopwatch import milliseconds


class Unanswered(Exception):
    """An address did not answer as it should; its time would say nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: the site's time, a bare view's, the plain SQL's, and the ratios."""

    question: str
    looker: str
    ms: float
    best_ms: float
    bare_ms: float
    sql_ms: float
    queries: int
    limit_ms: float | None
    limit_ratio: float | None

    @property
    def to_bare(self) -> float:
        return self.ms / self.bare_ms

    @property
    def to_sql(self) -> float:
        return self.ms / self.sql_ms

    @property
    def is_within(self) -> bool | None:
        """Within either limit; None where nothing was promised."""
        if self.limit_ms is None and self.limit_ratio is None:
            return None
        return self.ms <= (self.limit_ms or 0) or self.to_sql <= (self.limit_ratio or 0)

    def as_json(self) -> dict[str, object]:
        ratios = {"to_bare": round(self.to_bare, 2), "to_sql": round(self.to_sql, 2)}
        return {**asdict(self), **ratios, "is_within": self.is_within}


def client_of(looker: Looker) -> Client:
    """A signed-in browser that speaks to the whole site in this process, without a network."""
    secure = {"wsgi.url_scheme": "https"} if settings.SECURE_SSL_REDIRECT else {}
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0].lstrip("."), **secure)
    client.force_login(looker.cadre, settings.AUTHENTICATION_BACKENDS[-1])
    return client


def bare(client: Client) -> float:
    """A view that says ok, through the same server, middleware and session."""
    address = reverse("health-live")
    typical, _ = milliseconds(lambda: client.get(address))
    return typical


def measure(question: Question, client: Client, bare_ms: float) -> Measured:
    deed = _asking(question, client)
    # The first of all fills what a process keeps (calendar, templates).
    deed()
    queries = _queries_of(deed)
    typical, best = milliseconds(deed)
    sql_ms, _ = milliseconds(_by_hand(question))
    return Measured(
        question.name,
        question.looker.title,
        typical,
        best,
        bare_ms,
        sql_ms,
        queries,
        question.limit_ms,
        question.limit_ratio,
    )


def _queries_of(deed: Callable[[], object]) -> int:
    """Count what goes to the database; savepoints are not questions."""
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        deed()
    return sum(not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) for sql in seen)


def _asking(question: Question, client: Client) -> Callable[[], object]:
    def read() -> None:
        _expect(client.get(question.path).status_code, (200,), question)

    def act() -> None:
        with _undone():
            _expect(client.post(question.path, question.form).status_code, (200, 302), question)

    return read if question.form is None else act


def _by_hand(question: Question) -> Callable[[], object]:
    def ask() -> None:
        with _undone(), connection.cursor() as cursor:
            for sql in question.sql:
                cursor.execute(sql, question.values)
                if cursor.description:
                    cursor.fetchall()

    return ask


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _expect(status: int, wanted: tuple[int, ...], question: Question) -> None:
    if status not in wanted:
        raise Unanswered(f"{question.looker.title} {question.path}: {status}")
