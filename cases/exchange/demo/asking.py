"""The demo's applications: more time asked for and given, a matter parked, planned, handed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from cases.exchange.demo import register, words
from cases.exchange.demo.course import Clock, Course, Fate, Story
from cases.exchange.demo.people import Cast
from cases.models import Application, Ticket
from cases.rules.applications import ApplicationKind, Ground, Level
from cases.rules.contacts import ContactMeans
from cases.services.applications import ask_extension, ask_hand_up, ask_parking, ask_plan
from cases.services.deciding import grant_application
from cases.services.dispatching import accept_ticket
from cases.services.extension_telling import tell_extension
from cases.services.handling import note_progress
from enterprises.models import Enterprise

OFFICE_HEAD, LEADER = "郭建国", "刘洋"
REVIEW_DAYS, PLAN_DAYS = 60, 120
STEPS = "列入明年农网改造项目：明年一季度设计，二季度施工，改造后增容。"
TOLD_OF = 28
ROLLING = "设计单位已经现场勘测，设计方案下月送审。"
WHY = "增容须新建配电房，设备到货晚于预期。"
TOLD = "电话告知郑总，说明设备到货时间，对方表示理解。"
# What is asked for, is it decided already, working days ago, which matter, which enterprise.
WAYS = (
    (ApplicationKind.EXTENSION, False, 3, 0, 27),
    (ApplicationKind.EXTENSION, True, 6, 1, 28),
    (ApplicationKind.EXTENSION, True, 5, 0, 34),
    (ApplicationKind.PARKING, True, 8, 0, 29),
    (ApplicationKind.PARKING, False, 4, 1, 31),
    (ApplicationKind.PLAN, True, 9, 1, 24),
    (ApplicationKind.PLAN, False, 2, 0, 33),
    (ApplicationKind.HAND_UP, True, 7, 0, 32),
)


@dataclass(slots=True)
class AskingStory(Story):
    """The road as far as the unit, which then asks for something."""

    kind: ApplicationKind = ApplicationKind.EXTENSION
    is_decided: bool = True
    is_told: bool = False

    def run(self, begins: datetime) -> Course:
        now = begins
        yield now
        ticket = self._file(now)
        yield (now := self.clock.after(now, 0))
        self._dispatch(ticket, now)
        yield (now := self.clock.after(now, 0))
        accept_ticket(ticket, actor=self._clerk(now))
        yield (now := self.clock.after(now, 1))
        asked = self._ask(ticket, now)
        if self.is_decided:
            yield (now := self.clock.after(now, 1))
            by_office = self.kind in (ApplicationKind.EXTENSION, ApplicationKind.PLAN)
            decider = OFFICE_HEAD if by_office else LEADER
            actor = self.cast.viewer(decider, now)
            grant_application(ticket, self.kind, actor=actor, digest=asked.digest, note="同意。")
            if self.is_told:
                yield (now := self.clock.after(now, 0))
                liaison = self.cast.viewer(self.chief, now)
                tell_extension(ticket, actor=liaison, means=ContactMeans.CALL, note=TOLD)
            if self.kind is ApplicationKind.PLAN:
                yield (now := self.clock.after(now, 2))
                note_progress(ticket, actor=self._clerk(now), note=ROLLING)

    def _ask(self, ticket: Ticket, now: datetime) -> Application:
        actor = self._clerk(now)
        if self.kind is ApplicationKind.EXTENSION:
            return ask_extension(ticket, actor=actor, reason=WHY, days=3)
        if self.kind is ApplicationKind.PARKING:
            until_on = timezone.localdate(now) + timedelta(days=REVIEW_DAYS)
            ground = Ground.PRACTICAL
            return ask_parking(ticket, actor=actor, ground=ground, reason=WHY, until_on=until_on)
        if self.kind is ApplicationKind.PLAN:
            until_on = timezone.localdate(now) + timedelta(days=PLAN_DAYS)
            owner = actor.name
            return ask_plan(ticket, actor=actor, owner=owner, reason=STEPS, until_on=until_on)
        return ask_hand_up(
            ticket,
            actor=actor,
            level=Level.COUNTY_MEETING,
            reason="须发改、自然资源、供电共同办理。",
            tried="已两次会同相关单位现场勘查，用地手续未能确定。",
            proposal="请县领导召集会商，明确用地和资金。",
        )


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """One course for each application, counted back from today."""
    for kind, is_decided, back, matter, chosen in WAYS:
        story = AskingStory(
            cast,
            clock,
            enterprises[chosen],
            register.chief_of(chosen),
            words.MATTERS[matter],
            Fate(),
            kind=kind,
            is_decided=is_decided,
            # One of the two that are granted; of the other the enterprise is still to hear.
            is_told=kind is ApplicationKind.EXTENSION and is_decided and chosen == TOLD_OF,
        )
        yield story.run(clock.before(now, back))
