"""Knows a database that a former chain of migrations made: it is left as it is.

The chain began anew three times, each time under other names. What a former one made looks empty to
the new one, which would stop in the middle with "relation already exists".
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import connections

from config.env import Environment

FIRST_STEPS = frozenset(
    {
        "cadres.0001_people_and_trail",
        "enterprises.0001_register",
        "cases.0001_tickets",
        "leads.0001_the_room",
        "cadres.0001_schema",
        "enterprises.0001_schema",
        "cases.0001_schema",
        "leads.0001_schema",
        "cadres.0001_tables",
        "enterprises.0001_tables",
        "cases.0001_tables",
        "leads.0001_tables",
    }
)
TABLE = "django_migrations"
VARIABLES = {"default": "DATABASE_URL", "leads": "LEADS_DATABASE_URL"}


class FormerDatabase(SystemExit):
    """Stops the start; what is printed is the sentence alone, without a traceback."""


def made(steps: Collection[str]) -> bool:
    """Whether these applied steps, each as "app.name", are those of a former chain."""
    return not FIRST_STEPS.isdisjoint(steps)


def refuse(here: Environment) -> None:
    """Stop before anything is written where either database is one of a former chain.

    Raises FormerDatabase.
    """
    for alias in settings.DATABASES:
        if made(_steps(alias)):
            raise FormerDatabase(_own(alias) if here.database else _embedded(here))


def _steps(alias: str) -> set[str]:
    with connections[alias].cursor() as cursor:
        if TABLE not in connections[alias].introspection.table_names(cursor):
            return set()
        cursor.execute(f"SELECT app || '.' || name FROM {TABLE}")  # noqa: S608  our own word
        return {step for (step,) in cursor.fetchall()}


def _embedded(here: Environment) -> str:
    return (
        f"{here.local_dir} 里的数据库是旧版程序建的，本版不能接着用，也没有动它："
        "演示数据请运行 make forget 删除后重新启动；要保留的数据，请仍用旧版程序打开。"
        " / The database there was made by an older version and is left as it is: "
        "run make forget to begin the demo anew, or open it with that version."
    )


def _own(alias: str) -> str:
    return (
        f"环境变量 {VARIABLES[alias]} 所指的数据库是旧版程序建的，本版不能接着用，也没有动它："
        "请仍用旧版程序打开；要用本版，请另指一个空库，或恢复了本版备份的库。"
        f" / The database that {VARIABLES[alias]} names was made by an older version and is left "
        "as it is: open it with that version, or name an empty one."
    )
