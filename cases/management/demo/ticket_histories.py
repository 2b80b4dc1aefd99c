"""The demo's tickets: each a course of actions that waits between them, all run on one clock."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.texts import Matter
from cases.models import Category, Ticket, UnitDraft
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.vocabulary import Answer, Satisfaction, Source
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.applications.unit_drafts import say, sign_draft
from cases.tickets.services.closing.closing import confirm_by_link, issue_link, record_call_back
from cases.tickets.services.filing import Problem, file_ticket, void_ticket
from cases.tickets.services.handling.dispatch import (
    accept_ticket,
    dispatch_ticket,
    recall_ticket,
)
from cases.tickets.services.handling.results import (
    add_measure,
    approve_ticket,
    finish_measure,
    note_progress,
    resolve_ticket,
    send_back_ticket,
)
from cases.tickets.services.handling.shares import accept_share, answer_share
from enterprises.models import Enterprise, Manner, Purpose, Visit
from enterprises.visits.services.visits import Call, log_visit

DISPATCHER, CALLER = "陈静", "赵敏"
FIRST_HOUR, LAST_HOUR = 8, 17
# A course says when it goes on; the clock then lets it take its next action.
Course = Iterator[datetime]


@dataclass(slots=True)
class Clock:
    """Working hours of the county, and chance that is the same each time."""

    calendar: WorkCalendar
    chance: random.Random

    def on(self, day: date) -> datetime:
        """A moment in the working hours of the day, or of the next working day."""
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        hour, minute = self.chance.randint(FIRST_HOUR, LAST_HOUR - 1), self.chance.randrange(60)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def after(self, moment: datetime, working_days: int) -> datetime:
        """So many working days later; with none, within the hour."""
        if not working_days:
            return moment + timedelta(minutes=self.chance.randint(12, 50))
        day = timezone.localdate(moment)
        for _ in range(working_days):
            day += timedelta(days=1)
            while not self.calendar.is_working(day):
                day += timedelta(days=1)
        return self.on(day)

    def before(self, moment: datetime, working_days: int) -> datetime:
        """So many working days earlier, in working hours."""
        day = timezone.localdate(moment)
        for _ in range(working_days):
            day -= timedelta(days=1)
            while not self.calendar.is_working(day):
                day -= timedelta(days=1)
        return self.on(day)


@dataclass(frozen=True, slots=True)
class Fate:
    """How a ticket fares: working days between its actions, and what happens beside the usual."""

    to_dispatch: int = 1
    to_accept: int = 1
    to_finish: int = 3
    to_sign: int = 1
    to_answer: int = 2
    answer: str = Answer.SOLVED
    satisfaction: str = Satisfaction.SATISFIED
    by_call: bool = False
    turn: str = ""
    stop: str = ""


@dataclass(slots=True)
class Story:
    """One ticket with everybody who has a part in it."""

    cast: Cast
    clock: Clock
    enterprise: Enterprise | None
    chief: str
    matter: Matter
    fate: Fate

    def run(self, begins: datetime) -> Course:
        """From the visit to the closing, as far as fate and the clock allow."""
        now = begins
        yield now
        ticket = self._file(now)
        if self.fate.turn == "void":
            yield (now := self.clock.after(now, 1))
            self._office(void_ticket, ticket, now, reason="与前一张工单重复登记。")
            return
        if self.fate.stop == State.FILED:
            return
        yield (now := self.clock.after(now, self.fate.to_dispatch))
        self._dispatch(ticket, now)
        if self.fate.turn in ("recall", "object"):
            now = yield from self._back_and_again(ticket, now)
        if self.fate.stop == State.ASSIGNED:
            return
        yield (now := self.clock.after(now, self.fate.to_accept))
        accept_ticket(ticket, actor=self._clerk(now))
        if self.fate.turn == "share":
            now = yield from self._help(ticket, now)
        now = yield from self._handle(ticket, now)
        if self.fate.stop:
            return
        yield from self._answer(ticket, now)

    def _file(self, now: datetime) -> Ticket:
        """Raised on a visit; what a person told the hotline is filed by the office."""
        actor = self.cast.viewer(self.chief, now)
        category = Category.objects.get(name=self.matter.category)
        problem = Problem(
            category=category,
            description=self.matter.text,
            source=Source.VISIT if self.enterprise else Source.HOTLINE,
            enterprise=self.enterprise,
            title=self.matter.title,
            visit=self._visit(actor),
            county=self.cast.county,
            applicant_name="" if self.enterprise else texts.CALLER,
            applicant_phone="" if self.enterprise else texts.MOBILE.format(99001),
        )
        return file_ticket(problem, actor=actor)

    def _visit(self, actor: Viewer) -> Visit | None:
        if self.enterprise is None:
            return None
        summary = f"了解生产经营情况。企业反映：{self.matter.title}。"
        call = Call(Manner.ON_SITE, Purpose.NEEDS, actor.today, summary)
        return log_visit(self.enterprise, call, actor=actor)

    def _dispatch(self, ticket: Ticket, now: datetime) -> None:
        office = self.cast.viewer(DISPATCHER, now)
        unit = self.cast.units[self.matter.unit]
        handling_class = ticket.category.handling_class
        helps = [self.cast.units[self._elsewhere]] if self.fate.turn == "share" else []
        dispatch_ticket(
            ticket, actor=office, unit=unit, handling_class=handling_class, co_units=helps
        )

    def _back_and_again(self, ticket: Ticket, now: datetime) -> Iterator[datetime]:
        """The office takes it back, or the unit does not want it; then it is sent once more."""
        yield (now := self.clock.after(now, 0))
        if self.fate.turn == "recall":
            self._office(recall_ticket, ticket, now, reason="办理类别选错，重新交办。")
        else:
            reason = "企业地址不在本单位供区，请核对后再交办。"
            elsewhere = self.cast.units[self._elsewhere]
            said = {"reason": reason, "proposed_unit": elsewhere}
            draft = say(ticket, DraftKind.OBJECTION, said, actor=self._clerk(now)).draft
            yield (now := self.clock.after(now, 0))
            self._sign_draft(ticket, draft, now)
        yield (now := self.clock.after(now, 1))
        self._dispatch(ticket, now)
        return now

    def _sign_draft(self, ticket: Ticket, draft: UnitDraft | None, now: datetime) -> None:
        """The head signs what the clerk drafted, and it goes out."""
        if draft is not None:
            sign_draft(ticket, actor=self._head(now), digest=draft.digest)

    def _help(self, ticket: Ticket, now: datetime) -> Iterator[datetime]:
        """Another unit takes its part, and answers unless the matter is stuck."""
        share = ticket.shares.get()
        yield (now := self.clock.after(now, 0))
        share = accept_share(share, actor=self._helper(now))
        if not self.fate.stop:
            yield (now := self.clock.after(now, 1))
            answer_share(share, actor=self._helper(now), answer="已到现场核实，情况属实，无异议。")
        return now

    def _handle(self, ticket: Ticket, now: datetime) -> Iterator[datetime]:
        """Measures with evidence, the result, and the head's signature."""
        measures = []
        for text in self.matter.measures:
            yield (now := self.clock.after(now, 0))
            owner = self.cast.of(self.matter.unit, Role.UNIT_CLERK)
            due = self.clock.after(now, self.fate.to_finish).date()
            actor = self._clerk(now)
            told = self.clock.after(now, 2).date() if self.fate.stop == State.IN_HAND else None
            measures.append(
                add_measure(
                    ticket,
                    actor=actor,
                    text=text,
                    owner_name=owner,
                    due_on=due,
                    next_feedback_on=told,
                )
            )
        if self.fate.stop == State.IN_HAND:
            yield (now := self.clock.after(now, 1))
            note_progress(ticket, actor=self._clerk(now), note="已与企业联系，正在落实举措。")
            return now
        yield (now := self.clock.after(now, self.fate.to_finish))
        for measure in measures:
            finish_measure(measure, actor=self._clerk(now), evidence=self.matter.evidence)
        now = yield from self._sign(ticket, now)
        return now

    def _sign(self, ticket: Ticket, now: datetime) -> Iterator[datetime]:
        yield (now := self.clock.after(now, 0))
        resolve_ticket(ticket, actor=self._clerk(now), result=self.matter.result)
        if self.fate.stop == State.RESOLVED:
            return now
        yield (now := self.clock.after(now, self.fate.to_sign))
        if self.fate.turn == "send_back":
            send_back_ticket(
                ticket,
                actor=self._head(now),
                digest=signature_digests.digest(ticket),
                reason="请补充企业签字的佐证。",
            )
            yield (now := self.clock.after(now, 1))
            resolve_ticket(ticket, actor=self._clerk(now), result=self.matter.result)
            yield (now := self.clock.after(now, 0))
        approve_ticket(ticket, actor=self._head(now), digest=signature_digests.digest(ticket))
        return now

    def _answer(self, ticket: Ticket, now: datetime) -> Course:
        """The enterprise answers by its link, or an independent clerk calls it."""
        if self.fate.turn == "deny":
            yield (now := self.clock.after(now, 1))
            record_call_back(
                ticket,
                actor=self.cast.viewer(CALLER, now),
                answer=Answer.NOT_SOLVED,
                satisfaction=Satisfaction.DISSATISFIED,
                comment="只答复了政策，问题还在。",
            )
            now = yield from self._handle(ticket, now)
        yield (now := self.clock.after(now, self.fate.to_answer))
        words_given = {
            "answer": self.fate.answer,
            "satisfaction": self.fate.satisfaction,
            "attitude": self.fate.satisfaction,
            "speed": self.fate.satisfaction,
        }
        if self.fate.by_call:
            record_call_back(ticket, actor=self.cast.viewer(CALLER, now), **words_given)
            return
        token = issue_link(ticket, actor=self.cast.viewer(self.chief, now))
        yield (now := self.clock.after(now, 0))
        confirm_by_link(token, at=now, **words_given)

    def _office(
        self, action: Callable[..., Ticket], ticket: Ticket, now: datetime, reason: str
    ) -> None:
        action(ticket, actor=self.cast.viewer(DISPATCHER, now), reason=reason)

    def _clerk(self, now: datetime) -> Viewer:
        return self.cast.viewer(self.cast.of(self.matter.unit, Role.UNIT_CLERK), now)

    @property
    def _elsewhere(self) -> str:
        return next(unit for unit in texts.HELPERS if unit != self.matter.unit)

    def _helper(self, now: datetime) -> Viewer:
        return self.cast.viewer(self.cast.of(self._elsewhere, Role.UNIT_CLERK), now)

    def _head(self, now: datetime) -> Viewer:
        return self.cast.viewer(self.cast.of(self.matter.unit, Role.UNIT_HEAD), now)


def visit_course(
    cast: Cast, enterprise: Enterprise, chief: str, call: Call, at: datetime
) -> Course:
    """A contact from which no ticket came."""
    yield at
    log_visit(enterprise, call, actor=cast.viewer(chief, at))
