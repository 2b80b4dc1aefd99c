"""What of an enterprise may go over to one that is split off, and what would then be, in counts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Q

from cadres.errors import Invalid
from cadres.pages.rules import wording
from cadres.people.rules import masking
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Alias, Assignment, Contact, Enterprise, Visit
from enterprises.register.rules import credit_codes, enterprise_names, splitting
from enterprises.register.rules.splitting import Covers, Parts
from enterprises.register.selectors import assignments, enterprises, merging
from enterprises.register.selectors.assignments import Covering

CONTACTS, ALIASES, VISITS = "contacts", "aliases", "visits"


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind, each with its words, of which the office says which go over."""

    name: str
    label: str
    things: tuple[tuple[int, str], ...]


Offer = Callable[[Enterprise, Viewer], Kind]
Look = Callable[[Enterprise, Enterprise, Parts, Viewer], Effects]
# An upper app offers its things, and says what becomes of them.
_offers: list[Offer] = []
_looks: list[Look] = []


def register(offer: Offer, look: Look) -> None:
    _offers.append(offer)
    _looks.append(look)


def kinds(old: Enterprise, *, seen_by: Viewer) -> list[Kind]:
    """Return all that may go over, the open work first."""
    return [
        *(offer(old, seen_by) for offer in _offers),
        Kind(CONTACTS, "联系人", tuple(_contacts(old))),
        Kind(ALIASES, "别名、曾用名", tuple(_aliases(old))),
        Kind(VISITS, "走访记录", tuple(_visits(old, seen_by))),
    ]


def team(old: Enterprise, *, seen_by: Viewer) -> list[Covering]:
    """Return whose coverage runs or is to begin: of each is said whom it is of from now on."""
    return assignments.lines(merging.running(old, seen_by=seen_by), seen_by=seen_by)


def named(words: str, old: Enterprise, *, seen_by: Viewer) -> Enterprise:
    """Return the enterprise of the register by name or code, or one that became part of `old`.

    Raises Invalid where there is none, or more than one.
    """
    name, code = enterprise_names.enterprise_name(words), credit_codes.credit_code(words)
    inside = enterprises.rows(seen_by=seen_by).filter(Q(name=name) | Q(code=code), merged_into=old)
    if given_back := list(inside[:2]):
        return given_back[0]
    try:
        return enterprises.named(words, old.county_id, seen_by=seen_by)
    except Invalid as refused:
        raise Invalid(refused.message, {"into": refused.message}) from refused


def effects(old: Enterprise, new: Enterprise, parts: Parts, *, seen_by: Viewer) -> Effects:
    """Return what would happen if these parts of `old` went over to `new`, which may be unsaved."""
    found = Effects(refusals=splitting.in_the_way(old, new))
    for look in _looks:
        found += look(old, new, parts, seen_by)
    found += _own(old, new, parts, seen_by)
    return found if found.moves else found + Effects(refusals=(splitting.NOTHING,))


def names_that_go(old: Enterprise, new: Enterprise, wanted: Collection[int]) -> list[Alias]:
    """Return the chosen names of the old one, and those that are the new one's anyway."""
    bears = {enterprise_names.name_key(new.name)}
    if new.pk is not None:
        bears |= {enterprise_names.name_key(alias.name) for alias in new.aliases.all()}
    return [
        alias
        for alias in old.aliases.order_by("pk")
        if alias.pk in wanted or enterprise_names.name_key(alias.name) in bears
    ]


def uncovered(old: Enterprise, new: Enterprise, parts: Parts, *, seen_by: Viewer) -> list[str]:
    """Name those of the two whom nobody would cover who can act."""
    acting = Assignment.objects.acting(seen_by.today)
    mine = set(acting.filter(enterprise=old).values_list("pk", flat=True))
    theirs = new.pk is not None and acting.filter(enterprise=new).exists()
    leaves = [] if mine & parts.covering(Covers.STAY, Covers.BOTH) else [old.name]
    arrives = theirs or mine & parts.covering(Covers.GO, Covers.BOTH)
    return leaves if arrives else [*leaves, new.name]


def gets_a_sign(new: Enterprise, *, seen_by: Viewer) -> bool:
    """Has the new one no code in use? The sign at the gate of the old one stays where it is."""
    return new.pk is None or merging.code_of(new, seen_by=seen_by) is None


def _contacts(old: Enterprise) -> list[tuple[int, str]]:
    rows = Contact.objects.filter(enterprise=old).order_by("-is_primary", "pk")
    return [
        (row.pk, " ".join(filter(None, (row.name, row.post, masking.phone(row.phone)))))
        for row in rows
    ]


def _aliases(old: Enterprise) -> list[tuple[int, str]]:
    return [(alias.pk, alias.name) for alias in old.aliases.order_by("pk")]


def _visits(old: Enterprise, viewer: Viewer) -> list[tuple[int, str]]:
    rows = Visit.objects.filter(enterprise=old).for_list().order_by("-visited_on", "-pk")
    return [(row.pk, _visit(row, viewer)) for row in rows]


def _visit(row: Visit, viewer: Viewer) -> str:
    who = "、".join(
        wording.person(member.cadre.name, member.unit.name if member.unit else "")
        for member in row.members.all()
    )
    on = wording.day(row.visited_on, viewer.today, short=True)
    return " ".join(filter(None, (on, row.get_manner_display(), who)))


def _own(old: Enterprise, new: Enterprise, parts: Parts, viewer: Viewer) -> Effects:
    contacts = set(old.contacts.values_list("pk", flat=True))
    visits = set(old.visits.values_list("pk", flat=True))
    return (
        _counted(parts.of(CONTACTS), contacts, "名联系人")
        + _counted(parts.of(VISITS), visits, "次走访记录")
        + _names(old, new, parts)
        + _coverage(old, parts, viewer)
        + _sign(old, viewer)
    )


def _counted(going: frozenset[int], there: set[int], word: str) -> Effects:
    return Effects(
        moves=counted((Holding(len(going & there), word),)),
        stays=counted((Holding(len(there - going), word),)),
        refusals=splitting.gone_meanwhile(going, there),
    )


def _names(old: Enterprise, new: Enterprise, parts: Parts) -> Effects:
    wanted, there = parts.of(ALIASES), {pk for pk, _ in _aliases(old)}
    going = len(names_that_go(old, new, wanted))
    return Effects(
        moves=counted((Holding(going, "个别名、曾用名"),)),
        stays=counted((Holding(len(there) - going, "个别名、曾用名"),)),
        refusals=splitting.gone_meanwhile(wanted, there),
    )


def _coverage(old: Enterprise, parts: Parts, viewer: Viewer) -> Effects:
    running = merging.running(old, seen_by=viewer)
    go, both = parts.covering(Covers.GO), parts.covering(Covers.BOTH)
    return Effects(
        moves=counted(
            (Holding(len(go), "条包联关系"), Holding(len(both), "条包联关系，原企业也仍包联"))
        ),
        stays=counted((Holding(len(running) - len(go), "条包联关系"),)),
        refusals=splitting.not_said([row.pk for row in running], parts.coverage),
    )


def _sign(old: Enterprise, viewer: Viewer) -> Effects:
    kept = 1 if merging.code_of(old, seen_by=viewer) else 0
    return Effects(stays=counted((Holding(kept, "个企业二维码（原来的标牌照用）"),)))
