"""People on the ladder: a letter is issued or not, answered by the unit; a ticket is suspended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.deadlines.rules.workdays import short
from cadres.deadlines.selectors import calendar
from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep, Suspension, Ticket
from cases.supervision.rules import ladder_replies, ladder_templates
from cases.supervision.rules.ladder import PARTIES, Addressee, Approver, StepState
from cases.supervision.selectors import ladder_steps as steps_seen
from cases.supervision.services import ladder_steps, replies, step_letters, unreached_units
from cases.supervision.services.addressees import Addressees
from cases.supervision.services.escalation_sweep import begin_reply
from cases.supervision.services.escalation_sweep import note as course_note
from cases.tickets.rules import acting_posts, visibility
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready

OFFICE = (Addressee.OFFICE,)


@transaction.atomic
def issue_step(step: LadderStep, *, actor: Viewer, digest: str) -> LadderStep:
    """The approver signs what the ladder proposed: it goes out, and its reply clock begins."""
    step, party = _proposed(step, actor)
    if step.rung.template == ladder_templates.GATHERED:
        raise WrongState("通报由助企办汇总后，由县领导签批全文，不逐件签发。")
    approvals.check_seen(digest, steps_seen.card_digest(step))
    rung, days = step.rung, calendar.work_calendar(region_id=step.county_id)
    people = Addressees([step.ticket], actor=actor)
    unheard = unreached_units.tell([(step.ticket, rung.addressees)], people, actor=actor)
    step.unheard = unheard.get(step.ticket_id, "")
    said = course_note(rung.name, step.why, step.unheard)
    ticket = advance(step.ticket, Action.SUPERVISE, actor=actor, note=said)
    _decide(step, party, actor)
    step.state, step.issued_at = StepState.ISSUED, actor.at
    begin_reply(step, rung.reply_days, days, actor)
    step.save(update_fields=[*_DECIDED, "issued_at", *_REPLY])
    audit.record("ladder.issue", ticket, actor=actor, rung=rung.name)
    kind = "ladder_step" if rung.reply_days else "ladder_reminder"
    to = people.of(ticket, rung.addressees)
    outbox.queue(kind, ticket.pk, to=to, actor=actor, once_per=f"{step.code}:{step.cycle}")
    return step


@transaction.atomic
def refuse_step(step: LadderStep, *, actor: Viewer, digest: str, reason: str) -> LadderStep:
    """The approver does not sign: it does not go out, and is not proposed again in this run."""
    text_limits.require(reason, "reason", "请写明不予签发的原因。")
    step, party = _proposed(step, actor)
    approvals.check_seen(digest, steps_seen.card_digest(step))
    _decide(step, party, actor)
    step.state, step.refused_why = StepState.REFUSED, reason.strip()
    step.save(update_fields=[*_DECIDED, "refused_why"])
    this = LadderStep.objects.filter(pk=step.pk)
    step_letters.void_all(this, actor=actor, why=f"督办未签发：{step.refused_why}")
    audit.record("ladder.refuse", step.ticket, actor=actor, rung=step.rung.name)
    return step


@transaction.atomic
def answer_supervision(
    ticket: Ticket, *, actor: Viewer, digest: str, reply: str, promised_on: date
) -> Ticket:
    """The unit answers what was issued, with the day by which the matter will be done; one reply
    answers all that stands open, and ends none of it: see `rules/ladder_replies.py`."""
    replies.check(reply, promised_on, actor.today, ticket.county_id, actor=actor)
    ticket = ready(ticket, Action.REPLY, actor=actor)
    issued = LadderStep.objects.filter(ticket=ticket, state=StepState.ISSUED)
    asked = issued.filter(reply_due_on__isnull=False)
    if not asked.exists():
        raise WrongState("这张工单没有等待回复的督办，请刷新后再看。")
    approvals.check_seen(digest, steps_seen.asked_digest(ticket, seen_by=actor))
    said = ladder_replies.words(reply, promised_on)
    ticket = advance(ticket, Action.REPLY, actor=actor, is_ready=True, note=said)
    words = reply.strip()
    ladder_steps.answer(asked, reply=words, promised_on=promised_on, actor=actor)
    answered = LadderStep.objects.filter(ticket=ticket, state=StepState.ANSWERED)
    step_letters.answer_all(answered, reply=words, promised_on=promised_on, actor=actor)
    to = Addressees([ticket], actor=actor).of(ticket, OFFICE)
    outbox.queue("ladder_answered", ticket.pk, to=to, actor=actor)
    return ticket


@transaction.atomic
def suspend_supervision(
    ticket: Ticket, *, actor: Viewer, reason: str, from_on: date, to_on: date, document: str = ""
) -> Ticket:
    """暂停督办: for a reason, until a day; what is open on the ladder becomes void with it."""
    _check_suspension(actor, reason, from_on, to_on)
    ticket = ready(ticket, Action.SUSPEND, actor=actor)
    said = f"{reason.strip()}（{short(from_on)}至{short(to_on)}）"
    ticket = advance(ticket, Action.SUSPEND, actor=actor, is_ready=True, note=said)
    leads = Party.OFFICE_HEAD in visibility.parties_of(actor, ticket)
    party = Party.OFFICE_HEAD if leads else Party.LEADER
    Suspension.objects.create(
        ticket=ticket,
        reason=reason.strip(),
        document=document.strip(),
        from_on=from_on,
        to_on=to_on,
        approved_by_id=actor.person_id,
        principal_id=acting_posts.principal_for(actor, ticket, party),
        approved_at=actor.at,
    )
    recipients.tell_unit("ladder_suspended", ticket, actor=actor)
    return ticket


_REPLY = ("calendar", "reply_due_on", "is_reply_provisional")
_DECIDED = ("state", "approved_by", "principal", "approved_at")


def _proposed(step: LadderStep, actor: Viewer) -> tuple[LadderStep, Party]:
    """Lock ticket and step, look again, and check who decides; nobody who handled the ticket."""
    step = steps_seen.fetch(step.pk, seen_by=actor)
    ticket = ready(step.ticket, Action.SUPERVISE, actor=actor)
    step = (
        LadderStep.objects.select_for_update(no_key=True, of=("self",))
        .select_related("rung")
        .get(pk=step.pk)
    )
    step.ticket = ticket
    if step.state != StepState.PROPOSED:
        state = StepState(step.state).label
        raise WrongState(f"这件督办现在是“{state}”，不能再签发。请刷新后再看。")
    party = PARTIES[Approver(step.rung.approver)]
    if party not in visibility.parties_of(actor, ticket):
        raise NotPermitted(f"“{step.rung.name}”由{party.label}签发，您不在其中。")
    if ticket.paused_at is not None:
        raise WrongState("工单正在等企业补充或者已经挂账，恢复办理后再签发督办。")
    return step, party


def _decide(step: LadderStep, party: Party, actor: Viewer) -> None:
    step.approved_by_id, step.approved_at = actor.person_id, actor.at
    step.principal_id = acting_posts.principal_for(actor, step.ticket, party)


def _check_suspension(actor: Viewer, reason: str, from_on: date, to_on: date) -> None:
    problems = {}
    if not reason.strip():
        problems["reason"] = "请写明暂停督办的原因。"
    if to_on < max(from_on, actor.today):
        problems["to_on"] = "截止日期不能早于起始日期，也不能早于今天。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
