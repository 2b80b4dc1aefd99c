"""The unit asks (申请) for more time, parking or handing up; it changes it or takes it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications import (
    admission,
    applications,
    extensions,
    plans,
    unit_drafts,
)
from cases.tickets.rules.applications.applications import (
    WAYS,
    ApplicationKind,
    ApplicationState,
    Ground,
    Level,
)
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.applications import application_terms
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready

NONE_WAITS = "这件申请已经审批、撤回或失效，请刷新后再看。"


@transaction.atomic
def ask_extension(
    ticket: Ticket, *, actor: Viewer, reason: str, days: int, replaces: str = ""
) -> Application:
    """The unit asks, while there is time, for working days more; until granted nothing moves.

    `replaces` is the digest of the waiting application that this one changes.
    """
    ticket = ready(ticket, Action.ASK_EXTENSION, actor=actor)
    text_limits.require(reason, "reason", "请写明延期理由。")
    stretch = application_terms.stretch(ticket, seen_by=actor)
    if stretch.is_untold:
        raise WrongState("上次批准的延期还没有告知企业，请先告知。")
    extensions.check(stretch.terms, actor.at, stretch.days)
    extensions.check_length(stretch.terms, days, stretch.days)
    asked = Application(kind=ApplicationKind.EXTENSION, reason=reason.strip(), days=days)
    return _ask(ticket, asked, actor, replaces)


@transaction.atomic
def ask_parking(
    ticket: Ticket,
    *,
    actor: Viewer,
    ground: str,
    reason: str,
    until_on: date,
    replaces: str = "",
) -> Application:
    """The unit asks to park (挂账) what cannot be solved now, until a day of review."""
    ticket = ready(ticket, Action.ASK_PARKING, actor=actor)
    if ground not in Ground.values:
        raise Invalid("请选择挂账原因。", {"ground": "请选择挂账原因。"})
    text_limits.require(reason, "reason", "请写明挂账理由。")
    review = application_terms.review(ticket, seen_by=actor)
    extensions.check_review(until_on, review.limit, actor.today, review.days)
    asked = Application(
        kind=ApplicationKind.PARKING, reason=reason.strip(), ground=ground, until_on=until_on
    )
    return _ask(ticket, asked, actor, replaces)


@transaction.atomic
def ask_plan(
    ticket: Ticket,
    *,
    actor: Viewer,
    owner: str,
    until_on: date,
    reason: str,
    replaces: str = "",
) -> Application:
    """The unit asks to plan (列入计划) what takes longer: who fulfils it, by which day, and why.

    A plan ends nothing: the promise to the enterprise stands, and it hears again until it is done.
    """
    ticket = ready(ticket, Action.ASK_PLAN, actor=actor)
    text_limits.require(owner, "owner", "请写明计划责任人。")
    text_limits.require(reason, "reason", "请写明为什么要列入计划、分几步办。")
    plans.check_day(until_on, actor.today, application_terms.longest_plan(ticket, seen_by=actor))
    asked = Application(
        kind=ApplicationKind.PLAN, reason=reason.strip(), owner=owner.strip(), until_on=until_on
    )
    return _ask(ticket, asked, actor, replaces)


@transaction.atomic
def ask_hand_up(
    ticket: Ticket,
    *,
    actor: Viewer,
    level: str,
    reason: str,
    tried: str,
    proposal: str,
    replaces: str = "",
) -> Application:
    """The unit, or the office, asks to hand up (提级) what could not be solved here."""
    ticket = ready(ticket, Action.ASK_HAND_UP, actor=actor)
    if level not in Level.values:
        raise Invalid("请选择提级到哪一级。", {"level": "请选择提级到哪一级。"})
    text_limits.require(reason, "reason", "请写明提级理由。")
    text_limits.require(tried, "tried", "请写明已采取的措施：没有办过的不能提级。")
    text_limits.require(proposal, "proposal", "请写明建议上级怎样处理。")
    asked = Application(
        kind=ApplicationKind.HAND_UP,
        reason=reason.strip(),
        tried=tried.strip(),
        proposal=proposal.strip(),
        level=level,
    )
    return _ask(ticket, asked, actor, replaces)


@transaction.atomic
def take_back_application(ticket: Ticket, kind: str, *, actor: Viewer, note: str = "") -> Ticket:
    """Who asked thinks better of it before anybody decided."""
    ticket = ready(ticket, Action.TAKE_BACK, actor=actor)
    asked = waiting(ticket, kind, actor=actor)
    _check_own(asked, actor)
    _end(asked, ApplicationState.TAKEN_BACK, actor, note.strip())
    label = ApplicationKind(kind).label
    said = f"撤回{label}申请：{note.strip()}" if note.strip() else f"撤回{label}申请"
    return advance(ticket, Action.TAKE_BACK, actor=actor, is_ready=True, note=said)


def waiting(ticket: Ticket, kind: str, *, actor: Viewer) -> Application:
    """Return what waits for a decision on a ticket that the actor has locked."""
    found = _waiting(ticket, kind)
    if found is None:
        raise Conflict(NONE_WAITS)
    return found


def _ask(ticket: Ticket, asked: Application, actor: Viewer, replaces: str) -> Application:
    way = WAYS[ApplicationKind(asked.kind)]
    admission.check_decided(ticket)
    _make_way(_waiting(ticket, asked.kind), replaces, actor)
    is_unit = unit_drafts.is_of(actor, ticket.unit_id)
    asked.ticket, asked.county_id, asked.round = ticket, ticket.county_id, ticket.round
    asked.unit_id = ticket.unit_id if is_unit else None
    asked.digest = approvals.application_digest(*applications.said(asked))
    asked.asked_by_id, asked.asked_at = actor.person_id, actor.at
    for column, value in application_terms.decision_term(ticket, way.limit, seen_by=actor).items():
        setattr(asked, column, value)
    asked.save(force_insert=True)
    advance(ticket, way.ask, actor=actor, note=applications.summary(asked))
    deciders = recipients.deciders(ticket, way.deciders, actor)
    outbox.queue(f"{asked.kind}_asked", ticket.pk, to=deciders, actor=actor, once_per=f"{asked.pk}")
    return asked


def _make_way(earlier: Application | None, replaces: str, actor: Viewer) -> None:
    """One of a kind waits at a time; what changes it ends it, so that no decision fits both."""
    if replaces and (earlier is None or earlier.digest != replaces):
        raise Conflict(NONE_WAITS)
    if earlier is None:
        return
    label = ApplicationKind(earlier.kind).label
    if not replaces:
        raise Conflict(f"已有一件{label}申请待审批，请刷新后在原申请上修改，或先撤回。")
    _check_own(earlier, actor)
    _end(earlier, ApplicationState.LAPSED, actor, "申请已修改，以新申请为准。")


def _check_own(asked: Application, actor: Viewer) -> None:
    if not applications.may_take_back(asked.unit_id, actor, asked.county_id):
        raise NotPermitted("谁申请的由谁撤回或修改，请联系提出申请的单位。")


def _end(asked: Application, state: ApplicationState, actor: Viewer, word: str) -> None:
    Application.objects.filter(pk=asked.pk).update(state=state, decided_at=actor.at, decision=word)


def _waiting(ticket: Ticket, kind: str) -> Application | None:
    found = Application.objects.filter(ticket=ticket, kind=kind)
    return found.filter(state=ApplicationState.WAITING).first()
