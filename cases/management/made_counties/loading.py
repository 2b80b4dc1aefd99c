"""Blocks of rows into PostgreSQL: one transaction, indexes and references built once at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models, transaction

from cases.management.made_counties.tables import COLUMNS, LABELS, Block, copy_sql

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Definition:
    """An index or a foreign key, as it is dropped and made again."""

    drop: str
    make: str


@transaction.atomic
def load(blocks: Iterable[Block], say: Say) -> dict[str, int]:
    """Write everything or nothing; return how many rows each table got.

    Each row is checked by the table's own constraints as it comes in; foreign keys are checked
    by one join a table, which for millions of rows is far cheaper than a look-up a row.
    """
    counts = dict.fromkeys(LABELS.values(), 0)
    with _bare(say):
        for model, data in blocks:
            _copy(model, data)
            counts[LABELS[model]] += data.count(b"\n")
    follow_keys()
    return counts


def settle(say: Say) -> None:
    """Let the planner know what is there, and the index-only scans that all of it is visible.

    Of every table: the services wrote into others than those that were poured into.
    """
    say("统计信息……")
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            cursor.execute("ANALYZE")
        else:
            cursor.execute("VACUUM (ANALYZE)")


def analyze() -> None:
    """Let the planner know what was poured in, before the services ask for some of it."""
    tables = ", ".join(f'"{model._meta.db_table}"' for model in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _copy(model: type[models.Model], data: bytes) -> None:
    with connection.cursor() as cursor, cursor.copy(copy_sql(model)) as copy:
        copy.write(data)


@contextmanager
def _bare(say: Say) -> Iterator[None]:
    """Take away plain indexes and foreign keys while rows pour in, and put them back."""
    with connection.cursor() as cursor:
        # What was written before in this transaction must not be waiting for its own checks.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        found = [*_foreign_keys(), *_indexes()]
        for definition in found:
            cursor.execute(definition.drop)
        yield
        for i, definition in enumerate(reversed(found), 1):
            cursor.execute(definition.make)
            if i % 10 == 0 or i == len(found):
                say(f"索引与外键 {i}/{len(found)}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _foreign_keys() -> list[Definition]:
    rows = _asked(
        """
        SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
          FROM pg_constraint
         WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
         ORDER BY 1, 2
        """
    )
    return [
        Definition(
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
        )
        for table, name, definition in rows
    ]


def _indexes() -> list[Definition]:
    """Those that only make reading faster; unique ones stay, for they are rules."""
    rows = _asked(
        """
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
          FROM pg_index
         WHERE NOT indisunique AND indrelid = ANY(%s::regclass[])
         ORDER BY 1
        """
    )
    return [Definition(f"DROP INDEX {name}", definition) for name, definition in rows]


def _asked(question: str) -> list[tuple[str, ...]]:
    tables = [f'"{model._meta.db_table}"' for model in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(question, [tables])
        return list(cursor.fetchall())


def follow_keys() -> None:
    """The next key a table gives stands after the keys that were given here, and none comes twice.

    A sequence that is further along stays there.
    """
    with connection.cursor() as cursor:
        for model in COLUMNS:
            table = f'"{model._meta.db_table}"'
            cursor.execute(
                "SELECT setval(keys, greatest(max(id), pg_sequence_last_value(keys)))"
                f" FROM {table}, CAST(pg_get_serial_sequence(%s, 'id') AS regclass) AS keys"
                " GROUP BY keys",
                [table],
            )
