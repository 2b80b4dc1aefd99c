"""A made ticket as it stands at a moment, and the rows that its steps leave behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from cadres.search.rules.character_pairs import pairs_of_all
from cases.management.made_counties.days import DAY, EVENING, MORNING, Days
from cases.management.made_counties.inbox_rows import tell
from cases.management.made_counties.registry import County, Firm, Office, Post
from cases.management.made_counties.tables import NULL, Rows, array
from cases.management.made_counties.tickets.clock_events import tick
from cases.management.made_counties.tickets.problems import Kind
from cases.models import Measure, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import Action, Party, State

# What nobody does: the site itself.
OF_SYSTEM = (Action.REMIND_ENTERPRISE, Action.LEAVE_UNANSWERED)


@dataclass(slots=True)
class Step:
    """A measure as it stands: what was planned, and what was done."""

    pk: int
    text: str
    owner: str
    due: int
    filed: int
    filer: int
    round: int
    done: int | None = None
    evidence: str = ""


@dataclass(slots=True)
class Link:
    """The confirmation link that can still be used."""

    round: int
    digest: str
    issuer: int
    issued: int
    expires: int


@dataclass(slots=True)
class Life:
    """Days are ordinals, moments minutes; `now` is the moment of the last action."""

    days: Days
    county: County
    rng: Random
    rows: Rows
    events: list[tuple[int, str]]
    # Key and proposed handling class by name.
    categories: dict[str, tuple[int, str]]
    pk: int
    number: str
    kind: Kind
    source: Source
    firm: Firm | None
    filer: Post
    filed_on: int
    now: int
    has_visit: bool

    title: str = ""
    text: str = ""
    applicant: str = ""
    state: str = ""
    filed_at: int = 0
    round: int = 1
    handling_class: str = ""
    unit: Office | None = None
    helpers: list[Office] = field(default_factory=list)
    due: tuple[int, bool] = (0, False)
    unit_due: int | None = None
    step_due: int | None = None
    feedback_due: int | None = None
    handler: int | None = None
    dispatcher: Post | None = None
    dispatched: int | None = None
    accepted: int | None = None
    result: str = ""
    signer: int | None = None
    approved: int | None = None
    closed: int | None = None
    answer: str = ""
    outcome: str = ""
    handlers: set[int] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    link: Link | None = None
    # What the unit still has to do, last action first, and the working days between the actions.
    queue: list[Action] = field(default_factory=list)
    gap: float = 0.0
    objections: int = 0

    @property
    def today(self) -> int:
        return self.now // DAY

    @property
    def proposed_class(self) -> str:
        return self.categories[self.kind.category][1]

    def wait(self, working_days: float) -> bool:
        """Let working days pass, to a moment in office hours; nothing happens after today."""
        random, count = self.rng.random, int(working_days + self.rng.random())
        if count <= 0:
            self.now += 3 + int(80 * random())
            if self.now % DAY > EVENING:
                self._to(self.days.working_day_after(self.now // DAY, 1))
            elif self.now % DAY < MORNING:
                self._to(self.now // DAY)
        else:
            self._to(self.days.working_day_after(self.now // DAY, count))
        return self.now <= self.days.end

    def _to(self, day: int) -> None:
        self.now = day * DAY + MORNING + int((EVENING - MORNING) * self.rng.random())

    def on_duty(self, posts: Iterable[Post], without: Iterable[int] = ()) -> Post | None:
        """Pick one of the people who hold the post today; the first ones do most of the work."""
        today = self.now // DAY
        found = [
            post
            for post in posts
            if post.since <= today <= post.until and post.person.pk not in without
        ]
        return found[int(len(found) * self.rng.random() ** 2)] if found else None

    def step(
        self, action: Action, actor: Post | None, state: State, note: str, unit: Office | None
    ) -> None:
        """Leave the event of an action; `unit` is the one that held the ticket before it."""
        tick(self, action, actor, self.state, state)
        who, name, where = NULL, "系统" if action in OF_SYSTEM else "企业", NULL
        if actor is not None:
            own = actor.person.units
            who, name = str(actor.person.pk), actor.person.name
            where = str(unit.pk if unit and unit.pk in own else own[0])
        approved = NULL if self.approved is None else self.days.iso(self.approved)
        line = (
            f"{self.pk}\t{action}\t{self.days.stamp(self.now)}\t{who}\t{name}\t{where}\t{note}"
            f"\t{self.state}\t{state}\t{self.round}\t{self.unit.pk if self.unit else NULL}"
            f"\t{self.days.iso(self.due[0])}\t{self.days.iso(self.due[0])}"
            f"\t{self._day(self.unit_due)}\t{self._day(self.step_due)}\t{approved}"
            f"\t{self.outcome}\t{Party.HEAD.value if action is Action.OBJECT else ''}"
        )
        self.state = state
        self.events.append((self.now, line))
        tell(self, action, actor)

    def work_again(self) -> None:
        """The unit corrects its measures, and says again that it is done."""
        self.queue = [Action.RESOLVE, Action.CORRECT, Action.MEASURE]
        self.gap = 0.5 + 3 * self.rng.random()

    def write(self) -> None:
        """Leave the ticket as it stands now, and its measures."""
        self.rows[Ticket].append(self._line())
        self.rows[Measure].extend(self._measure(step) for step in self.steps)

    def _line(self) -> str:
        firm, county, stamp = self.firm, self.county, self.days.stamp
        own = (firm.name, *firm.aliases) if firm else ()
        category, _ = self.categories[self.kind.category]
        head = (
            f"{self.pk}\t{self.number}\t{county.place.pk}\t{firm.township if firm else NULL}"
            f"\t{firm.pk if firm else NULL}\t{self.applicant}\t{category}"
            f"\t{self.source}\t{self.pk if self.has_visit else NULL}\t{self.title}\t{self.text}"
            f"\t{self.filer.person.pk}\t{stamp(self.filed_at)}\t{self.days.iso(self.filed_on)}"
        )
        helpers = array(sorted(unit.pk for unit in self.helpers))
        found = array(pairs_of_all(self.number, self.title, self.text, *own))
        return f"{head}\t{self._standing(helpers)}\t{found}"

    def _standing(self, helpers: str) -> str:
        day, dispatcher = self._day, self.dispatcher
        return (
            f"{self.state}\t{self.round}\t{self.handling_class}"
            f"\t{self.unit.pk if self.unit else NULL}\t{helpers}\t{day(self.due[0])}"
            f"\t{day(self.due[0])}\t{'t' if self.due[1] else 'f'}\t{day(self.unit_due)}"
            f"\t{day(self.step_due)}\t{day(self.feedback_due)}"
            f"\t{dispatcher.person.pk if dispatcher else NULL}\t{day(self.dispatched)}"
            f"\t{day(self.accepted)}\t{NULL if self.handler is None else self.handler}"
            f"\t{self.result}\t{NULL if self.signer is None else self.signer}"
            f"\t{day(self.approved)}\t{day(self.closed)}\t{self.answer}\t{self.outcome}"
        )

    def _measure(self, step: Step) -> str:
        return (
            f"{step.pk}\t{self.pk}\t{step.round}\t{step.text}\t{step.owner}\t{self._day(step.due)}"
            f"\t{self._day(step.done)}\t{step.evidence}\t{step.filer}\t{self.days.stamp(step.filed)}"
        )

    def _day(self, day: int | None) -> str:
        return NULL if day is None else self.days.iso(day)
