"""Head of the office or leader decide (审批) on what was asked; what was granted comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from django.db import transaction

from cadres.deadlines.rules.limits import LimitUnit
from cadres.deadlines.rules.workdays import short
from cadres.deadlines.selectors import limits
from cadres.errors import Conflict, Invalid
from cadres.pages.rules import wording
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Measure, Ticket
from cases.tickets.rules import visibility
from cases.tickets.rules.applications import applications, plans
from cases.tickets.rules.applications.applications import (
    WAYS,
    ApplicationKind,
    ApplicationState,
    Level,
)
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.applications import application_terms
from cases.tickets.services import recipients
from cases.tickets.services.applications.applications import waiting
from cases.tickets.services.transitions import advance, post_for, ready

CHANGED = "申请内容已变，请重新查看后再审批。"
REVIEW_CAME = "复查日期已到，恢复办理。"


class HandedUp(Protocol):
    """What an upper room does once it is granted that a ticket goes up, in the same transaction."""

    def __call__(self, ticket: Ticket, asked: Application, *, actor: Viewer) -> object: ...


# Filled when the site starts (`cases/apps.py`).
on_handed_up: list[HandedUp] = []


@transaction.atomic
def grant_application(
    ticket: Ticket, kind: str, *, actor: Viewer, digest: str, note: str = ""
) -> Ticket:
    """It is granted as it was asked (`digest`): more time, parked, planned, or handed up."""
    way = WAYS[ApplicationKind(kind)]
    ticket = ready(ticket, way.grant, actor=actor)
    asked = _decide(ticket, kind, ApplicationState.GRANTED, actor, digest, note)
    ticket = _GRANTED[ApplicationKind(kind)](ticket, asked, actor, note.strip())
    _tell_unit(f"{kind}_granted", ticket, actor, recipients.team(ticket, actor))
    return ticket


@transaction.atomic
def refuse_application(
    ticket: Ticket, kind: str, *, actor: Viewer, digest: str, note: str
) -> Ticket:
    """It is not granted, with the reason; the ticket goes on as it was."""
    text_limits.require(note, "note", "请写明不批准的理由。")
    way = WAYS[ApplicationKind(kind)]
    ticket = ready(ticket, way.refuse, actor=actor)
    _decide(ticket, kind, ApplicationState.REFUSED, actor, digest, note)
    ticket = advance(ticket, way.refuse, actor=actor, is_ready=True, note=note.strip())
    _tell_unit(f"{kind}_refused", ticket, actor)
    return ticket


@transaction.atomic
def unpark_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """What was parked is worked on again; the unit's clock goes on where it stood."""
    text_limits.require(reason, "reason", "请写明恢复办理的原因。")
    ticket = advance(ticket, Action.UNPARK, actor=actor, note=reason.strip(), outcome="")
    _close(ticket, ApplicationKind.PARKING, actor)
    _tell_unit("ticket_unparked", ticket, actor)
    return ticket


@transaction.atomic
def bring_back_ticket(
    ticket: Ticket,
    *,
    actor: Viewer,
    answer: str,
    measure: str = "",
    owner_name: str = "",
    due_on: date | None = None,
) -> Ticket:
    """What those above said comes back with the ticket; a clock that stood still goes on.

    What they set becomes a measure of the ticket, with its owner and its day.
    """
    text_limits.require(answer, "answer", "请写明会商或上级的意见。")
    is_set = measure.strip() or owner_name.strip() or due_on is not None
    if is_set:
        _check_measure(measure, owner_name, due_on, actor.today)
    ticket = advance(ticket, Action.BRING_BACK, actor=actor, note=answer.strip())
    decision = _close(ticket, ApplicationKind.HAND_UP, actor, answer=answer.strip())
    if is_set:
        Measure.objects.create(
            ticket=ticket,
            round=ticket.round,
            text=measure.strip(),
            owner_name=owner_name.strip(),
            due_on=due_on,
            filed_by_id=actor.person_id,
            filed_at=actor.at,
            decision=decision,
        )
    _tell_unit("ticket_brought_back", ticket, actor)
    return ticket


def _decide(
    ticket: Ticket,
    kind: str,
    state: ApplicationState,
    actor: Viewer,
    digest: str,
    note: str,
) -> Application:
    """The decision is a row's: who, for whom, in which post, when, on exactly these words."""
    asked = waiting(ticket, kind, actor=actor)
    parties = visibility.parties_of(actor, ticket)
    party = applications.decider_of(kind, asked.raised_on is not None, parties)
    if digest != approvals.application_digest(*applications.said(asked)):
        raise Conflict(CHANGED)
    post = post_for(ticket, actor, party)
    Application.objects.filter(pk=asked.pk).update(
        state=state,
        decided_by_id=actor.person_id,
        principal_id=post.principal_id if post else None,
        posting_id=post.posting_id if post else None,
        decided_at=actor.at,
        decision=note.strip(),
    )
    return asked


