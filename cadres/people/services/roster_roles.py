"""Roles that a roster says: given and changed by the rules, and with the trail, of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cadres.errors import DomainError
from cadres.models import Cadre, Posting, Unit
from cadres.people.rules import authority
from cadres.people.services import postings
from cadres.people.services.postings import NewPosting
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Place, RosterRow, RowError, Tally

COLUMN = "角色"
NOT_YOURS = "您不能设置或撤销“{role}”，请由县助企办主任或系统管理员办理；或者把角色留空"
OWN = "不能给自己设置或撤销任职，请由他人办理；或者把角色留空"
SEVERAL = "{name}在{unit}现任{roles}，看不出改任哪一项，请在“人员”里办理；或者把角色留空"


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What becomes of somebody's role: whose, in which unit, from what (empty: none) to what."""

    name: str
    unit: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RoleChange:
    """The roles that somebody takes up in a unit by their rows, and the posts that end for them."""

    key: str
    cadre: Cadre | None
    unit: Unit
    rows: tuple[RosterRow, ...]
    added: Mapping[Role, RosterRow]
    # Posts in the unit, and of the same roles in units of the county that the person has left.
    ended: tuple[Posting, ...]

    @property
    def is_plain(self) -> bool:
        """Somebody becomes a cadre and nothing ends: the roster enters it as it always did."""
        return not self.ended and self.added.keys() <= {Role.CADRE}

    @property
    def places(self) -> set[Place]:
        """Where the rows stand by which something is taken up."""
        return {row.origin.place for row in self.rows if (row.role or Role.CADRE) in self.added}

    def lines(self) -> Iterator[RoleLine]:
        before = "、".join(_post(one, self.unit) for one in self.ended)
        for role, row in self.added.items():
            yield RoleLine(row.name, self.unit.name, before, role.label)


@dataclass(slots=True)
class RosterTally(Tally):
    """What became of the rows of a roster, and of the roles that they say."""

    roles: list[RoleLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """Who is known by the keys of the numbers, their posts, and how a row names its unit."""

    known: Mapping[str, Cadre]
    postings: Mapping[int, Sequence[Posting]]
    unit_of: Callable[[str], Unit]
    county_path: str
    # The keys of those of whom not every row is here: they have left no unit.
    partly: Collection[str] = ()

    def open_posts(self, cadre: Cadre | None) -> list[Posting]:
        """Posts without an end that a roster may give."""
        found = self.postings.get(cadre.pk, ()) if cadre else ()
        return [one for one in found if one.to_on is None and one.role in authority.BY_ROSTER]


def settle(
    rows: Sequence[RosterRow],
    keys: Mapping[str, str],
    held: Held,
    tally: Tally,
    actor: Viewer,
) -> tuple[list[RosterRow], list[RoleChange]]:
    """Return the rows that may come in, and what is to change; others are refused with the reason.

    The rows of one person in one unit say together which roles are held there. Rows that say no
    role change none.
    """
    groups: dict[tuple[str, int], list[RosterRow]] = {}
    for row in rows:
        groups.setdefault((keys[row.phone], held.unit_of(row.unit).pk), []).append(row)
    refused, changes = set(), []
    for (key, _), group in groups.items():
        if not any(row.role for row in group):
            continue
        stands_in = {unit for one, unit in groups if one == key}
        change = _change(key, group, held, stands_in)
        if reason := _fault(change, held, actor):
            said = [row for row in group if row.role]
            refused |= {row.origin.place for row in group}
            tally.refused += [_error(row, said[0], reason) for row in group]
        elif change.added:
            changes.append(change)
    return [row for row in rows if row.origin.place not in refused], changes


def carry_out(changes: Iterable[RoleChange], *, actor: Viewer) -> None:
    """End and take up posts as on the page; everybody is written by now."""
    for change in changes:
        cadre = change.cadre or Cadre.objects.get(phone_key=change.key, is_active=True)
        titles = [one.title for one in change.ended if one.title]
        for posting in change.ended:
            postings.end_for_another(posting, actor=actor)
        for role, row in change.added.items():
            title = row.post or next(iter(titles), "")
            new = NewPosting(change.unit, role, actor.today, title)
            postings.add_posting(cadre, new, actor=actor)


def _change(key: str, group: Sequence[RosterRow], held: Held, stands_in: set[int]) -> RoleChange:
    cadre, unit = held.known.get(key), held.unit_of(group[0].unit)
    said = {row.role or Role.CADRE: row for row in group}
    posts = held.open_posts(cadre)
    here = {Role(one.role): one for one in posts if one.unit_id == unit.pk}
    added = {role: row for role, row in said.items() if role not in here}
    left = [
        one
        for one in posts
        if key not in held.partly
        # A cadre's post in a unit that was left ends by every roster.
        if one.role in added and one.role != Role.CADRE and one.unit_id not in stands_in
        if one.unit.region.path.startswith(held.county_path)
    ]
    gone = [one for role, one in here.items() if role not in said] if added else []
    return RoleChange(key, cadre, unit, tuple(group), added, (*gone, *left))


def _fault(change: RoleChange, held: Held, actor: Viewer) -> str:
    """Why the rows may not change what they say; nothing where they may, or change nothing."""
    unit, cadre = change.unit, change.cadre
    gone = [one for one in change.ended if one.unit_id == unit.pk]
    if len(gone) > 1:
        roles = "、".join(Role(one.role).label for one in gone)
        return SEVERAL.format(name=change.rows[0].name, unit=unit.name, roles=roles)
    touched = [(role, unit) for role in (*change.added, *_retitled(change, held))]
    touched += [(Role(one.role), one.unit) for one in change.ended]
    for role, where in touched:
        # Nobody has the number 0: somebody new.
        if not authority.may_post(actor, role, where.region.path, cadre.pk if cadre else 0):
            is_own = cadre is not None and cadre.pk == actor.cadre_id
            return OWN if is_own else NOT_YOURS.format(role=role.label)
    return _unfit(cadre, change, actor) if cadre else ""


def _unfit(cadre: Cadre, change: RoleChange, actor: Viewer) -> str:
    """What the page would say against the posts of somebody who is known."""
    try:
        for role in change.added:
            new = NewPosting(change.unit, role, actor.today)
            postings.check_may_take_up(cadre, new, actor=actor)
    except DomainError as refused:
        return refused.message.rstrip("。")
    return ""


def _retitled(change: RoleChange, held: Held) -> list[Role]:
    """Roles of the rows that are held already, under another title."""
    said = {row.role: row.post for row in change.rows if row.role and row.post}
    own = [one for one in held.open_posts(change.cadre) if one.unit_id == change.unit.pk]
    return [Role(one.role) for one in own if said.get(Role(one.role), one.title) != one.title]


def _error(row: RosterRow, said: RosterRow, reason: str) -> RowError:
    role = row.role or said.role
    return RowError(row.origin, COLUMN, role.label if role else "", reason)


def _post(posting: Posting, unit: Unit) -> str:
    label = Role(posting.role).label
    return label if posting.unit_id == unit.pk else f"{posting.unit.name} {label}"
