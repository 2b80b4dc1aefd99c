"""The rows of a county's regions, units, people and enterprises."""

from __future__ import annotations

from random import Random

from stdnum.cn import uscc

from cadres.encryption.models.encrypted_text import blind_key, cipher
from cadres.models import Cadre, Posting, Region, Unit
from cadres.people.rules import naming
from cadres.people.rules.accounts import find_text, pinyin
from cadres.search.rules import finding
from cadres.search.rules.character_pairs import pairs_of_all
from cases.management.made_counties import names
from cases.management.made_counties.days import FOREVER, Days
from cases.management.made_counties.registry import County, Firm, Office, Person, Place, Post
from cases.management.made_counties.tables import NULL, Block, Rows, array, escaped
from enterprises.models import Alias, Assignment, Contact, Enterprise, Part, Size

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MOBILES = ("13", "15", "17", "18")
# Steps through all nine-digit numbers (resp. all codes) without meeting one twice.
STRIDE_OF_PHONES, STRIDE_OF_CODES = 3**18, 3**20
BEYOND_PEOPLE = 500_000_000


def region_rows(places: list[Place]) -> list[Block]:
    rows = Rows()
    for place in places:
        above = place.above.pk if place.above else NULL
        rows[Region].append(
            f"{place.pk}\t{place.name}\t{place.level}\t{above}\t{place.path}\t{place.prefix}"
        )
    return rows.blocks()


def county_rows(county: County, days: Days) -> list[Block]:
    """Everybody and everything of a county but its tickets; phones are encrypted one by one."""
    rng, rows = Random(f"{county.seed}/rows"), Rows()
    for unit in county.units.values():
        rows[Unit].append(_unit(unit, county))
    for person in county.people:
        rows[Cadre].append(_cadre(person, rng, days))
    for post in county.posts:
        rows[Posting].append(_posting(post, days))
    for firm in county.firms:
        _add_firm(rows, county, firm, rng, days)
    return rows.blocks()


def encrypted(phone: str) -> str:
    return cipher().encrypt(phone.encode()).decode()


def phone_number(n: int) -> str:
    """Return the n-th mobile number; no two are alike."""
    return f"{MOBILES[n % 4]}{n * STRIDE_OF_PHONES % 1_000_000_000:09d}"


def credit_code(n: int) -> str:
    """Return the n-th 统一社会信用代码 with its check digit; no two are alike."""
    rest, letters = n * STRIDE_OF_CODES % 31**7, ""
    for _ in range(7):
        rest, place = divmod(rest, 31)
        letters += LETTERS[place]
    plain = f"91411300MA{letters}"
    return plain + uscc.calc_check_digit(plain)


def _unit(unit: Office, county: County) -> str:
    above = unit.above.pk if unit.above else NULL
    key = naming.unit_key(unit.name, county.place.name)
    lines = escaped(finding.find_text([unit.name, key]))
    return (
        f"{unit.pk}\t{unit.place.pk}\t{above}\t{unit.path}\t{unit.name}\t{key}\t{unit.kind}"
        f"\t{lines}"
    )


def _cadre(person: Person, rng: Random, days: Days) -> str:
    phone = phone_number(person.pk)
    has_left = person.left < days.today
    left = days.iso(person.left) if has_left else NULL
    # No password at all: the exclamation mark is what the password hashers refuse.
    password = f"!{rng.getrandbits(160):040x}"
    return (
        f"{person.pk}\t{password}\tz{person.pk:07d}\t{person.name}\t{pinyin(person.name)}"
        f"\t{encrypted(phone)}\t{blind_key(phone)}\t{'f' if has_left else 't'}\t{left}"
        f"\t{days.iso(person.since)} 09:00:00+08\t{escaped(find_text(person.name))}"
    )


def _posting(post: Post, days: Days) -> str:
    until = NULL if post.until == FOREVER else days.iso(post.until)
    return (
        f"{post.pk}\t{post.person.pk}\t{post.unit}\t{post.role}\t{post.title}"
        f"\t{days.iso(post.since)}\t{until}"
    )


def _add_firm(rows: Rows, county: County, firm: Firm, rng: Random, days: Days) -> None:
    random, code = rng.random, credit_code(firm.pk)
    industry, products, _ = names.TRADES[firm.trade]
    size = list(Size)[int(4 * random() ** 0.5)]
    rows[Enterprise].append(
        f"{firm.pk}\t{firm.name}\t{code}\t{county.place.pk}\t{firm.township}\t{industry}\t{size}"
        f"\t{products}\t{county.place.name}{_street(rng)}"
        f"\t{array(pairs_of_all(firm.name, *firm.aliases, code))}"
        f"\t{escaped(finding.find_text([firm.name, *firm.aliases], code))}"
    )
    rows[Alias].extend(f"{firm.pk}\t{name}" for name in firm.aliases)
    _add_contacts(rows, firm, rng)
    if random() < 0.3:
        leader = county.leaders[int(len(county.leaders) * random())]
        rows[Assignment].append(
            f"{firm.pk}\t{NULL}\t{leader}\t{Part.COUNTY_LEADER}\t{days.iso(days.first)}\t{NULL}"
        )
    for since, until, person in firm.covers:
        part = Part.CHIEF if person is firm.covers[0][2] or since > days.first else Part.LIAISON
        end = NULL if until == FOREVER else days.iso(until)
        rows[Assignment].append(f"{firm.pk}\t{person.pk}\t\t{part}\t{days.iso(since)}\t{end}")


def _add_contacts(rows: Rows, firm: Firm, rng: Random) -> None:
    for i, post in enumerate(("负责人", "办公室主任")[: 1 + (rng.random() < 0.15)]):
        phone = phone_number(BEYOND_PEOPLE + 2 * firm.pk + i)
        name = names.person_name(rng)
        rows[Contact].append(
            f"{firm.pk}\t{name}\t{post}\t{encrypted(phone)}\t{{{blind_key(phone)}}}"
            f"\t{'f' if i else 't'}\t{escaped(finding.find_text([name]))}"
        )


def _street(rng: Random) -> str:
    streets = ("人民路", "建设路", "工业大道", "产业集聚区纬二路", "中华路", "滨河路")
    return f"{streets[int(len(streets) * rng.random())]}{int(1 + 300 * rng.random())}号"
