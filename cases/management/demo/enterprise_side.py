"""The demo's side roads of enterprises: one ticket on each, told through the same services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.management.demo import register, texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import CALLER, DISPATCHER, Clock, Course, Fate, Story
from cases.models import Ticket
from cases.tickets.rules.closing.contact_attempts import ContactMeans
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import LegalChannel, Outcome
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.applications.redirection import redirect_ticket
from cases.tickets.services.closing import reminders
from cases.tickets.services.closing.closing import issue_link
from cases.tickets.services.closing.contact_attempts import record_attempt
from cases.tickets.services.closing.explanations import explain
from cases.tickets.services.closing.rounds import redo_ticket
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.enterprise_questions import answer_by_link, ask_enterprise
from cases.tickets.services.handling.results import approve_ticket, resolve_ticket
from cases.tickets.services.handling.withdrawal import withdraw_by_link
from enterprises.models import Enterprise

ARREARS = "账款拖欠由受理平台转处理部门书面答复。请在平台登记投诉，附合同和对账单。"
WHY_NOT = "现行电价政策没有对该类企业的减免规定，已逐条说明依据。"
# Three intervals, and the one in which it might still have answered.
WORKING_DAYS_OF_SILENCE = 14
# What happens, working days ago, which matter, which enterprise.
WAYS = (
    ("ask", 2, 0, 16),
    ("answer", 7, 2, 17),
    ("withdraw", 4, 1, 18),
    ("redirect", 6, 7, 22),
    ("explain", 6, 6, 23),
    ("lost", 14, 1, 25),
    ("redo", 20, 0, 26),
    ("silent", 26, 3, 24),
)


@dataclass(slots=True)
class SideStory(Story):
    """The road as far as the unit, and then another way."""

    way: str = ""

    def run(self, begins: datetime) -> Course:
        now = begins
        yield now
        ticket = self._file(now)
        yield (now := self.clock.after(now, 0))
        if self.way == "redirect":
            self._redirect(ticket, now)
            return
        self._dispatch(ticket, now)
        yield (now := self.clock.after(now, 1))
        accept_ticket(ticket, actor=self._clerk(now))
        yield (now := self.clock.after(now, 0))
        yield from self._turn(ticket, now)

    def _turn(self, ticket: Ticket, now: datetime) -> Course:
        if self.way in ("ask", "answer"):
            yield from self._ask(ticket, now)
        elif self.way == "withdraw":
            yield from self._withdraw(ticket, now)
        elif self.way == "lost":
            yield from self._lose(ticket, now)
        elif self.way == "silent":
            yield from self._stay_silent(ticket, now)
        elif self.way == "redo":
            yield from self._redo(ticket, now)
        else:
            yield from self._found(ticket, now)

    def _redirect(self, ticket: Ticket, now: datetime) -> None:
        office = self.cast.viewer(DISPATCHER, now)
        redirect_ticket(ticket, actor=office, channel=LegalChannel.ARREARS, explanation=ARREARS)

    def _ask(self, ticket: Ticket, now: datetime) -> Course:
        question = "请提供用电户号、现有变压器容量和新增设备清单。"
        ask_enterprise(ticket, actor=self._clerk(now), question=question)
        if self.way == "answer":
            yield (now := self.clock.after(now, 1))
            token = self._link(ticket, now)
            yield (now := self.clock.after(now, 0))
            answer_by_link(token, at=now, answer="材料已备齐，见走访时交的复印件。")

    def _withdraw(self, ticket: Ticket, now: datetime) -> Course:
        token = self._link(ticket, now)
        yield (now := self.clock.after(now, 0))
        withdraw_by_link(token, at=now, reason="线路已经自行修好，不用办了。")

    def _found(self, ticket: Ticket, now: datetime) -> Course:
        """Not solved, and said so: it is explained why not."""
        finding = Finding(Outcome.EXPLAINED)
        resolve_ticket(ticket, actor=self._clerk(now), result=WHY_NOT, finding=finding)
        yield (now := self.clock.after(now, 1))
        approve_ticket(ticket, actor=self._head(now), digest=signature_digests.digest(ticket))
        yield (now := self.clock.after(now, 0))
        explain(
            ticket,
            actor=self._clerk(now),
            told_on=timezone.localdate(now),
            told_to=texts.CONTACTS[3],
            text=WHY_NOT,
        )

    def _lose(self, ticket: Ticket, now: datetime) -> Course:
        """Called on two days, and looked for at the gate on the third, by somebody else."""
        now = yield from self._handle(ticket, now)
        for who, means, note in (
            (CALLER, ContactMeans.CALL, "登记的手机停机，座机无人接听。"),
            (CALLER, ContactMeans.MESSAGE, "短信、微信均未回复。"),
            (self.chief, ContactMeans.VISIT, "厂门上锁，保安说节后才开工。"),
        ):
            yield (now := self.clock.after(now, 1))
            record_attempt(ticket, actor=self.cast.viewer(who, now), means=means, note=note)

    def _stay_silent(self, ticket: Ticket, now: datetime) -> Course:
        """Asked by its link, reminded three times, and then left in peace."""
        now = yield from self._handle(ticket, now)
        self._link(ticket, now)
        for _ in range(WORKING_DAYS_OF_SILENCE):
            yield (now := self.clock.after(now, 1))
            reminders.sweep(now)

    def _redo(self, ticket: Ticket, now: datetime) -> Course:
        now = yield from self._handle(ticket, now)
        yield from self._answer(ticket, now)
        yield (now := self.clock.after(now, 8))
        caller = self.cast.viewer(CALLER, now)
        redo_ticket(ticket, actor=caller, reason="企业反映换后仍停机，核实属承办单位未调试。")

    def _link(self, ticket: Ticket, now: datetime) -> str:
        return issue_link(ticket, actor=self.cast.viewer(self.chief, now))


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """One course for each way, counted back from today."""
    for way, back, matter, chosen in WAYS:
        story = SideStory(
            cast,
            clock,
            enterprises[chosen],
            register.chief_of(chosen),
            texts.MATTERS[matter],
            Fate(to_finish=2, by_call=True),
            way=way,
        )
        yield story.run(clock.before(now, back))
