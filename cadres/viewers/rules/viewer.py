"""Who looks or acts: one frozen value, built by the door, in which everything is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import lru_cache

from django.utils import timezone

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import ADMINISTRATORS, OFFICE, Role


class Kind(Enum):
    CADRE = "cadre"
    ENTERPRISE = "enterprise"
    SYSTEM = "system"


@lru_cache(maxsize=64)  # a page asks some hundred times for the day of its moment
def _day(at: datetime) -> date:
    return timezone.localdate(at)


@dataclass(frozen=True, slots=True)
class Post:
    """One posting (任职) in force at the viewer's moment; one's own, or lent by its principal."""

    posting_id: int
    unit_id: int
    unit_name: str
    role: Role
    region_id: int
    principal_id: int | None = None
    principal_name: str = ""

    @property
    def is_lent(self) -> bool:
        return self.principal_id is not None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Ids it stands for at the moment `at`; rules and querysets ask nothing further."""

    at: datetime
    kind: Kind = Kind.CADRE
    cadre_id: int | None = None
    name: str = ""
    # The own ones first; then those for which it stands in (代理).
    posts: tuple[Post, ...] = ()
    # Units whose tickets it sees (as clerk or head, with the units below), and those it acts for.
    unit_ids: tuple[int, ...] = ()
    clerk_unit_ids: tuple[int, ...] = ()
    head_unit_ids: tuple[int, ...] = ()
    # Units it belongs to by any post but one that stands for the whole region.
    own_unit_ids: tuple[int, ...] = ()
    # Counties seen whole (office, supervisor, leader); those it dispatches in; those it works in.
    county_ids: tuple[int, ...] = ()
    office_county_ids: tuple[int, ...] = ()
    # Counties for which it decides: as head of the campaign office, as county leader.
    office_head_county_ids: tuple[int, ...] = ()
    leader_county_ids: tuple[int, ...] = ()
    # Counties in which it supervises (督查), and those in which it decides for the supervisors.
    supervision_county_ids: tuple[int, ...] = ()
    supervision_head_county_ids: tuple[int, ...] = ()
    # Counties whose 政务服务中心 it belongs to, and those in which it decides for that centre.
    centre_county_ids: tuple[int, ...] = ()
    centre_head_county_ids: tuple[int, ...] = ()
    home_county_ids: tuple[int, ...] = ()
    enterprise_ids: tuple[int, ...] = ()
    ticket_id: int | None = None
    roles: frozenset[Role] = field(default=frozenset())

    @classmethod
    def system(cls, at: datetime) -> Viewer:
        """The software itself: a command or a task."""
        return cls(at=at, kind=Kind.SYSTEM, name="系统")

    @classmethod
    def enterprise(cls, ticket_id: int, at: datetime) -> Viewer:
        """An enterprise that came by its one-time link: it stands for that one ticket."""
        return cls(at=at, kind=Kind.ENTERPRISE, name="企业", ticket_id=ticket_id)

    @property
    def person_id(self) -> int:
        """The cadre behind an action that only a person can do."""
        if self.cadre_id is None:
            raise NotPermitted("这件事须由本人登录后办理。")
        return self.cadre_id

    @property
    def today(self) -> date:
        return _day(self.at)

    @property
    def is_system(self) -> bool:
        return self.kind is Kind.SYSTEM

    @property
    def is_office(self) -> bool:
        return bool(self.roles & OFFICE)

    @property
    def is_administrator(self) -> bool:
        return bool(self.roles & ADMINISTRATORS)

    @property
    def own_posts(self) -> tuple[Post, ...]:
        """Posts held, without those for which it only stands in."""
        return tuple(post for post in self.posts if not post.is_lent)

    def has(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))

    def name_in(self, post: Post | None) -> str:
        """The name under which an action is done in the post: `李娟`, or `李娟 代 王强`."""
        return f"{self.name} 代 {post.principal_name}" if post and post.is_lent else self.name
