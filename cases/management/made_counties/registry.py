"""Who and what there is before the first ticket: regions, units, people in posts, enterprises."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from cadres.models import RegionLevel, UnitKind
from cadres.viewers.rules.roles import Role
from cases.management.made_counties import names, places
from cases.management.made_counties.days import FOREVER
from cases.management.made_counties.plan import Share

# The seat and the first townships have more enterprises than the last.
SKEW_OF_TOWNSHIPS = 1.6


@dataclass(slots=True, eq=False)
class Place:
    """A region."""

    pk: int
    name: str
    level: RegionLevel
    above: Place | None
    prefix: str = ""

    @property
    def path(self) -> str:
        return f"{self.above.path if self.above else '/'}{self.pk}/"


@dataclass(slots=True, eq=False)
class Person:
    """Somebody, with the units of their posts in the order of the posts."""

    pk: int
    name: str
    since: int
    left: int = FOREVER
    units: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Post:
    """One person in one unit in one role, from–to."""

    pk: int
    person: Person
    unit: int
    role: Role
    title: str
    since: int
    until: int = FOREVER


@dataclass(slots=True, eq=False)
class Office:
    """A unit with the people who act for it."""

    pk: int
    name: str
    place: Place
    kind: UnitKind
    above: Office | None = None
    clerks: list[Post] = field(default_factory=list)
    heads: list[Post] = field(default_factory=list)
    # How quick it is: 1 is usual, more is slower.
    pace: float = 1.0

    @property
    def path(self) -> str:
        return f"{self.above.path if self.above else '/'}{self.pk}/"


@dataclass(slots=True, eq=False)
class Firm:
    """An enterprise and who covers it: (since, until, cadre), the chief first."""

    pk: int
    name: str
    aliases: tuple[str, ...]
    township: int
    trade: int
    covers: list[tuple[int, int, Person]]


@dataclass(slots=True, eq=False)
class County:
    """Everything of one county that its tickets need."""

    place: Place
    city: str
    seed: str
    townships: list[Place] = field(default_factory=list)
    units: dict[str, Office] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    campaign: list[Post] = field(default_factory=list)
    cadres: list[Post] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    # Units that handle tickets; seats of the townships; posts of the cadres by their person.
    handling: list[Office] = field(default_factory=list)
    seats: dict[int, Office] = field(default_factory=dict)
    cadre_posts: dict[int, Post] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """All that is made, in the order of the keys."""

    places: list[Place] = field(default_factory=list)
    counties: list[County] = field(default_factory=list)
    # Units and people above the counties.
    above: County | None = None
    unit_keys: int = 0
    person_keys: int = 0
    post_keys: int = 0
    firm_keys: int = 0

    def place(self, name: str, level: RegionLevel, above: Place | None, prefix: str = "") -> Place:
        made = Place(len(self.places) + 1, name, level, above, prefix)
        self.places.append(made)
        return made

    def unit(self, county: County, name: str, place: Place, kind: UnitKind) -> Office:
        """County units bear the county's name, townships' their own; both are found by `name`."""
        self.unit_keys += 1
        full = name if kind == UnitKind.TOWNSHIP else f"{place.name}{name}"
        made = Office(self.unit_keys, full, place, kind)
        county.units[name if place is county.place else full] = made
        return made

    def person(self, county: County, rng: Random, since: int) -> Person:
        self.person_keys += 1
        made = Person(self.person_keys, names.person_name(rng), since)
        county.people.append(made)
        return made

    def post(self, county: County, person: Person, unit: Office, role: Role, title: str) -> Post:
        self.post_keys += 1
        made = Post(self.post_keys, person, unit.pk, role, title, person.since, person.left)
        if unit.pk not in person.units:
            person.units.append(unit.pk)
        county.posts.append(made)
        return made


def world(shares: list[Share], seed: int, first: int, last: int) -> World:
    """Make the regions with their counties' units, people and enterprises."""
    made = World()
    root = made.place(places.PROVINCE, RegionLevel.PROVINCE, None)
    cities: dict[str, Place] = {}
    for share in shares:
        if share.city not in cities:
            cities[share.city] = made.place(share.city, RegionLevel.CITY, root)
        prefix = places.number_prefix(share.name)
        place = made.place(share.name, RegionLevel.COUNTY, cities[share.city], prefix)
        made.counties.append(County(place, share.city, f"{seed}/{share.name}"))
    _staff_above(made, root, cities, Random(f"{seed}/above"), first)
    for county, share in zip(made.counties, shares, strict=True):
        _furnish(made, county, share, first, last)
    return made


