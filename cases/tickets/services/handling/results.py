"""The unit works on it: measures with evidence, notes on the way, the result to its head."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.db.models import QuerySet

from cadres.errors import Absent, Conflict, Invalid
from cadres.models import Posting
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Adoption, Approval, Measure, Ticket
from cases.tickets.rules.applications import admission
from cases.tickets.rules.closing import adoptions, outcomes
from cases.tickets.rules.closing.adoptions import NOTHING, Decided
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services import promised_feedback, recipients
from cases.tickets.services.handling import shares
from cases.tickets.services.transitions import advance, post_for, ready


class BeforeResult(Protocol):
    """What an upper room asks of a ticket before its result is handed in; raises in words."""

    def __call__(self, ticket: Ticket, *, actor: Viewer) -> None: ...


# Filled when the site starts (`cases/apps.py`).
before_result: list[BeforeResult] = []
CHANGED = "内容已变，请重新查看后再审核。"
# A result begins, and ends, with nobody urged about it.
UNURGED: dict[str, Any] = {
    "approval_urged_on": None,
    "approval_report_by": None,
    "approval_raised_on": None,
}


@transaction.atomic
def add_measure(
    ticket: Ticket,
    *,
    actor: Viewer,
    text: str,
    owner_name: str,
    due_on: date | None = None,
    next_feedback_on: date | None = None,
) -> Measure:
    """The unit says what it will do, who does it, by when, and when the enterprise hears next."""
    text_limits.require(text, "text", "请填写举措。")
    text_limits.require(owner_name, "owner_name", "请填写责任人。")
    promised_feedback.check_next(ticket, next_feedback_on, actor=actor, field="next_feedback_on")
    ticket = advance(ticket, Action.MEASURE, actor=actor, note=text.strip())
    return Measure.objects.create(
        ticket=ticket,
        round=ticket.round,
        text=text.strip(),
        owner_name=owner_name.strip(),
        due_on=due_on,
        next_feedback_on=next_feedback_on,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
    )


@transaction.atomic
def finish_measure(measure: Measure, *, actor: Viewer, evidence: str) -> Measure:
    """A measure is done: what shows it is written down (a file may be added, never must)."""
    text_limits.require(evidence, "evidence", "请写明佐证：做了什么、结果如何、有何文件。")
    ticket = ready(measure.ticket, Action.MEASURE, actor=actor)
    measure = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if measure.done_on is not None:
        raise Invalid("这条举措已经登记完成，不能再改。")
    advance(ticket, Action.MEASURE, actor=actor, is_ready=True, note=f"完成：{measure.text}")
    measure.done_on, measure.evidence = actor.today, evidence.strip()
    measure.next_feedback_on = None
    measure.save(update_fields=["done_on", "evidence", "next_feedback_on"])
    return measure


@transaction.atomic
def note_progress(
    ticket: Ticket, *, actor: Viewer, note: str, next_feedback_on: date | None = None
) -> Ticket:
    """The unit says how far it is, and so keeps what it promised; perhaps it promises again."""
    text_limits.require(note, "note", "请填写进展情况。")
    promised_feedback.check_next(ticket, next_feedback_on, actor=actor, field="next_feedback_on")
    ticket = advance(ticket, Action.NOTE, actor=actor, note=note.strip())
    promised_feedback.keep(ticket, next_feedback_on, actor=actor)
    recipients.tell("ticket_progress", ticket, [ticket.filed_by_id], actor=actor)
    return ticket


@transaction.atomic
def resolve_ticket(
    ticket: Ticket, *, actor: Viewer, result: str, finding: Finding | None = None
) -> Ticket:
    """First key: the unit's clerk hands the result to the head: how the matter ends, and why.

    Who says that something was solved has measures that are done; an explanation has its words,
    a redirection its channel. Solved where nothing else is said.
    """
    text_limits.require(result, "result", "请填写办理情况。")
    finding = finding or Finding()
    ticket = ready(ticket, Action.RESOLVE, actor=actor)
    admission.check_decided(ticket)
    outcomes.check(finding)
    if outcomes.needs_measure(finding.outcome) and not _done_measures(ticket).exists():
        raise Invalid("请先登记至少一条已完成的举措及其佐证，再提交办结。")
    shares.check_answered(ticket, actor=actor)
    for check in before_result:
        check(ticket, actor=actor)
    ticket = advance(
        ticket,
        Action.RESOLVE,
        actor=actor,
        is_ready=True,
        note=f"{outcomes.words_of(finding)}\n{result.strip()}",
        result=result.strip(),
        **finding.columns(),
        **UNURGED,
    )
    posts = Posting.objects.in_force(actor.today).in_units([_unit_id(ticket)])
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    recipients.tell("ticket_resolved", ticket, heads, actor=actor)
    return ticket


@transaction.atomic
def approve_ticket(
    ticket: Ticket, *, actor: Viewer, digest: str, note: str = "", decided: Decided = NOTHING
) -> Ticket:
    """Second key: the unit's head signs; whether the promise was kept is decided by this day.

    `digest` is of what the head saw (`signing.digest`): a signature holds for that content alone.
    Of a suggestion (金点子) the head also says whether it is adopted.
    """
    ticket = ready(ticket, Action.APPROVE, actor=actor)
    _check_seen(ticket, digest)
    adopted = _decide(ticket, decided, actor=actor)
    _sign(ticket, actor, is_approved=True, note=note)
    ticket = advance(
        ticket,
        Action.APPROVE,
        actor=actor,
        is_ready=True,
        note="\n".join(filter(None, [adopted, note.strip()])),
        approved_by_id=actor.cadre_id,
        approved_on=actor.today,
        is_late_hours=ticket.due_at is not None and actor.at > ticket.due_at,
        **UNURGED,
    )
    team = recipients.team(ticket, actor)
    office = Posting.objects.in_force(actor.today).in_region(ticket.county_id)
    clerks = office.holding(Role.OFFICE_CLERK).cadre_ids()
    recipients.tell("ticket_approved", ticket, [*team, *clerks], actor=actor)
    return ticket


@transaction.atomic
def send_back_ticket(ticket: Ticket, *, actor: Viewer, digest: str, reason: str) -> Ticket:
    """The head does not sign: it goes back to the clerks with the reason; the clock runs on."""
    text_limits.require(reason, "reason", "请写明退回补办的原因。")
    ticket = ready(ticket, Action.SEND_BACK, actor=actor)
    _check_seen(ticket, digest)
    _sign(ticket, actor, is_approved=False, note=reason)
    ticket = advance(
        ticket, Action.SEND_BACK, actor=actor, is_ready=True, note=reason.strip(), **UNURGED
    )
    recipients.tell_clerks("ticket_sent_back", ticket, [_unit_id(ticket)], actor=actor)
    return ticket


def content_digest(ticket: Ticket) -> str:
    """Return the digest of what a head signs: result, outcome, measures of this round, files."""
    return signature_digests.digest(ticket)


def _sign(ticket: Ticket, actor: Viewer, *, is_approved: bool, note: str) -> None:
    post = post_for(ticket, actor, Party.HEAD)
    Approval.objects.create(
        ticket=ticket,
        round=ticket.round,
        is_approved=is_approved,
        signed_by_id=actor.person_id,
        principal_id=post.principal_id if post else None,
        posting_id=post.posting_id if post else None,
        signed_at=actor.at,
        digest=content_digest(ticket),
        note=note.strip(),
    )


def _decide(ticket: Ticket, decided: Decided, *, actor: Viewer) -> str:
    """The head says what becomes of the suggestion; of a problem nothing is said.

    Return it in words, for the ticket's history.
    """
    if not adoptions.is_idea(ticket.source) or ticket.unit is None:
        return ""
    adoptions.check(decided, actor.today)
    Adoption.objects.create(
        ticket=ticket,
        round=ticket.round,
        unit=ticket.unit,
        adopted=decided.adopted,
        document=decided.document.strip(),
        reason=decided.reason.strip(),
        in_use_on=decided.in_use_on,
        decided_by_id=actor.person_id,
        decided_at=actor.at,
    )
    return adoptions.words_of(decided)


def _check_seen(ticket: Ticket, digest: str) -> None:
    """A head decides on what was shown; the page with the new content is one press away."""
    if digest != signature_digests.digest(ticket):
        raise Conflict(CHANGED)


def _done_measures(ticket: Ticket) -> QuerySet[Measure]:
    return Measure.objects.filter(ticket=ticket, round=ticket.round, done_on__isnull=False)


def _unit_id(ticket: Ticket) -> int:
    if ticket.unit_id is None:
        raise Absent("这张工单还没有承办单位。")
    return ticket.unit_id
