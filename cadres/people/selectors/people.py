"""People of the region: their postings, masked phones, and how one stands to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.encryption.models.encrypted_text import blind_key
from cadres.errors import Absent
from cadres.models import Cadre, Posting, Unit
from cadres.people.rules import authority, masking, naming
from cadres.people.rules.authority import Stand, Standing
from cadres.people.selectors import changed_people
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

ABSENT = "没有这名人员。"
# Whoever never chose a password has an unusable one, and needs a printed code.
NEVER_ENTERED = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the list is asked for."""

    words: str = ""
    unit_id: int | None = None
    role: str = ""
    left: bool = False
    # Whoever follows changes hears of those who left, too.
    updated_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostLine:
    """A posting in words."""

    pk: int
    unit_id: int
    unit_name: str
    role: Role
    title: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people; the phone is masked."""

    pk: int
    name: str
    account: str
    phone: str
    is_active: bool
    left_on: date | None
    has_entered: bool
    posts: tuple[PostLine, ...] = field(default=())


def facts(cadre: Cadre) -> dict[str, str]:
    """Return what an edit may change, as it stands; the whole number among it."""
    return {"name": cadre.name, "phone": cadre.phone}


def rows(*, seen_by: Viewer, wanted: PeopleFilter | None = None) -> QuerySet[Cadre]:
    """Return the people of the region by the sound of their names."""
    asked = wanted or PeopleFilter()
    found = _visible(seen_by)
    if asked.updated_since:
        found = found.filter(changed_people.people(asked.updated_since, seen_by=seen_by))
    if asked.left or not asked.updated_since:
        found = found.filter(is_active=not asked.left)
    held = Posting.objects.filter(cadre=OuterRef("pk"))
    if not asked.left:
        held = held.in_force(seen_by.today)
    if asked.unit_id:
        found = found.filter(Exists(held.filter(unit_id=asked.unit_id)))
    if asked.role:
        found = found.filter(Exists(held.filter(role=asked.role)))
    if words := pasted_text.value(asked.words):
        found = found.filter(_meant(words, seen_by))
    return found.order_by("name_pinyin", "name", "pk")


def describe(cadres: Iterable[Cadre], *, seen_by: Viewer) -> list[PersonRow]:
    """Put people into words, with the postings that hold; one query however many they are."""
    people = list(cadres)
    held = Posting.objects.in_force(seen_by.today).filter(cadre__in=people)
    posts = _by_cadre(held)
    return [_row(cadre, posts[cadre.pk]) for cadre in people]


def fetch(pk: int, *, seen_by: Viewer) -> Cadre:
    cadre = _visible(seen_by).filter(pk=pk).first()
    if cadre is None:
        raise Absent(ABSENT)
    return cadre


def history(cadre: Cadre, *, seen_by: Viewer) -> list[PostLine]:
    """Return every posting the person ever held, the newest first."""
    held = Posting.objects.filter(cadre=fetch(cadre.pk, seen_by=seen_by))
    return sorted(_by_cadre(held)[cadre.pk], key=lambda post: post.from_on, reverse=True)


def posting(pk: int, *, seen_by: Viewer) -> Posting:
    found = Posting.objects.select_related("cadre", "unit__region").filter(pk=pk).first()
    if found is None or not _visible(seen_by).filter(pk=found.cadre_id).exists():
        raise Absent("没有这条任职记录。")
    return found


def posting_facts(posting: Posting) -> dict[str, Any]:
    """Return what may be changed of a post that is held, as it stands."""
    return {"to_on": posting.to_on}


def of_unit(unit: Unit, *, seen_by: Viewer) -> QuerySet[Cadre]:
    return rows(seen_by=seen_by, wanted=PeopleFilter(unit_id=unit.pk))


def waiting_for_code(unit_ids: Sequence[int], *, seen_by: Viewer) -> list[Cadre]:
    """Return who never came in, of these units, and whom the viewer may give a code."""
    held = Posting.objects.in_force(seen_by.today).in_units(unit_ids)
    found = _visible(seen_by).filter(NEVER_ENTERED, is_active=True)
    cadres = list(found.filter(pk__in=held.values("cadre_id")).order_by("name_pinyin", "pk"))
    known = standings(cadres, seen_by=seen_by)
    return [cadre for cadre in cadres if authority.may_issue_code(seen_by, known[cadre.pk])]


def standing(cadre: Cadre, *, seen_by: Viewer) -> Standing:
    return standings([cadre], seen_by=seen_by)[cadre.pk]


def standings(cadres: Sequence[Cadre], *, seen_by: Viewer) -> dict[int, Standing]:
    """Return the postings that hold or are to come, as the rules of authority want them."""
    holds = Q(to_on__isnull=True) | Q(to_on__gte=seen_by.today)
    counts = holds | Q(role__in=authority.PROTECTED)
    found: dict[int, list[Stand]] = defaultdict(list)
    protected: dict[int, set[str]] = defaultdict(set)
    rows = Posting.objects.filter(counts, cadre__in=cadres).select_related("unit__region")
    for row in rows.order_by("pk"):
        stand = Stand(row.unit_id, Role(row.role), row.unit.region.path)
        if stand.role in authority.PROTECTED:
            protected[row.cadre_id].add(stand.place)
        if row.to_on is None or row.to_on >= seen_by.today:
            found[row.cadre_id].append(stand)
    return {
        cadre.pk: Standing(cadre.pk, tuple(found[cadre.pk]), tuple(sorted(protected[cadre.pk])))
        for cadre in cadres
    }


def _visible(viewer: Viewer) -> QuerySet[Cadre]:
    """Whoever holds or held a posting in a unit of the viewer's region, and the viewer."""
    if viewer.is_system:
        return Cadre.objects.all()
    units = Unit.objects.filter(authority.units_for(viewer))
    ever = Posting.objects.filter(cadre=OuterRef("pk"))
    sight = Q(Exists(ever.filter(unit__in=units))) | Q(pk=viewer.cadre_id)
    if authority.may_see_unposted(viewer):
        sight |= ~Q(Exists(ever))
    return Cadre.objects.filter(sight)