def staff_above(cities: int, counties: int) -> int:
    """How many people stand above the counties; one county has only its administrators."""
    return len(_ADMINISTRATORS) + (0 if counties == 1 else len(_TOP) * (cities + 1))


_ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
_TOP = (Role.OFFICE_CLERK, Role.OFFICE_CLERK, Role.SUPERVISOR, Role.LEADER, Role.LEADER)
_TITLES = {
    Role.OFFICE_CLERK: "科员",
    Role.OFFICE_HEAD: "主任",
    Role.SUPERVISOR: "督查员",
    Role.SUPERVISOR_HEAD: "主任",
    Role.OFFICER: "纪检员",
    Role.OFFICER_HEAD: "主任",
    Role.LEADER: "副县长",
    Role.UNIT_HEAD: "局长",
    Role.UNIT_CLERK: "股长",
}
# Who stands in the offices of a county: unit, role, how many.
_COUNTY_STAFF = (
    (names.OFFICE, UnitKind.OFFICE, ((Role.OFFICE_HEAD, 1), (Role.OFFICE_CLERK, 3))),
    (names.INSPECTORATE, UnitKind.INSPECTORATE, ((Role.SUPERVISOR_HEAD, 1), (Role.SUPERVISOR, 2))),
    (names.DISCIPLINE, UnitKind.DISCIPLINE, ((Role.OFFICER_HEAD, 1), (Role.OFFICER, 2))),
    (names.LEADERSHIP, UnitKind.LEADERSHIP, ((Role.LEADER, 8),)),
)


def _staff_above(
    made: World, root: Place, cities: dict[str, Place], rng: Random, first: int
) -> None:
    """The province's and the cities' offices, and the three administrators of the installation."""
    made.above = above = County(root, "", "above")
    single = len(made.counties) == 1
    home = made.counties[0].place if single else root
    platform = made.unit(above, names.PLATFORM, home, UnitKind.OFFICE)
    for role in _ADMINISTRATORS:
        made.post(above, made.person(above, rng, first), platform, role, role.label)
    for place in () if single else (root, *cities.values()):
        office = made.unit(above, names.OFFICE, place, UnitKind.OFFICE)
        for role in _TOP:
            title = "主任" if role is Role.LEADER else _TITLES[role]
            made.post(above, made.person(above, rng, first), office, role, title)


def _furnish(made: World, county: County, share: Share, first: int, last: int) -> None:
    rng = Random(county.seed)
    before = made.person_keys
    _add_units(made, county, rng)
    _staff_offices(made, county, rng, first)
    _staff_units(made, county, rng, first, last)
    _add_cadres(made, county, rng, share.cadres - (made.person_keys - before), first, last)
    _second(made, county)
    _keep_ratings(made, county)
    _add_firms(made, county, rng, share, first)


def _add_units(made: World, county: County, rng: Random) -> None:
    where = county.place
    for name, kind, _ in _COUNTY_STAFF:
        made.unit(county, name, where, kind)
    for name, kind in names.unit_kinds():
        made.unit(county, name, where, kind).pace = 0.6 + rng.random()
    for name, place_of_parent in names.BELOW:
        county.units[name].above = county.units[names.DEPARTMENTS[place_of_parent]]
    for name in places.township_names(15):
        town = made.place(name, RegionLevel.TOWNSHIP, where)
        county.townships.append(town)
        seat = "办事处" if name.endswith("街道") else "人民政府"
        unit = made.unit(county, f"{name}{seat}", town, UnitKind.TOWNSHIP)
        unit.pace = 0.6 + rng.random()
        county.seats[town.pk] = unit


def _staff_offices(made: World, county: County, rng: Random, first: int) -> None:
    for name, _, staff in _COUNTY_STAFF:
        for role, count in staff:
            for _ in range(count):
                person = made.person(county, rng, first)
                post = made.post(county, person, county.units[name], role, _TITLES[role])
                if name == names.OFFICE:
                    county.campaign.append(post)
                if role is Role.LEADER:
                    county.leaders.append(person.name)


