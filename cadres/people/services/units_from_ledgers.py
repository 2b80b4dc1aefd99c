"""County, townships and units that ledgers name are found again, or set up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Region, RegionLevel, Unit, UnitKind
from cadres.people.rules import naming
from cadres.people.rules import units as unit_rules
from cadres.people.selectors import unit_names
from cadres.people.services import open_units
from cadres.search.rules import finding
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules import cell_text

COMPANY_ENDINGS = ("公司", "集团", "电网")
APART = "="  # a person said: a unit of its own, whatever the name resembles
NO_COUNTY = "台账的标题里没有县名，请指明是哪个县的台账。"
SEVERAL = "台账的标题里写了几个县：{names}。请分县导入，或指明是哪个县的台账。"
UNKNOWN_COUNTY = "台账标题写的是“{name}”，系统中没有这个县。请指明是哪个县的台账。"
OTHER_COUNTY = "台账标题写的是{other}，这里只能导入{own}的台账，请核对文件。"


@dataclass(slots=True)
class Places:
    """A county with its townships by name and its units by key; by former names too.

    `closed` are units that nobody took over: they stand in what is told of the past, and are given
    nothing. `as_named` are units that another took over, by their own names. `merges` are a
    person's answers: a name as written in a ledger → the name it stands for. `new_units` are the
    names of those that nobody knew before.
    """

    county: Region
    townships: dict[str, Region] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    merges: Mapping[str, str] = field(default_factory=dict)
    closed: dict[str, Unit] = field(default_factory=dict)
    as_named: dict[str, Unit] = field(default_factory=dict)
    new_units: list[str] = field(default_factory=list)

    def key(self, written: str) -> str:
        meant = self.merges.get(written, written)
        if meant == APART:
            return cell_text.half_width(written)
        return naming.unit_key(meant, self.county.name)

    def unit(self, written: str) -> Unit | None:
        """Return the unit that is meant, in use or closed."""
        key = self.key(written) if written.strip() else ""
        return self.units.get(key) or self.closed.get(key)

    def unit_then(self, written: str) -> Unit | None:
        """Return the unit that bore the name, where another has taken it over since."""
        then = self.as_named.get(self.key(written)) if written.strip() else None
        return then or self.unit(written)

    def refusal(self, written: str) -> str:
        """Say why nothing may be given to the unit that is meant; nothing where it may."""
        unit = self.unit(written)
        return unit_rules.refusal(unit) if unit is not None else ""


@transaction.atomic
def settle_county(
    name: str, *, actor: Viewer, county: Region | None = None, titles: Iterable[str] = ()
) -> Region:
    """Find the county of a ledger and lock it: one import at a time.

    People import into their own county, and say by `name` that a title which names another one is
    wrong. The software itself takes the county that the titles name among those that are there; it
    sets up one only where there is none yet, or by its name.
    """
    if county is not None:
        other = "" if name == county.name else other_county(titles, county)
        if other:
            raise Invalid(OTHER_COUNTY.format(other=other, own=county.name))
        return _locked(county)
    counties = Region.objects.filter(level=RegionLevel.COUNTY).order_by("-pk")
    known = {region.name: region for region in counties}
    name = name or _named(titles, known, actor)
    return _locked(known.get(name) or _new_county(name, actor))


def other_county(titles: Iterable[str], own: Region) -> str:
    """Return the county that a title names instead of this one; its city is not another county."""
    regions = Region.objects.exclude(level=RegionLevel.TOWNSHIP)
    known = {region.name: region for region in regions}
    above = {name for name, region in known.items() if own.path.startswith(region.path or "-")}
    counties = [name for name, region in known.items() if region.level == RegionLevel.COUNTY]
    for title in titles:
        named = naming.counties_named([title], counties)
        if named and own.name not in cell_text.half_width(title) and named[0] not in above:
            return named[0]
    return ""


@transaction.atomic
def settle_places(
    county: Region,
    *,
    actor: Viewer,
    townships: Iterable[str],
    units: Iterable[str],
    merges: Mapping[str, str] | None = None,
) -> Places:
    """Return the county's places with every township and unit that the ledgers name."""
    known = Region.objects.filter(parent=county, level=RegionLevel.TOWNSHIP)
    found = unit_names.known(county, seen_by=actor)
    places = Places(
        county,
        {town.name: town for town in known},
        found.units,
        merges or {},
        found.closed,
        found.as_named,
    )
    written = list(dict.fromkeys(name for name in units if name.strip()))
    seats = (naming.township_of(places.key(name)) for name in written)
    for name in dict.fromkeys([*townships, *filter(None, seats)]):
        if name not in places.townships:
            places.townships[name] = _new_region(name, RegionLevel.TOWNSHIP, county)
    _add_units(places, written, actor)
    named = (places.units.get(places.key(name)) for name in written)
    open_units.hold_all([unit for unit in named if unit is not None])
    return places


