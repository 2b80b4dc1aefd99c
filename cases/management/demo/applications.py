"""The demo's applications: more time asked for and given, tickets parked, planned, handed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cases.management.demo import register, texts
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import Clock, Course, Fate, Story
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import Ground, Level
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.closing.contact_attempts import ContactMeans
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.extension_notices import tell_extension
from cases.tickets.services.applications.unit_drafts import say
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.results import note_progress
from enterprises.models import Enterprise

OFFICE_HEAD, LEADER = "郭建国", "刘洋"
REVIEW_DAYS, PLAN_DAYS = 60, 120
STEPS = "列入明年农网改造项目：明年一季度设计，二季度施工，改造后增容。"
TOLD_OF = 28
ROLLING = "设计单位已经现场勘测，设计方案下月送审。"
WHY = "增容须新建配电房，设备到货晚于预期。"
TOLD = "电话告知郑总，说明设备到货时间，对方表示理解。"
# How far it came: drafted for the unit's head, signed and out, or decided.
DRAFTED, SIGNED, DECIDED = range(3)
# What is asked for, how far it came, working days ago, which matter, which enterprise.
WAYS = (
    (DraftKind.EXTENSION, SIGNED, 3, 0, 27),
    (DraftKind.EXTENSION, DECIDED, 6, 1, 28),
    (DraftKind.EXTENSION, DECIDED, 5, 0, 34),
    (DraftKind.EXTENSION, DRAFTED, 2, 0, 16),
    (DraftKind.PARKING, DECIDED, 8, 0, 29),
    (DraftKind.PARKING, SIGNED, 4, 1, 31),
    (DraftKind.PLAN, DECIDED, 9, 1, 24),
    (DraftKind.PLAN, SIGNED, 2, 0, 33),
    (DraftKind.HAND_UP, DECIDED, 7, 0, 32),
    (DraftKind.HAND_UP, DRAFTED, 4, 0, 23),
    # Signed for, and found to be another's matter: within its days the unit still objects.
    (DraftKind.OBJECTION, DRAFTED, 2, 1, 18),
)
BY_OFFICE = (DraftKind.EXTENSION, DraftKind.PLAN)


@dataclass(slots=True)
class AskingStory(Story):
    """The road as far as the unit, which then asks for something."""

    kind: DraftKind = DraftKind.EXTENSION
    reaches: int = DECIDED
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
        draft = say(ticket, self.kind, self._words(now), actor=self._clerk(now)).draft
        if self.reaches == DRAFTED:
            return
        yield (now := self.clock.after(now, 0))
        self._sign_draft(ticket, draft, now)
        if self.reaches == DECIDED:
            yield from self._decided(ticket, now)

    def _decided(self, ticket: Ticket, now: datetime) -> Course:
        yield (now := self.clock.after(now, 1))
        actor = self.cast.viewer(OFFICE_HEAD if self.kind in BY_OFFICE else LEADER, now)
        asked = Application.objects.get(ticket=ticket, kind=self.kind)
        grant_application(ticket, asked.kind, actor=actor, digest=asked.digest, note="同意。")
        if self.is_told:
            yield (now := self.clock.after(now, 0))
            liaison = self.cast.viewer(self.chief, now)
            tell_extension(ticket, actor=liaison, means=ContactMeans.CALL, note=TOLD)
        if self.kind is DraftKind.PLAN:
            yield (now := self.clock.after(now, 2))
            note_progress(ticket, actor=self._clerk(now), note=ROLLING)

    def _words(self, now: datetime) -> dict[str, Any]:
        today = timezone.localdate(now)
        until_on, planned_on = (today + timedelta(days=n) for n in (REVIEW_DAYS, PLAN_DAYS))
        return {
            DraftKind.EXTENSION: {"reason": WHY, "days": 3},
            DraftKind.PARKING: {"ground": Ground.PRACTICAL, "reason": WHY, "until_on": until_on},
            DraftKind.PLAN: {
                "owner": self._clerk(now).name,
                "reason": STEPS,
                "until_on": planned_on,
            },
            DraftKind.HAND_UP: {
                "level": Level.COUNTY_MEETING,
                "reason": "须发改、自然资源、供电共同办理。",
                "tried": "已两次会同相关单位现场勘查，用地手续未能确定。",
                "proposal": "请县领导召集会商，明确用地和资金。",
            },
            DraftKind.OBJECTION: {
                "reason": "签收后现场核对，厂区专线由园区管委会投资建设和管护，不在本单位职责内。",
                "proposed_unit": self.cast.units[self._elsewhere],
            },
        }[self.kind]


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """One course for each application, counted back from today."""
    for kind, reaches, back, matter, chosen in WAYS:
        story = AskingStory(
            cast,
            clock,
            enterprises[chosen],
            register.chief_of(chosen),
            texts.MATTERS[matter],
            Fate(),
            kind=kind,
            reaches=reaches,
            # One of the two that are granted; of the other the enterprise is still to hear.
            is_told=chosen == TOLD_OF,
        )
        yield story.run(clock.before(now, back))
