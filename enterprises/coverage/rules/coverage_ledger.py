"""Rows of the 企业包联台账 as values, and what is done with an enterprise that stands twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cadres.people.rules.naming import Person
from cadres.workbooks.rules.row_values import LeftOut, Origin, RowError
from enterprises.register.rules.enterprise_names import name_key

TWICE = "与{row}是同一家企业（信用代码相同），已合并"


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An enterprise, who covers it since when, and which county leader stands behind it."""

    origin: Origin
    name: str
    code: str
    township: str = ""
    industry: str = ""
    size: str = ""
    products: str = ""
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    county_leader: str = ""
    people: tuple[Person, ...] = ()
    started_on: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverTally:
    """Pairs of cadre and enterprise: begun, gone on with, and refused with their rows."""

    created: int
    unchanged: int
    refused: list[RowError]


def distinct(rows: Iterable[AssignmentRow]) -> tuple[list[AssignmentRow], list[LeftOut]]:
    """Part rows into enterprises and doubles, each with the row that it doubles.

    The first row of a code wins; the double's other name becomes an alias, and the earliest start
    holds.
    """
    first: dict[str, AssignmentRow] = {}
    doubles = []
    for row in rows:
        if row.code not in first:
            first[row.code] = row
            continue
        place = first[row.code].origin.seen_from(row.origin)
        first[row.code] = _joined(first[row.code], row)
        doubles.append(LeftOut(row.origin, TWICE.format(row=place)))
    return list(first.values()), doubles


def _joined(kept: AssignmentRow, double: AssignmentRow) -> AssignmentRow:
    known = {name_key(kept.name), *map(name_key, kept.aliases)}
    alias = () if name_key(double.name) in known else (double.name,)
    starts = [day for day in (kept.started_on, double.started_on) if day]
    return replace(
        kept,
        aliases=(*kept.aliases, *alias),
        started_on=min(starts, default=None),
    )