def _meant(words: str, viewer: Viewer) -> Q:
    """A name or a part of it, its sound, an account, a whole phone number, or a unit."""
    phone = naming.mobile(words)
    if phone:
        return Q(phone_key=blind_key(phone))
    called = Q(unit__name__contains=words) | Q(unit__former_names__name__contains=words)
    in_units = Posting.objects.in_force(viewer.today).filter(called)
    return (
        Q(name__contains=words)
        | Q(name__in=naming.writings(words))
        | Q(name__contains=naming.person_name(words))
        | Q(name_pinyin__startswith=words.lower())
        | Q(account__startswith=words.lower())
        | Q(pk__in=in_units.values("cadre_id"))
    )


def _by_cadre(held: QuerySet[Posting]) -> dict[int, tuple[PostLine, ...]]:
    found: dict[int, list[PostLine]] = defaultdict(list)
    for row in held.select_related("unit").order_by("from_on", "pk"):
        found[row.cadre_id].append(
            PostLine(
                pk=row.pk,
                unit_id=row.unit_id,
                unit_name=row.unit.name,
                role=Role(row.role),
                title=row.title,
                from_on=row.from_on,
                to_on=row.to_on,
            )
        )
    lines = {pk: tuple(posts) for pk, posts in found.items()}
    return defaultdict(tuple, lines)


def _row(cadre: Cadre, posts: tuple[PostLine, ...]) -> PersonRow:
    return PersonRow(
        pk=cadre.pk,
        name=cadre.name,
        account=cadre.account,
        phone=masking.phone(cadre.phone),
        is_active=cadre.is_active,
        left_on=cadre.left_on,
        has_entered=bool(cadre.password) and cadre.has_usable_password(),
        posts=posts,
    )
