"""Ask every question and write down how long it took, beside a bare view and plain SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cases.management.bench.promises import Promise
from cases.management.bench.question import Question
from cases.management.bench.stopwatch import Clock, side_by_side
from cases.management.bench.viewers import Looker


class Unanswered(Exception):
    """An address did not answer as it should; its time would say nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: what the site takes, a bare view, the plain SQL; in milliseconds, and how often.

    Ratios are formed of the best rounds: on a busy machine the middle ones drift apart.
    """

    question: str
    title: str
    looker: str
    ms: float
    best_ms: float
    bare_ms: float
    sql_ms: float
    queries: int
    queries_of_one: int | None
    promise: Promise | None

    @property
    def to_bare(self) -> float:
        return self.best_ms / self.bare_ms

    @property
    def to_sql(self) -> float:
        return self.best_ms / self.sql_ms

    @property
    def asks_alike(self) -> bool:
        """As often for one row as for a page full of them; true where that cannot be compared."""
        return self.queries_of_one in (None, self.queries)

    @property
    def is_within(self) -> bool | None:
        """None where nothing was promised."""
        if self.promise is None:
            return None
        return self.promise.holds(to_bare=self.to_bare, to_sql=self.to_sql)

    @property
    def is_broken(self) -> bool:
        return self.is_within is False or not self.asks_alike

    def as_json(self) -> dict[str, object]:
        ratios = {"to_bare": round(self.to_bare, 2), "to_sql": round(self.to_sql, 2)}
        return {**asdict(self), **ratios, "is_within": self.is_within}


def client_of(looker: Looker) -> Client:
    """A signed-in browser that speaks to the whole site in this process, without a network."""
    secure = {"wsgi.url_scheme": "https"} if settings.SECURE_SSL_REDIRECT else {}
    client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0].lstrip("."), **secure)
    client.force_login(looker.cadre, settings.AUTHENTICATION_BACKENDS[-1])
    return client


def measure(question: Question, client: Client, counted: Clock) -> Measured:
    """Time the question and a bare view in turns: the same middleware, session and minute."""
    action = _asking(question, client)
    # The first of all fills what a process keeps (calendar, templates).
    action()
    queries, of_one = _queries_of(action), _queries_of_one(question, client)
    address = reverse("health-live")
    page, bare = side_by_side(counted, action, lambda: client.get(address))
    (sql,) = side_by_side(counted, _by_hand(question))
    return Measured(
        question.name,
        question.title,
        question.looker.title,
        page.typical,
        page.best,
        bare.best,
        sql.best,
        queries,
        of_one,
        question.promise,
    )


def _queries_of_one(question: Question, client: Client) -> int | None:
    """How often the same page asks where it holds one row."""
    if not question.path_of_one:
        return None
    return _queries_of(_asking(replace(question, path=question.path_of_one), client))


def _queries_of(action: Callable[[], object]) -> int:
    """Count what goes to the database; savepoints are not questions."""
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        action()
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
