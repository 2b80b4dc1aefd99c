"""One question to the site: its address, the same as one would write it in SQL, its promise."""

from __future__ import annotations

from dataclasses import dataclass

from cases.management.bench.promises import Promise
from cases.management.bench.viewers import Looker


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table; without `form` it is read, with it an action is done and taken back.

    `title` names it in English; `path_of_one` is the same page where it holds a single row.
    """

    name: str
    title: str
    looker: Looker
    path: str
    sql: tuple[str, ...]
    values: dict[str, object]
    promise: Promise | None = None
    path_of_one: str = ""
    form: dict[str, object] | None = None
