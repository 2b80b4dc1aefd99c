"""The demo's questions of whose a matter is: a complaint about tendering that waits for 受理, and
disputes that go before the head of the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cadres.viewers.rules.roles import Role
from cases.management.demo import register, texts
from cases.management.demo.people import Cast
from cases.management.demo.supervising import OFFICE_HEAD
from cases.management.demo.texts import Matter
from cases.management.demo.ticket_histories import DISPATCHER, Clock, Course, Fate, Story
from cases.models import Ticket
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.services.applications.escalations import settle_ticket
from cases.tickets.services.applications.unit_drafts import say, sign_draft
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from enterprises.models import Enterprise

TENDERING = Matter(
    "政务服务", texts.MARKET, "投诉园区道路项目评标不公",
    "园区道路硬化项目评标时，我公司业绩证明齐全却被判定不符合资格，请核查评标过程。",
    (), "", "",
)  # fmt: skip
# Each to whom it is given says so; what came back twice goes before the head the third time.
NOT_OURS = (
    (texts.POWER, "该线路由园区管委会投资建设和管护，不在本单位职责内，请另行交办。"),
    (texts.INDUSTRY, "园区管委会已移交线路资产，本单位没有管护职责和经费。"),
    (texts.LAND, "本单位只办理线路用地手续，不承担检修。"),
)
SETTLED = "产权移交手续办结前，由供电公司先行抢修；费用由园区管委会与供电公司另行商定。"
# What happens, working days ago, which enterprise.
WAYS = (("examine", 1, 3), ("examine", 2, 13), ("raise", 3, 2), ("settle", 6, 4))


@dataclass(slots=True)
class DisputeStory(Story):
    """The road as far as the unit, where it is asked whose the matter is."""

    way: str = ""

    def run(self, begins: datetime) -> Course:
        now = begins
        yield now
        ticket = self._file(now)
        yield (now := self.clock.after(now, 0))
        if self.way == "examine":
            yield from self._examined(ticket, now)
            return
        for unit, reason in NOT_OURS:
            now = yield from self._objected(ticket, unit, reason, now)
        if self.way == "settle":
            yield (now := self.clock.after(now, 1))
            settle_ticket(ticket, actor=self.cast.viewer(OFFICE_HEAD, now), note=SETTLED)

    def _objected(
        self, ticket: Ticket, unit: str, reason: str, now: datetime
    ) -> Iterator[datetime]:
        """Dispatched to the unit; its clerk drafts the objection, its head signs it."""
        self._sent(ticket, unit, ticket.category.handling_class, now)
        yield (now := self.clock.after(now, 0))
        clerk = self.cast.viewer(self.cast.of(unit, Role.UNIT_CLERK), now)
        draft = say(ticket, DraftKind.OBJECTION, {"reason": reason}, actor=clerk).draft
        yield (now := self.clock.after(now, 0))
        if draft is not None:
            head = self.cast.viewer(self.cast.of(unit, Role.UNIT_HEAD), now)
            sign_draft(ticket, actor=head, digest=draft.digest)
        yield (now := self.clock.after(now, 0))
        return now

    def _sent(self, ticket: Ticket, unit: str, handling_class: str, now: datetime) -> None:
        office = self.cast.viewer(DISPATCHER, now)
        to = self.cast.units[unit]
        dispatch_ticket(ticket, actor=office, unit=to, handling_class=handling_class)

    def _examined(self, ticket: Ticket, now: datetime) -> Course:
        """Received by the bureau, which has a working day to say whether it takes it."""
        self._sent(ticket, texts.MARKET, HandlingClass.TENDER, now)
        yield (now := self.clock.after(now, 0))
        clerk = self.cast.of(texts.MARKET, Role.UNIT_CLERK)
        accept_ticket(ticket, actor=self.cast.viewer(clerk, now))


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """One course for each, counted back from today."""
    for way, back, chosen in WAYS:
        matter = TENDERING if way == "examine" else texts.MATTERS[1]
        chief, firm = register.chief_of(chosen), enterprises[chosen]
        story = DisputeStory(cast, clock, firm, chief, matter, Fate(), way=way)
        yield story.run(clock.before(now, back))
