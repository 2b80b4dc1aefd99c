"""The demo's places, units and people: set up by the software, each with a password of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cadres.models import Cadre, Region, RegionLevel, Unit, UnitKind
from cadres.people.rules import accounts, naming
from cadres.people.selectors import oversight, viewers
from cadres.people.services.oversight import set_overseen
from cadres.people.services.people import PersonFacts, add_person
from cadres.people.services.postings import NewPosting, add_posting
from cadres.people.services.regions import add_region
from cadres.people.services.units import UnitFacts, add_unit
from cadres.sign_in.services.one_time_codes import issue_codes, use_code
from cadres.submissions.selectors import edits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.demo import texts

PASSWORD = "Demo-2026-qiye"  # noqa: S105  printed for everybody; exists only where DEMO is on
PHONE = "138037{:05d}"
SERVED_DAYS = 320


@dataclass(slots=True)
class Cast:
    """Who plays, and where; `viewer` is somebody at a moment."""

    county: Region
    townships: list[Region]
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Cadre] = field(default_factory=dict)
    _known: dict[str, Viewer] = field(default_factory=dict)

    def viewer(self, name: str, at: datetime) -> Viewer:
        """Resolved once and moved along in time, until units or coverage change."""
        if name not in self._known:
            self._known[name] = viewers.build(self.people[name], at=at)
        return replace(self._known[name], at=at)

    def set_out(self) -> None:
        """From here on everybody is where they are, and covers what they cover."""
        self._known.clear()

    def of(self, unit: str, role: Role) -> str:
        return next(p.name for p in texts.PLAYERS if (p.unit, p.role) == (unit, role))


def phone_of(name: str) -> str:
    number = next(at for at, player in enumerate(texts.PLAYERS) if player.name == name)
    return PHONE.format(70101 + number * 37)


def account_of(name: str) -> str:
    return accounts.account_name(name, phone_of(name), ())


def set_up(now: datetime) -> Cast:
    """Set everything up as it was when the campaign began, long before the first ticket."""
    actor = Viewer.system(now - timedelta(days=SERVED_DAYS))
    cast = _places(actor)
    for name, kind, above in texts.UNITS:
        region = _seat(cast, name) if kind == UnitKind.TOWNSHIP else cast.county
        parent = cast.units.get(above)
        cast.units[name] = add_unit(UnitFacts(name, kind, region, parent), actor=actor)
    for player in texts.PLAYERS:
        cast.people[player.name] = _join(player, cast, actor)
    # 袁媛 stands for what is usual: several postings at once.
    second = NewPosting(cast.units[texts.INDUSTRY], Role.CADRE, actor.today)
    add_posting(cast.people["袁媛"], second, actor=actor)
    _divide_work(cast, actor)
    return cast


def _divide_work(cast: Cast, actor: Viewer) -> None:
    """The county leader of the demo oversees what the campaign mostly turns to."""
    post = cast.people[texts.LEADER].postings.get()
    overseen = [cast.units[name].pk for name in texts.OVERSEEN]
    read = edits.read(post, oversight.facts(post), seen_by=actor)
    set_overseen(post, overseen, actor=actor, read=read)


def _places(actor: Viewer) -> Cast:
    province = add_region(texts.ABOVE[0], RegionLevel.PROVINCE, actor=actor)
    city = add_region(texts.ABOVE[1], RegionLevel.CITY, actor=actor, parent=province)
    county = add_region(
        texts.COUNTY, RegionLevel.COUNTY, actor=actor, parent=city, prefix=texts.PREFIX
    )
    towns = [
        add_region(name, RegionLevel.TOWNSHIP, actor=actor, parent=county)
        for name in texts.TOWNSHIPS
    ]
    return Cast(county, towns)


def _seat(cast: Cast, unit: str) -> Region:
    return next(town for town in cast.townships if town.name == naming.township_of(unit))


def _join(player: texts.Player, cast: Cast, actor: Viewer) -> Cadre:
    """Entered, posted, given a code, and in with it: the way that everybody comes."""
    post = NewPosting(cast.units[player.unit], player.role, actor.today, player.title)
    cadre = add_person(PersonFacts(player.name, phone_of(player.name)), post, actor=actor)
    if not player.has_come:
        return cadre
    slip = issue_codes([cadre], actor=actor)[0]
    own = viewers.build(cadre, at=actor.at)
    return use_code(cadre, slip.code, actor=own, new_password=PASSWORD)
