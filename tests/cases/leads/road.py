"""The way of a lead, action by action: each with who does it, so that tests may stop anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.leads.handling.rules.suggestions import CARRIED_OUT_BY, Opinion, Suggestion
from cases.leads.handling.services import delivery, drafts, receiving, suggestions
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Lead, LeadClock, Member, RoomEntry
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import Feedback, Reporter
from cases.leads.procedure.rules.procedure import Action, Outcome, Refusal, Return, State
from cases.leads.procedure.rules.vocabulary import Body, Duty, Route, Side
from cases.leads.readers.services import reporters
from cases.leads.vault.rules.reader import Reader
from cases.letters.services.issuing import Printer
from tests import fresh
from tests.cases.leads.seating import MONDAY, Room, matter

# Typesetting is tested where letters are; here a letter is its number.
PAPER = Printer("1", lambda sheet: b"%PDF " + sheet.number.encode())
HANDLED = Feedback(Outcome.HANDLED, persons=1, kinds=("批评教育",), on="2026-03-02")
PASSED_ON = Feedback(Outcome.FORWARDED, on="2026-03-02")
Act = Callable[[Lead, Reader], object]

ACTIONS: dict[Action, Act] = {
    Action.EDIT: lambda lead, actor: fresh.edit_lead(lead, matter(place="办公室"), actor=actor),
    Action.PROPOSE: lambda lead, actor: drafts.propose_lead(lead, actor=actor),
    Action.RECALL: lambda lead, actor: drafts.recall_lead(lead, actor=actor),
    Action.HAND_BACK: lambda lead, actor: drafts.hand_back(lead, "补写时间", actor=actor),
    Action.APPROVE: lambda lead, actor: fresh.approve_lead(lead, actor=actor),
    Action.REFUSE: lambda lead, actor: fresh.refuse_lead(
        lead, Refusal.PLAIN_OVERDUE, "继续督办", actor=actor
    ),
    Action.TELL: lambda lead, actor: delivery.tell_lead(lead, "周正，九时", actor=actor),
    Action.ISSUE: lambda lead, actor: delivery.issue_letter(lead, actor=actor, printer=PAPER),
    Action.DELIVER: lambda lead, actor: fresh.deliver_lead(lead, actor=actor, receipt="一份"),
    Action.SIGN: lambda lead, actor: fresh.sign_lead(lead, "正本一份", actor=actor),
    Action.SUGGEST: lambda lead, actor: suggest(lead, Opinion.ACCEPT, actor=actor),
    Action.DECIDE: lambda lead, actor: fresh.decide_lead(lead, actor=actor),
    Action.REWORK: lambda lead, actor: suggestions.rework_lead(lead, "再核管辖", actor=actor),
    Action.ACCEPT: lambda lead, actor: receiving.accept_lead(lead, actor=actor),
    Action.RETURN: lambda lead, actor: receiving.return_lead(
        lead, actor=actor, on_paper=said(Opinion.RETURN)
    ),
    Action.SUPPLY: lambda lead, actor: delivery.supply_lead(lead, "票据两张", [], actor=actor),
    Action.DECLINE: lambda lead, actor: receiving.decline_lead(
        lead, actor=actor, printer=PAPER, on_paper=said(Opinion.DECLINE)
    ),
    Action.FORWARD: lambda lead, actor: receiving.forward_lead(
        lead, actor=actor, on_paper=said(Opinion.FORWARD)
    ),
    Action.PROGRESS: lambda lead, actor: receiving.report_progress(lead, actor=actor),
    Action.EXTEND: lambda lead, actor: receiving.extend_lead(lead, "案情复杂", actor=actor),
    Action.FEED_BACK: lambda lead, actor: receiving.feed_back(
        lead, HANDLED, actor=actor, printer=PAPER
    ),
    Action.INFORM_INTAKE: lambda lead, actor: reporters.inform_reporter(
        lead, Action.INFORM_INTAKE, "电话告知，没有异议", actor=actor
    ),
    Action.INFORM_RESULT: lambda lead, actor: reporters.inform_reporter(
        lead, Action.INFORM_RESULT, "电话告知，没有异议", actor=actor
    ),
    Action.ACKNOWLEDGE: lambda lead, actor: fresh.acknowledge_feedback(lead, actor=actor),
    Action.CLOSE: lambda lead, actor: receiving.close_lead(lead, actor=actor),
}

SENDING = (Action.PROPOSE, Action.APPROVE, Action.ISSUE, Action.DELIVER)
DECIDING = (Action.SUGGEST, Action.DECIDE)
WORKING = (*DECIDING, Action.ACCEPT, Action.FEED_BACK)
ENDING = (Action.ACKNOWLEDGE, Action.CLOSE)
INSIDE = (*SENDING, Action.SIGN, *WORKING, *ENDING)
OUTWARD = tuple(action for action in INSIDE if action not in DECIDING)
INWARD = INSIDE[SENDING.index(Action.DELIVER) :]
ROADS = {Route.INSIDE: INSIDE, Route.OUTWARD: OUTWARD, Route.INWARD: INWARD}
_CHIEF_S = {Action.DECIDE, Action.REWORK, Action.EXTEND}
_RECEIVER_S = {Action.SIGN, *WORKING, *CARRIED_OUT_BY, Action.PROGRESS, *_CHIEF_S}
_KEEPER_S = {Action.INFORM_INTAKE, Action.INFORM_RESULT}
_HEAD_S = {Action.APPROVE, Action.HAND_BACK, Action.REFUSE, Action.TELL}


def said(opinion: Opinion, **changes: Any) -> Suggestion:
    """What is proposed, or stands on the paper of a body outside."""
    values = {"told": "票据复印件", "reason": Return.EMPTY, "body": Body.POLICE}
    needed = {Opinion.RETURN: ("told",), Opinion.DECLINE: ("reason",), Opinion.FORWARD: ("body",)}
    given = {name: values[name] for name in needed.get(opinion, ())}
    return Suggestion(opinion, **{"text": "涉嫌诈骗", **given, **changes})


def suggest(lead: Lead, opinion: Opinion, *, actor: Reader, **changes: Any) -> object:
    """Propose it, to be approved by the receiver's head."""
    head = Member.objects.get(office__side=Side.RECEIVER, duty=Duty.HEAD)
    more = {"to_id": head.pk, **({"handler_id": actor.member_id} if opinion == "accept" else {})}
    return suggestions.suggest_lead(lead, said(opinion, **{**more, **changes}), actor=actor)


