"""By what a table is parted: how rows are keyed, what they are called, and which tickets they are.

A key is what stands in the address of a row; an empty one is of tickets that have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from cadres.errors import Invalid
from cadres.models import Posting, Region, Unit
from cadres.people.selectors import unit_families
from cadres.submissions.rules import typed_values
from cases.figures.rules import periods
from cases.figures.rules.cross_tables import TEXTS, Dimension
from cases.figures.selectors.cohorts import Seen
from cases.figures.selectors.completion import NO_TOWNSHIP, OFFICE_ROW
from cases.models import Category
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.selectors.sources import sources
from enterprises.models import Assignment, Part, Size

NONE = "未填"
UNCOVERED = "无人包联"
NO_ENTERPRISE = "非企业诉求"
TEAM = "team_id"
# Columns of the ticket itself, and of its enterprise.
_OF_TICKET = {
    Dimension.TOWNSHIP: "township_id",
    Dimension.COUNTY: "county_id",
    Dimension.CATEGORY: "category_id",
    Dimension.SOURCE: "source",
    Dimension.CLASS: "handling_class",
    Dimension.SIZE: "enterprise__size",
    Dimension.INDUSTRY: "enterprise__industry",
}
_PERIODS = {
    Dimension.MONTH: periods.month_key,
    Dimension.QUARTER: periods.quarter_key,
    Dimension.YEAR: periods.year_key,
}
_CODES: Mapping[Dimension, Mapping[str, str]] = {
    Dimension.CLASS: {**dict(HandlingClass.choices), "": "未定类别"},
    Dimension.SIZE: {**dict(Size.choices), "": NO_ENTERPRISE},
}
_NAMES: Mapping[Dimension, tuple[Any, str]] = {
    Dimension.UNIT: (Unit, OFFICE_ROW),
    Dimension.TREE: (Unit, OFFICE_ROW),
    Dimension.SUCCESSOR: (Unit, OFFICE_ROW),
    Dimension.TEAM: (Unit, UNCOVERED),
    Dimension.TOWNSHIP: (Region, NO_TOWNSHIP),
    Dimension.COUNTY: (Region, NONE),
    Dimension.CATEGORY: (Category, NONE),
}


def column(dimension: Dimension, seen: Seen) -> Any:
    """Return the expression by which the database groups; `keys` makes keys of it."""
    if dimension in _PERIODS:
        return TruncMonth(f"{seen.columns.ticket}filed_on")
    if dimension in (Dimension.UNIT, Dimension.SUCCESSOR):
        return F(f"{seen.columns.unit}_id")
    if dimension is Dimension.TREE:
        return F(f"{seen.columns.unit}__path")
    if dimension is Dimension.TEAM:
        return covering_unit(seen.on, f"{seen.columns.ticket}enterprise_id")
    return F(f"{seen.columns.ticket}{_OF_TICKET[dimension]}")


def keys(dimension: Dimension) -> Callable[[Any], str]:
    """Return a function from what the database grouped to the key of its row.

    One that asks for the units that stand together, once, where these are asked of.
    """
    if dimension is not Dimension.SUCCESSOR:
        return partial(_key, dimension)
    families = unit_families.known()
    return lambda value: "" if value is None else str(families.head(value))


def _key(dimension: Dimension, value: Any) -> str:
    if dimension in _PERIODS:
        return _PERIODS[dimension](value)
    if dimension is Dimension.TREE:
        return _top(value or "")
    return "" if value is None else str(value)


def is_in(dimension: Dimension, wanted: str, seen: Seen) -> Q:
    """Return the condition of a row, from its key. Raises Invalid where it is none.

    By covering unit the rows must have been annotated with `TEAM`.
    """
    if dimension in _PERIODS:
        return _filed_within(wanted, seen)
    if dimension is Dimension.TREE:
        return _below(wanted, seen)
    if dimension is Dimension.SUCCESSOR and wanted:
        members = unit_families.known().of(_pk(wanted))
        return Q(**{f"{seen.columns.unit}_id__in": members})
    if dimension in TEXTS:
        name = f"{seen.columns.ticket}{_OF_TICKET[dimension]}"
        return Q(**{name: wanted}) if wanted else Q(**{f"{name}__isnull": True}) | Q(**{name: ""})
    name = _key_column(dimension, seen)
    if wanted == "":
        return Q(**{f"{name}__isnull": True})
    return Q(**{name: _pk(wanted)})


def annotated(dimension: Dimension, seen: Seen, rows: Any) -> Any:
    """Put on what a condition of this dimension asks for."""
    if dimension is not Dimension.TEAM:
        return rows
    team = covering_unit(seen.on, f"{seen.columns.ticket}enterprise_id")
    return rows.annotate(**{TEAM: team})


def labels(dimension: Dimension, keys: Iterable[str]) -> Callable[[str], str]:
    """Return a function from key to words, after one query at most."""
    if dimension in _PERIODS:
        return periods.label
    if dimension is Dimension.SOURCE:
        return sources.names(keys)
    if dimension in _CODES:
        return lambda one: _CODES[dimension].get(one, one)
    if dimension is Dimension.INDUSTRY:
        return lambda one: one or NONE
    if dimension is Dimension.SUCCESSOR:
        return _family_names(typed_values.numbers(keys))
    model, empty = _NAMES[dimension]
    pks = typed_values.numbers(keys)
    found = model._default_manager.filter(pk__in=pks).values_list("pk", "name")
    names = {str(pk): name for pk, name in found}
    return lambda one: names.get(one, empty)


def covering_unit(on: date, enterprise: str) -> Subquery:
    """The unit whose cadre was the enterprise's 首席服务员 on the day, else its 联络员.

    `enterprise` is the column of whatever is counted that holds the enterprise.
    """
    holding = Assignment.objects.in_force(on).filter(
        enterprise=OuterRef(enterprise),
        part__in=(Part.CHIEF, Part.LIAISON),
        cadre__isnull=False,
    )
    unit = _posts(on).filter(cadre=OuterRef("cadre")).order_by("pk").values("unit")[:1]
    first = holding.annotate(unit_id=Subquery(unit)).filter(unit_id__isnull=False)
    return Subquery(first.order_by("part", "pk").values("unit_id")[:1])


def _family_names(pks: Iterable[int]) -> Callable[[str], str]:
    """`县工信局（含县商务局）`: who stands by the unit is said."""
    families = unit_families.known()
    members = {str(pk): families.of(pk) for pk in pks}
    asked = {one for of in members.values() for one in of}
    names = dict(Unit.objects.filter(pk__in=asked).values_list("pk", "name"))

    def say(key: str) -> str:
        first, *others = (names.get(one, "") for one in members.get(key, ()) or (0,))
        beside = f"（含{'、'.join(others)}）" if others else ""
        return f"{first}{beside}" if first else OFFICE_ROW

    return say


def _key_column(dimension: Dimension, seen: Seen) -> str:
    if dimension in (Dimension.UNIT, Dimension.SUCCESSOR):
        return f"{seen.columns.unit}_id"
    if dimension is Dimension.TEAM:
        return TEAM
    return f"{seen.columns.ticket}{_OF_TICKET[dimension]}"


def _pk(text: str) -> int:
    pk = typed_values.number(text)
    if pk is None:
        raise Invalid("没有这一行，请从报表重新打开。")
    return pk


def _top(path: str) -> str:
    """The first unit of `/3/17/`: the one under which all of it stands."""
    return next(iter(re.findall(r"\d+", path)), "")


def _below(wanted: str, seen: Seen) -> Q:
    if wanted == "":
        return Q(**{f"{seen.columns.unit}__isnull": True})
    return Q(**{f"{seen.columns.unit}__path__startswith": f"/{_pk(wanted)}/"})


def _filed_within(wanted: str, seen: Seen) -> Q:
    period = periods.of_key(wanted)
    name = f"{seen.columns.ticket}filed_on"
    return Q(**{f"{name}__gte": period.since, f"{name}__lte": period.until})


def _posts(on: date) -> Any:
    held = Q(to_on__isnull=True) | Q(to_on__gte=on)
    return Posting.objects.filter(held, from_on__lte=on)
