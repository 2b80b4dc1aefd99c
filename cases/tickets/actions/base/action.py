"""What a person can do to a ticket, as one value from which every door makes its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cadres.pages.rules import action_fields, wording
from cadres.pages.rules.action_fields import NO_OFFER, Field, Offer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Share, Ticket
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import lookups
from cases.tickets.selectors.notices import Notice
from cases.tickets.selectors.page.ticket_page import TicketPage
from cases.tickets.services.bulk import Result

Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the words are asked for: on which page, by whom, for which part of the ticket."""

    page: TicketPage
    viewer: Viewer
    part: Any = None

    @property
    def ticket(self) -> Ticket:
        return self.page.ticket


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: `ticket` as it stood before, `result` as the service returned it."""

    ticket: Ticket
    result: Any
    actor: Viewer
    words: Words
    part: Any = None

    def day(self, on: date | None, *, short: bool = False) -> str:
        """Return a day in words, seen from the day of the action."""
        return wording.day(on, self.actor.today, short=short)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a ticket that an action may be on; `find` returns it for who may see it."""

    name: str
    folder: str
    find: Callable[..., Any]


SHARE = Part("share", "shares", lookups.share)
MEASURE = Part("measure", "measures", lookups.measure)


@dataclass(frozen=True, slots=True)
class Verb:
    """How the API offers the action: its name there, its path, and what its words are called.

    Left empty the name is the verb's, and the words are called by it too. `answers` names what is
    shown afterwards, where that is not the ticket.
    """

    name: str = ""
    path: str | None = None
    takes: str = ""
    about: str = ""
    answers: str = "ticket"


@dataclass(frozen=True, slots=True)
class BulkAsked:
    """For which tickets the words are asked once: the county and unit of the first, all holders,
    and those on which it can be done.
    """

    viewer: Viewer
    county_id: int
    unit_id: int
    holders: frozenset[int | None] = frozenset()
    ticket_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """The same action on many tickets at once: what it asks for, and the service that does it."""

    action: BulkAction
    lead: str
    run: Callable[..., list[Result]]
    submit: str
    fields: tuple[Field, ...]
    offer: Callable[[BulkAsked], Offer] = lambda asked: NO_OFFER


def _always(ticket: Ticket) -> bool:
    return True


def _as_it_is(asked: Asked) -> Offer:
    return NO_OFFER


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TicketAction:
    """One thing that a person can do to a ticket.

    `verb` is the last part of its address, `step` the step of the table by which it may be done,
    `lead` says what it brings about. `service` takes the ticket (or the part), `actor` and the
    words; `said` is the sentence afterwards. `leaves` says that the person may lose the ticket by
    it, `goes_back` that one press does it and ten seconds take it back, `spoken` that it is the
    unit's own word, which its head signs. `fits` says whether its button is of use on a ticket,
    `offline` that a phone may keep it until there is a signal again (docs/processes/offline.md).
    """

    verb: str
    step: Action
    label: str
    lead: str | Callable[[Any], str]
    service: Callable[..., Any]
    said: str | Callable[[Done], str] = ""
    fields: tuple[Field, ...] = ()
    offer: Callable[[Asked], Offer] = _as_it_is
    fits: Callable[[Ticket], bool] = _always
    submit: str = ""
    is_danger: bool = False
    leaves: bool = False
    goes_back: bool = False
    spoken: DraftKind | None = None
    part: Part | None = None
    template: str = "cases/tickets/_action.html"
    is_on_page: bool = True
    offline: bool = False
    api: Verb | None = Verb()
    bulk: Bulk | None = None
    # The words of what its service owes to others; to whom, the service knows.
    tells: tuple[Notice, ...] = ()

    @property
    def button(self) -> str:
        return self.submit or self.label

    @property
    def is_direct(self) -> bool:
        """Does the button alone do it? There is nothing to ask, and it can be taken back."""
        return self.goes_back and not self.fields

    @property
    def address(self) -> str:
        """The name of the page's address, without its namespace."""
        return f"{self.part.name if self.part else 'ticket'}-{self.verb}"

    def carry_out(self, thing: Ticket | Share | Measure, words: Words, *, actor: Viewer) -> Any:
        """Do it to the ticket, or to its part; return what the service returns."""
        return self.service(thing, actor=actor, **words)

    def tell(self, done: Done) -> str:
        """Return the sentence that says what really happened."""
        return self.said if isinstance(self.said, str) else self.said(done)

    def on(self, part: Any) -> TicketAction:
        """Return the action on this very part, with what it says of it."""
        return self if isinstance(self.lead, str) else replace(self, lead=self.lead(part))


def found(action: TicketAction, words: Mapping[str, Any], ticket: Ticket, viewer: Viewer) -> Words:
    """Return the words that came in by ids, with what they name looked up."""
    return action_fields.found(action.fields, words, ticket, viewer)
