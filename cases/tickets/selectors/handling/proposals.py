"""What an upper room proposes for a ticket before a person decides: a unit, a class of matters.

Filled when the site starts (`cases/apps.py`); without it nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.selectors import categories


class Told(Protocol):
    """What is proposed for: a ticket, or the words of one that is being filed."""

    @property
    def county_id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody has typed so far; nothing is filed yet."""

    county_id: int
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of what may be chosen, and how likely it is in whole per cents."""

    pk: int
    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Proposals:
    """The likeliest first, never more than three; the first is filled in where `is_sure`.

    `accuracy` says how often such proposals were right.
    """

    lines: tuple[Proposal, ...] = ()
    is_sure: bool = False
    accuracy: str = ""


class Proposes(Protocol):
    """Choose among those that are offered, by their names."""

    def __call__(
        self, ticket: Told, offered: Mapping[int, str], *, seen_by: Viewer
    ) -> Proposals: ...


NOTHING = Proposals()
of_units: list[Proposes] = []
of_categories: list[Proposes] = []


def units(ticket: Ticket, offered: Mapping[int, str], *, seen_by: Viewer) -> Proposals:
    """Return to which of the offered units a ticket may belong, to the county's office alone."""
    return _asked(of_units, ticket, offered, seen_by)


def category(ticket: Told, *, seen_by: Viewer) -> Proposals:
    """Return what class of matters a ticket may be, to the county's office alone."""
    if not of_categories:
        return NOTHING
    offered = {one.pk: one.name for one in categories.rows(seen_by=seen_by)}
    return _asked(of_categories, ticket, offered, seen_by)


def _asked(
    known: list[Proposes], ticket: Told, offered: Mapping[int, str], viewer: Viewer
) -> Proposals:
    if not known or ticket.county_id not in viewer.office_county_ids:
        return NOTHING
    return known[0](ticket, offered, seen_by=viewer)
