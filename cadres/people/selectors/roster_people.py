"""Whom the rows of a roster mean: by their numbers, or people of the same name and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from cadres.encryption.models.encrypted_text import blind_key
from cadres.models import Cadre, Posting, Unit
from cadres.people.rules import naming
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import RosterRow


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row with a number that nobody has, under a name that somebody of its unit bears.

    The answer is kept by `key`: the name, the new number and those that are known, as nobody can
    read them. Where one of these numbers changes meanwhile, it is asked again.
    """

    row: RosterRow
    key: str
    unit: Unit
    namesakes: tuple[Cadre, ...]


def known(rows: Sequence[RosterRow], *, seen_by: Viewer) -> dict[str, Cadre]:
    """Return by the keys of their numbers who is known; of leavers, who is named as well."""
    names = {blind_key(row.phone): row.name for row in rows}
    # Those in office last, so that they count before a leaver who had the number.
    owners = Cadre.objects.filter(phone_key__in=list(names)).order_by("is_active", "pk")
    return {
        cadre.phone_key: cadre
        for cadre in owners
        if cadre.is_active or naming.person_name(cadre.name) == names[cadre.phone_key]
    }


def doubts(
    rows: Sequence[RosterRow], unit_of: Callable[[str], Unit | None], *, seen_by: Viewer
) -> list[Doubt]:
    """Return the rows of which a person has to say whether they mean somebody known."""
    has_number = known(rows, seen_by=seen_by)
    unknown = [row for row in rows if blind_key(row.phone) not in has_number]
    namesakes = _namesakes({row.name for row in unknown})
    found = []
    for row in unknown:
        unit = unit_of(row.unit)
        if unit is not None and (alike := namesakes.get((row.name, unit.pk))):
            found.append(Doubt(row, _key(row, alike.values()), unit, tuple(alike.values())))
    return found


def _key(row: RosterRow, namesakes: Iterable[Cadre]) -> str:
    return blind_key("|".join([row.name, row.phone, *(one.phone for one in namesakes)]))[:40]


def _namesakes(names: Collection[str]) -> dict[tuple[str, int], dict[int, Cadre]]:
    """Who holds a post now, by name and unit: under a new number it may be the same person."""
    written = {writing for name in names for writing in naming.writings(name)}
    open_posts = Posting.objects.filter(
        to_on=None, cadre__is_active=True, cadre__name__in=written
    ).select_related("cadre")
    found: dict[tuple[str, int], dict[int, Cadre]] = defaultdict(dict)
    for post in open_posts.order_by("pk"):
        found[naming.person_name(post.cadre.name), post.unit_id][post.cadre_id] = post.cadre
    return found