@dataclass(frozen=True, slots=True)
class Way:
    """One lead on its way in a furnished room."""

    room: Room
    lead: Lead

    @property
    def now(self) -> Lead:
        return Lead.objects.get(pk=self.lead.pk)

    def who(self, action: Action, on=MONDAY) -> Reader:
        """Who takes such a step on this way."""
        if self.lead.route == Route.INWARD or (
            self.lead.route == Route.INSIDE and action in _RECEIVER_S | _KEEPER_S
        ):
            if action in _KEEPER_S:
                return self.room.receiver_custodian.at(on)
            return (self.room.officer_head if action in _CHIEF_S else self.room.registrar).at(on)
        return (self.room.head if action in _HEAD_S else self.room.clerk).at(on)

    def go(self, *actions: Action, on=MONDAY) -> Lead:
        """Take the steps; what needs an approval first is proposed and approved on the way."""
        for action in actions:
            if action in CARRIED_OUT_BY and self.lead.route != Route.OUTWARD:
                self._is_decided(Opinion(action), on)
            ACTIONS[action](self.lead, self.who(action, on))
        return self.now

    def _is_decided(self, opinion: Opinion, on) -> None:
        if self.now.state in (State.SIGNED, State.RETURNED):
            suggest(self.lead, opinion, actor=self.who(Action.SUGGEST, on))
            self.go(Action.DECIDE, on=on)

    def due(self, clock: Clock) -> LeadClock | None:
        """The run of a clock that is not over."""
        return LeadClock.objects.filter(lead=self.lead, clock=clock, ended_at=None).first()


def begin(
    room: Room, route: Route = Route.INSIDE, *, reporter: Reporter | None = None, **changes
) -> Way:
    body = "" if route == Route.INSIDE else Body.COUNTY_DISCIPLINE
    beginning = Beginning(route, body, reporter or Reporter())
    actor = (room.registrar if route == Route.INWARD else room.clerk).at()
    return Way(room, drafts.draft_lead(matter(**changes), beginning, actor=actor))


def entries(lead: Lead) -> list[str]:
    """The trail of a lead, oldest first."""
    found = RoomEntry.objects.filter(object_type="leads.lead", object_id=str(lead.pk))
    return list(found.order_by("pk").values_list("verb", flat=True))
