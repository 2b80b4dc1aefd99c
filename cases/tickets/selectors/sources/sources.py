"""Which sources a county has, and what they are called: the one place that knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketSource
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.sources.sources import Filers, KnownSource, is_own, plain_number
from cases.tickets.rules.sources.usual_sources import BY_CODE, USUAL, name_of
from cases.tickets.rules.workflow import NOT_COUNTED
from cases.tickets.selectors.handling import department_matters
from cases.tickets.selectors.handling.department_matters import Matters

SETTERS = "问题来源由助企办主任设置。"
UNKNOWN = "没有这个来源，请从列表中选择。"
COLUMNS = ("filers", "is_for_people", "number", "shape", "handling_class", "is_open")


def names(codes: Iterable[str]) -> Callable[[str], str]:
    """Return what sources are called; a question only where a county's own is among them."""
    asked = usual_sources.needs_row(set(codes))
    rows = TicketSource.objects.filter(code__in=asked) if asked else ()
    own = {row.code: row.name for row in rows}
    return lambda code: name_of(code, own)


def name(code: str) -> str:
    return names([code])(code)


def own_codes(county_id: int, *, seen_by: Viewer) -> dict[str, str]:
    """Return the codes of a county's own sources by their names, for a ledger that names them."""
    rows = TicketSource.objects.filter(county_id=county_id).exclude(name="")
    return {row.name: row.code for row in rows}


def of_counties(county_ids: Iterable[int], *, seen_by: Viewer) -> dict[int, list[KnownSource]]:
    """Return the usual ones as each county has set them, and its own; one query."""
    wanted = list(county_ids)
    rows: dict[int, list[TicketSource]] = {pk: [] for pk in wanted}
    for row in TicketSource.objects.filter(county_id__in=wanted).order_by("pk"):
        rows[row.county_id].append(row)
    return {pk: _overlaid(rows[pk]) for pk in wanted}


def find(county_id: int, code: str, *, seen_by: Viewer) -> KnownSource:
    """Return one source of a county, for whoever files there. Raises Invalid where none is."""
    row = TicketSource.objects.filter(county_id=county_id, code=code).first()
    if row is None and code not in BY_CODE:
        raise Invalid(UNKNOWN, {"source": UNKNOWN})
    return _known(row) if row else BY_CODE[code]


def offered(*, seen_by: Viewer) -> list[KnownSource]:
    """Return the open ones that the viewer may file from, in the counties where they file."""
    is_office = bool(seen_by.office_county_ids)
    counties = seen_by.office_county_ids or seen_by.home_county_ids
    found: dict[str, KnownSource] = {}
    for sources in of_counties(counties, seen_by=seen_by).values():
        found |= {one.code: one for one in sources if one.is_open and _may(one, is_office)}
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Place:
    """A county with its sources, each with how many tickets came by it this year."""

    county: Region
    sources: list[tuple[KnownSource, int]]
    matters: Matters
    may_set: bool


def places(*, seen_by: Viewer) -> list[Place]:
    """Return the sources of the counties in whose offices the viewer is."""
    if not seen_by.office_county_ids:
        raise NotPermitted("问题来源由县助企办查看和设置。")
    counties = Region.objects.filter(pk__in=seen_by.office_county_ids).order_by("pk")
    known = of_counties(seen_by.office_county_ids, seen_by=seen_by)
    counts = _counts(seen_by)
    return [
        Place(
            county,
            [(one, counts.get((county.pk, one.code), 0)) for one in known[county.pk]],
            department_matters.of_county(county.pk, seen_by=seen_by),
            county.pk in seen_by.office_head_county_ids,
        )
        for county in counties
    ]


def _counts(viewer: Viewer) -> dict[tuple[int, str], int]:
    """As the list counts them that each number opens."""
    found = Ticket.objects.visible_to(viewer).counted()
    found = found.filter(county_id__in=viewer.office_county_ids, filed_on__year=viewer.today.year)
    rows = found.order_by().values_list("county_id", "source").annotate(n=Count("pk"))
    return {(county, code): n for county, code, n in rows}


def settable(county_id: int, *, seen_by: Viewer) -> Region:
    """Return the county whose sources the viewer may set."""
    if county_id not in seen_by.county_ids:
        raise Absent("没有这个县。")
    if county_id not in seen_by.office_head_county_ids:
        raise NotPermitted(SETTERS)
    return Region.objects.get(pk=county_id)


def fetch(county_id: int, code: str, *, seen_by: Viewer) -> KnownSource:
    """Return one source of a county for its page. Raises Absent."""
    try:
        return find(county_id, code, seen_by=seen_by)
    except Invalid as unknown:
        raise Absent(UNKNOWN) from unknown


def facts(source: KnownSource) -> dict[str, Any]:
    """Return what can be set of it, as it stands; a usual one keeps its name."""
    said = {name: getattr(source, name) for name in COLUMNS}
    return {"name": source.name, **said} if is_own(source.code) else said


def about(county_id: int, code: str) -> str:
    return f"ticket_source:{county_id}:{code}"


def first_with(
    county_id: int, code: str, number: str, year: int, *, seen_by: Viewer
) -> Ticket | None:
    """Return the ticket that came with this number this year: numbers begin anew with the year."""
    found = Ticket.objects.filter(
        county_id=county_id, source=code, source_number=plain_number(number), filed_on__year=year
    )
    return found.exclude(state__in=sorted(NOT_COUNTED)).order_by("pk").first()


def _may(source: KnownSource, is_office: bool) -> bool:
    if source.filers == Filers.SUPERVISORS:
        return False
    return is_office or source.filers == Filers.CADRES


def _overlaid(rows: list[TicketSource]) -> list[KnownSource]:
    own = {row.code: _known(row) for row in rows}
    usual = [own.pop(one.code, one) for one in USUAL[:-1]]
    return [*usual, *(own.pop(code) for code in list(own) if is_own(code)), _last(own)]


def _last(own: dict[str, KnownSource]) -> KnownSource:
    """其他 stands at the end, below a county's own."""
    return own.get(USUAL[-1].code, USUAL[-1])


def _known(row: TicketSource) -> KnownSource:
    said = {name: getattr(row, name) for name in COLUMNS}
    return KnownSource(code=row.code, name=row.name or name_of(row.code, {}), **said)
