"""A person's page: postings past and present, and what the viewer may do about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cadres.models import Cadre
from cadres.people.rules import authority
from cadres.people.rules import oversight as oversight_rules
from cadres.people.rules.authority import Standing
from cadres.people.selectors import delegations, oversight, people
from cadres.people.selectors.people import PersonRow, PostLine
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

UNSEEN = "您看不到内容：离岗前请告诉县助企办和单位负责人，由他们转交。"


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that a person has in hand: what it is, and where."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class InHand:
    """What a person has in hand: the first of it, how much there is, and where all of it is.

    `leaving` says what is to become of it when the person leaves, `action` where that is done. Who
    keeps people and sees none of it reads how much there is, and no `things`.
    """

    heading: str
    things: list[Held]
    total: int
    leaving: str
    url: str = ""
    action: str = ""
    action_url: str = ""


def counted(heading: str, total: int, *, seen_by: Viewer) -> InHand | None:
    """Return the count alone, for whoever lets people leave and sees nothing of what they do."""
    if not total or not seen_by.has(Role.SYSTEM_ADMIN):
        return None
    return InHand(heading, [], total, leaving=UNSEEN)


# An upper app says what somebody has in hand; None where the viewer is not to be told.
class Telling(Protocol):
    def __call__(self, cadre: Cadre, *, seen_by: Viewer) -> InHand | None: ...


_in_hand: list[Telling] = []
_when_leaving: list[Telling] = []


def register_in_hand(told: Telling, *, only_when_leaving: bool = False) -> None:
    (_when_leaving if only_when_leaving else _in_hand).append(told)


@dataclass(frozen=True, slots=True)
class Account:
    """What the room of sign-in knows of somebody's account.

    Until when it takes no try; whether a second administrator is still to agree to a code.
    """

    locked_until: Callable[[Cadre, datetime], datetime | None]
    waits_for_second: Callable[[Cadre, Viewer], bool]


_accounts: list[Account] = []


def register_account(account: Account) -> None:
    _accounts.append(account)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One posting with the units it oversees (分管), and what the viewer may do about it."""

    line: PostLine
    is_over: bool
    overseen: list[str]
    may_end: bool
    may_set_units: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the page shows; the buttons are those that the services would allow."""

    row: PersonRow
    posts: list[HeldPost]
    locked_until: datetime | None
    may_edit: bool
    may_leave: bool
    may_return: bool
    may_post: bool
    may_issue: bool
    may_ask_code: bool
    waits_for_second: bool
    may_unlock: bool
    may_reveal: bool
    delegations: list[delegations.Line]
    may_lend: bool
    in_hand: list[InHand] = field(default_factory=list)


def of(cadre: Cadre, *, seen_by: Viewer) -> PersonPage:
    standing = people.standing(cadre, seen_by=seen_by)
    manages = authority.may_manage(seen_by, standing)
    is_self = cadre.pk == seen_by.cadre_id
    places = [stand.place for stand in standing.stands]
    gives = bool(authority.gives_anywhere(seen_by)) and not is_self
    locks = (one.locked_until(cadre, seen_by.at) for one in _accounts)
    locked = max((until for until in locks if until), default=None)
    return PersonPage(
        row=people.describe([cadre], seen_by=seen_by)[0],
        posts=_held(cadre, standing, seen_by),
        locked_until=locked,
        may_edit=manages,
        may_leave=manages and cadre.is_active and not is_self,
        may_return=not cadre.is_active and gives and seen_by.has(*authority.PEOPLE),
        may_post=cadre.is_active
        and gives
        and (not places or any(authority.gives(seen_by, place) for place in places)),
        may_issue=cadre.is_active and authority.may_issue_code(seen_by, standing),
        may_ask_code=cadre.is_active and authority.may_ask_code(seen_by, standing),
        waits_for_second=standing.is_protected
        and any(one.waits_for_second(cadre, seen_by) for one in _accounts),
        may_unlock=bool(locked) and authority.may_unlock(seen_by, standing),
        may_reveal=bool(cadre.phone) and authority.may_reveal_phone(seen_by, standing),
        delegations=delegations.of(cadre, seen_by=seen_by),
        may_lend=delegations.lendable(cadre, seen_by=seen_by).exists(),
        in_hand=_told(_in_hand, cadre, seen_by),
    )


def before_leaving(cadre: Cadre, *, seen_by: Viewer) -> list[InHand]:
    """Return everything that lies with the person, as far as the viewer is to be told."""
    return _told([*_in_hand, *_when_leaving], cadre, seen_by)


def _told(tellings: Iterable[Telling], cadre: Cadre, seen_by: Viewer) -> list[InHand]:
    return [had for told in tellings if (had := told(cadre, seen_by=seen_by))]


def _held(cadre: Cadre, standing: Standing, viewer: Viewer) -> list[HeldPost]:
    places = {stand.unit_id: stand.place for stand in standing.stands}
    overseen = oversight.of_person(cadre, seen_by=viewer)
    return [
        HeldPost(
            line=line,
            is_over=line.to_on is not None and line.to_on < viewer.today,
            overseen=overseen.get(line.pk, []),
            may_end=line.to_on is None
            and authority.may_post(viewer, line.role, places.get(line.unit_id, ""), cadre.pk),
            may_set_units=line.to_on is None
            and oversight_rules.may_set(viewer, line.role, places.get(line.unit_id, "")),
        )
        for line in people.history(cadre, seen_by=viewer)
    ]