def _staff_units(made: World, county: County, rng: Random, first: int, last: int) -> None:
    """Each handling unit gets clerks and heads; in some a clerk is followed by another."""
    county.handling = list(county.units.values())[len(_COUNTY_STAFF) :]
    for i, unit in enumerate(county.handling):
        busy = i < 8
        for _ in range(1 if unit.kind == UnitKind.TASK_FORCE else 2 + busy):
            person = made.person(county, rng, first)
            unit.clerks.append(made.post(county, person, unit, Role.UNIT_CLERK, "股长"))
            if unit.kind == UnitKind.TOWNSHIP and rng.random() < 0.5:
                county.cadres.append(made.post(county, person, unit, Role.CADRE, ""))
        for _ in range(1 + busy):
            person = made.person(county, rng, first)
            unit.heads.append(made.post(county, person, unit, Role.UNIT_HEAD, "局长"))
        if rng.random() < 0.2:
            _succeed(made, county, unit, rng, first + int((last - first) * rng.random()))


def _succeed(made: World, county: County, unit: Office, rng: Random, day: int) -> None:
    """A clerk goes, keeps the history and loses the door; another comes the day after."""
    former = unit.clerks[-1]
    if any(post.person is former.person for post in county.cadres):
        return
    former.until = former.person.left = day
    person = made.person(county, rng, day + 1)
    unit.clerks.append(made.post(county, person, unit, Role.UNIT_CLERK, former.title))


def _add_cadres(
    made: World, county: County, rng: Random, count: int, first: int, last: int
) -> None:
    """The assisting cadres, from all units; a few leave on the way."""
    homes = county.handling
    for _ in range(count):
        home = homes[int(len(homes) * rng.random())]
        person = made.person(county, rng, first)
        if rng.random() < 0.03:
            person.left = first + int((last - first) * rng.random())
        title = names.POSTS[int(len(names.POSTS) * rng.random())]
        county.cadres.append(made.post(county, person, home, Role.CADRE, title))
    county.cadre_posts = {post.person.pk: post for post in county.cadres}


def _second(made: World, county: County) -> None:
    """A task force is helped by cadres of other units, who keep their own post."""
    staying = iter([post for post in county.cadres if post.person.left == FOREVER])
    for name in names.TASK_FORCES:
        unit = county.units[name]
        for _ in range(2):
            person = next(post.person for post in staying if post.unit != unit.pk)
            unit.clerks.append(made.post(county, person, unit, Role.UNIT_CLERK, "抽调"))


def _keep_ratings(made: World, county: County) -> None:
    """The bureau of government services keeps the ratings of windows, beside its other work."""
    unit = county.units[names.SERVICES]
    for role, post in ((Role.CENTRE_CLERK, unit.clerks[0]), (Role.CENTRE_HEAD, unit.heads[0])):
        made.post(county, post.person, unit, role, post.title)


def _add_firms(made: World, county: County, rng: Random, share: Share, first: int) -> None:
    staying = [post for post in county.cadres if post.until == FOREVER]
    towns, trades = county.townships, len(names.TRADES)
    for _ in range(share.enterprises):
        made.firm_keys += 1
        trade = int(trades * rng.random() ** 1.3)
        town = towns[int(len(towns) * rng.random() ** SKEW_OF_TOWNSHIPS)]
        name = names.enterprise_name(rng, share.name, share.city, trade)
        aliases = (_alias(name, rng),) if rng.random() < 0.12 else ()
        covers = _covers(rng, county.cadres, staying, first)
        county.firms.append(Firm(made.firm_keys, name, aliases, town.pk, trade, covers))


def _alias(name: str, rng: Random) -> str:
    return f"{name[:6]}厂" if rng.random() < 0.5 else f"{name.rsplit('有限', 1)[0]}（曾用名）"


def _covers(
    rng: Random, cadres: list[Post], staying: list[Post], first: int
) -> list[tuple[int, int, Person]]:
    """One chief (after whom another comes where they leave), seldom a second, seldom nobody."""
    random = rng.random
    if random() < 0.05:
        return []
    chief = cadres[int(len(cadres) * random() ** 1.4)]
    covers = [(first, chief.until, chief.person)]
    if chief.until != FOREVER:
        heir = staying[int(len(staying) * random())].person
        covers.append((chief.until + 1, FOREVER, heir))
    if random() < 0.2:
        second = staying[int(len(staying) * random())].person
        if all(person is not second for _, _, person in covers):
            covers.append((first, FOREVER, second))
    return covers