def _extend(ticket: Ticket, asked: Application, actor: Viewer, note: str) -> Ticket:
    """The unit's own time ends later from now on; the promise when the enterprise is told."""
    stretch, more = application_terms.stretch(ticket, seen_by=actor), asked.days or 0
    longer = Command(
        ClockVerb.EXTENDED,
        ClockKind.UNIT,
        limit_keys.EXTENSION_LENGTH,
        amount=more,
        measure=LimitUnit.WORKDAY,
        basis=stretch.terms.length.basis,
    )
    ticks = [longer] if ticket.unit_due_on else []
    after = short(stretch.after(more).on)
    said = f"延长 {more} 个工作日。告知企业后，承诺由 {short(ticket.due_on)} 延至 {after}。{note}"
    return advance(ticket, Action.GRANT_EXTENSION, actor=actor, note=said, ticks=ticks)


def _park(ticket: Ticket, asked: Application, actor: Viewer, note: str) -> Ticket:
    until_on = asked.until_on or actor.today
    if until_on <= actor.today:
        sentence = f"复查日期 {short(until_on)} 已过，请不予批准，由单位重新申请。"
        raise Invalid(sentence)
    return advance(
        ticket,
        Action.GRANT_PARKING,
        actor=actor,
        note=f"挂账至{wording.day(until_on, actor.today, short=True)}。{note}",
        ticks=[_review_clock(ticket, until_on)],
        outcome=Outcome.PARKED,
    )


def _plan(ticket: Ticket, asked: Application, actor: Viewer, note: str) -> Ticket:
    """Its owner and day stand on the ticket; no limit moves, and the enterprise hears again."""
    until_on = asked.until_on or actor.today
    plans.check_ahead(until_on, actor.today)
    until = wording.day(until_on, actor.today, short=True)
    return advance(
        ticket,
        Action.GRANT_PLAN,
        actor=actor,
        note=f"列入计划，{asked.owner}负责，{until}前兑现。{note}",
        plan_owner=asked.owner,
        plan_due_on=until_on,
    )


def _hand_up(ticket: Ticket, asked: Application, actor: Viewer, note: str) -> Ticket:
    """Whether the unit's own clock stands still meanwhile is a switch among the limits."""
    switch = limits.book(actor.today, ticket.county_id, key=limit_keys.HAND_UP_PAUSE)
    stands = switch.get(limit_keys.HAND_UP_PAUSE, ticket.handling_class)
    pauses = ticket.unit_due_on is not None and stands is not None and stands.amount > 0
    ticket = advance(
        ticket,
        Action.GRANT_HAND_UP,
        actor=actor,
        note=f"提级至{Level(asked.level).label}。{note}",
        ticks=[Command(ClockVerb.PAUSED, ClockKind.UNIT)] if pauses else [],
    )
    for follow in on_handed_up:
        follow(ticket, asked, actor=actor)
    return ticket


_GRANTED: dict[ApplicationKind, Callable[[Ticket, Application, Viewer, str], Ticket]] = {
    ApplicationKind.EXTENSION: _extend,
    ApplicationKind.PARKING: _park,
    ApplicationKind.PLAN: _plan,
    ApplicationKind.HAND_UP: _hand_up,
}


def _review_clock(ticket: Ticket, on: date) -> Command:
    return Command(
        ClockVerb.STARTED,
        ClockKind.STEP,
        limit_keys.PARKING_REVIEW,
        stated_on=on,
        unit_id=ticket.unit_id,
    )


def _check_measure(text: str, owner_name: str, due_on: date | None, today: date) -> None:
    """What was decided is done by somebody and by a day, or it is no measure."""
    text_limits.require(text, "measure", "请写明举措：做什么。")
    text_limits.require(owner_name, "owner_name", "请写明举措的责任人。")
    if due_on is None:
        raise Invalid("请填写举措的完成日期。", {"due_on": "请填写举措的完成日期。"})
    if due_on < today:
        raise Invalid("完成日期已过，请填今天或以后。", {"due_on": "请填今天或以后。"})


def _close(
    ticket: Ticket, kind: ApplicationKind, actor: Viewer, answer: str = ""
) -> Application | None:
    """Write beside what was granted when the ticket came back, and with which answer."""
    granted = Application.objects.filter(ticket=ticket, kind=kind, returned_at__isnull=True)
    found = granted.filter(state=ApplicationState.GRANTED).last()
    granted.filter(state=ApplicationState.GRANTED).update(returned_at=actor.at, answer=answer)
    return found


def _tell_unit(kind: str, ticket: Ticket, actor: Viewer, team: Iterable[int] = ()) -> None:
    besides = [ticket.filed_by_id, *team]
    recipients.tell_clerks(kind, ticket, [ticket.unit_id], actor=actor, besides=besides)