def _named(titles: Iterable[str], known: Collection[str], actor: Viewer) -> str:
    """The county of a ledger by its titles; where they leave a choice, it is asked."""
    named = naming.counties_named(titles, known)
    if len(named) > 1:
        raise _asked(SEVERAL.format(names="、".join(named)))
    if not named and actor.is_system and len(known) == 1:
        return next(iter(known))
    if not named:
        raise _asked(NO_COUNTY)
    if known and named[0] not in known:
        raise _asked(UNKNOWN_COUNTY.format(name=named[0]))
    return named[0]


def _asked(sentence: str) -> Invalid:
    return Invalid(sentence, {"county": sentence})


def _locked(county: Region) -> Region:
    Region.objects.select_for_update(no_key=True).filter(pk=county.pk).values_list("pk").first()
    return county


def _new_county(name: str, actor: Viewer) -> Region:
    if not actor.is_system:
        raise Invalid(f"系统中没有“{name}”，请联系系统管理员先建立。")
    county = _new_region(name, RegionLevel.COUNTY, None)
    prefixes = (f"{name[:-1]}助企", f"{name}助企")
    taken = set(Region.objects.filter(number_prefix__in=prefixes).values_list("number_prefix"))
    county.number_prefix = next(
        (prefix for prefix in prefixes if (prefix,) not in taken), f"{name}{county.pk}"
    )
    county.save(update_fields=["number_prefix"])
    return county


def _new_region(name: str, level: RegionLevel, parent: Region | None) -> Region:
    region = Region.objects.create(name=name, level=level, parent=parent)
    region.path = f"{parent.path if parent else '/'}{region.pk}/"
    region.save(update_fields=["path"])
    return region


def _add_units(places: Places, written: Iterable[str], actor: Viewer) -> None:
    fresh: dict[str, Unit] = {}
    for name in written:
        key = places.key(name)
        is_known = key in places.units or key in places.closed or key in fresh
        if key and not is_known:
            fresh[key] = _unit(places, key, name)
            fresh[key].find_text = finding.find_text([fresh[key].name, key])
    made = Unit.objects.bulk_create(fresh.values())
    for unit in made:
        unit.path = f"/{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"])
    places.units |= {unit.name_key: unit for unit in made}
    places.new_units += [unit.name for unit in made]
    for unit in made:
        audit.record("unit.add", unit, actor=actor, kind=unit.kind)


def _unit(places: Places, key: str, written: str) -> Unit:
    town = naming.township_of(key)
    if town:
        return Unit(region=places.townships[town], name=key, name_key=key, kind=UnitKind.TOWNSHIP)
    kind = UnitKind.COMPANY if key.endswith(COMPANY_ENDINGS) else UnitKind.DEPARTMENT
    is_apart = places.merges.get(written) == APART
    name = written if is_apart else naming.unit_name(key, places.county.name)
    return Unit(region=places.county, name=name, name_key=key, kind=kind)
