"""What the receiver does with a lead, and what it tells the sender: a code, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.errors import Invalid, WrongState
from cadres.rules.limits import LimitKey
from cadres.selectors import limits
from cases.leads.models import Lead, LeadClock, LeadStep
from cases.leads.rules import content, procedure, timing
from cases.leads.rules.content import Feedback, Note
from cases.leads.rules.matters import Body, Route, Side
from cases.leads.rules.procedure import Action, Disposition, Outcome, Return
from cases.leads.rules.reader import Reader
from cases.leads.rules.reading import FolderKind, PieceKind
from cases.leads.rules.timing import Clock
from cases.leads.selectors import folders as open_folders
from cases.leads.services import (
    clocks,
    delivery,
    drafts,
    folders,
    letters,
    readers,
    signing,
    transitions,
)
from cases.leads.services.room import together
from cases.rules import approvals
from cases.services.letters.issuing import Printer


@dataclass(frozen=True, slots=True)
class Disposed:
    """处置: how, why, and whether the matter ends with it."""

    how: str
    text: str = ""
    ends: bool = False


@together()
def accept_lead(lead: Lead, *, actor: Reader) -> LeadStep:
    """The receiver takes it (受理), and tells the sender so by its code."""
    return transitions.advance(
        lead,
        Action.ACCEPT,
        actor=actor,
        accepted_at=actor.at,
        outcome=Outcome.IN_HAND,
        is_on_paper=_by_paper(lead),
    )


@together()
def return_lead(lead: Lead, missing: str, *, actor: Reader) -> LeadStep:
    """Ask for what is missing (退回补充), at most so many rounds as the county's limit allows."""
    lead, _ = transitions.ready(lead, Action.RETURN, actor=actor)
    if not missing.strip():
        raise Invalid("请写明要补充什么。", {"missing": "请逐项写明"})
    most = limits.find(LimitKey.LEAD_ROUNDS, "", actor.today, lead.county_id).amount
    if lead.rounds >= most:
        raise WrongState(f"已经退回补充 {lead.rounds} 次，按规定最多 {most} 次，请决定受理或退回。")
    step = transitions.advance(
        lead,
        Action.RETURN,
        actor=actor,
        rounds=lead.rounds + 1,
        is_on_paper=_by_paper(lead),
    )
    drafts.note(step, missing, actor=actor, kind=FolderKind.EXCHANGE)
    return step


@together()
def decline_lead(
    lead: Lead, reason: Return, text: str, *, actor: Reader, printer: Printer
) -> LeadStep:
    """It is not the receiver's, or no matter for it (不予受理): feedback 退回 with its reason."""
    feedback = Feedback(Outcome.RETURNED, reason=reason, body=text, on=str(actor.today))
    return _answer(lead, Action.DECLINE, feedback, printer, actor)


@together()
def forward_lead(lead: Lead, body: Body, text: str, *, actor: Reader) -> LeadStep:
    """Another body has jurisdiction (转有管辖机关); to which one, the receiver's readers know."""
    step = transitions.advance(lead, Action.FORWARD, actor=actor, is_on_paper=True)
    _begin_inner(step.lead, actor)
    drafts.note(step, f"转{body.label}。{text}".strip(), actor=actor, kind=_kept_in(lead))
    return step


@together()
def take_lead(lead: Lead, member_id: int | None, *, actor: Reader) -> LeadStep:
    """Hand it to the one who handles it (分办), who becomes a reader by this deed."""
    step = transitions.advance(lead, Action.TAKE, actor=actor, is_on_paper=_by_paper(lead))
    if lead.route != Route.OUTWARD:
        _begin_inner(step.lead, actor)
        if member_id not in (None, actor.member_id) and not _reads(step.lead, member_id, actor):
            readers.name_reader(step.lead, member_id, actor=actor)
    return step


@together()
def dispose_lead(lead: Lead, disposed: Disposed, *, actor: Reader) -> LeadStep:
    """处置: known to the receiver's readers alone; the sender does not learn which it was.

    Where the matter ends with it, the clock of the feedback starts.
    """
    answers = LeadClock.objects.filter(lead=lead, clock=Clock.FEEDBACK, ended_at__isnull=True)
    begins = disposed.ends and not answers.exists()
    ticks = timing.ENDS_MATTER if begins else timing.ticks_of(Action.DISPOSE)
    step = transitions.advance(lead, Action.DISPOSE, actor=actor, ticks=ticks)
    _begin_inner(step.lead, actor)
    opened = open_folders.of_lead(step.lead, FolderKind.INNER, seen_by=actor)
    if opened is None:
        raise WrongState("处置卷没有交给您，请负责人指定您为授权阅知人。")
    values = {"how": Disposition(disposed.how).value, "ends": "1" if disposed.ends else ""}
    data = content.as_bytes(Note(disposed.text.strip(), values))
    folders.put(opened, PieceKind.DISPOSITION, data, at=actor.at, by=actor.cadre_id, step=step)
    return step


@together()
def report_progress(lead: Lead, *, actor: Reader) -> LeadStep:
    """Tell the sender that it is still in hand (反馈进展): the code, and nothing else."""
    return transitions.advance(
        lead,
        Action.PROGRESS,
        actor=actor,
        outcome=Outcome.IN_HAND,
        answered_at=actor.at,
        is_on_paper=_by_paper(lead),
    )


@together()
def extend_lead(lead: Lead, reason: str, *, actor: Reader) -> LeadStep:
    """The head allows the longer outer limit, once (特殊复杂的，经批准延长)."""
    if not reason.strip():
        raise Invalid("请写明延长的理由。", {"reason": "请写明理由"})
    step = transitions.advance(lead, Action.EXTEND, actor=actor, is_on_paper=_by_paper(lead))
    if LeadClock.objects.filter(lead=lead, clock=Clock.LONGEST, is_void=True).exists():
        raise WrongState("办理期限已经延长过一次，不能再延。")
    clocks.prolong(step.lead, Clock.LONGEST, LimitKey.LEAD_EXTENDED, at=actor.at)
    drafts.note(step, reason, actor=actor, kind=_kept_in(lead))
    return step


@together()
def feed_back(lead: Lead, feedback: Feedback, *, actor: Reader, printer: Printer) -> LeadStep:
    """Tell the sender the result as one of the codes, with its day (反馈结果)."""
    lead, _ = transitions.ready(lead, Action.FEED_BACK, actor=actor)
    if feedback.code not in procedure.outcomes_from(lead.state):
        raise Invalid("请从列表中选择反馈结果。", {"code": "请选择"})
    return _answer(lead, Action.FEED_BACK, feedback, printer, actor)


@together()
def acknowledge_feedback(lead: Lead, *, actor: Reader, digest: str) -> LeadStep:
    """The sender signs for the feedback as it was shown (签收反馈)."""
    lead, _ = transitions.ready(lead, Action.ACKNOWLEDGE, actor=actor)
    approvals.check_seen(digest, signing.feedback_digest(lead, actor=actor))
    return transitions.advance(lead, Action.ACKNOWLEDGE, actor=actor, is_on_paper=_outside(lead))


@together()
def close_lead(lead: Lead, *, actor: Reader) -> LeadStep:
    """Everything is done and signed; it goes to the archive (归档)."""
    return transitions.advance(lead, Action.CLOSE, actor=actor, closed_at=actor.at)


def _answer(
    lead: Lead, action: Action, feedback: Feedback, printer: Printer, actor: Reader
) -> LeadStep:
    step = transitions.advance(
        lead,
        action,
        actor=actor,
        outcome=feedback.code,
        answered_at=actor.at,
        is_on_paper=_outside(lead),
    )
    opened = open_folders.of_lead(step.lead, FolderKind.EXCHANGE, seen_by=actor)
    if opened is None:
        raise WrongState("往来卷没有交给您，请负责人指定您为授权阅知人。")
    folders.put(
        opened,
        PieceKind.FEEDBACK,
        content.as_bytes(feedback),
        at=actor.at,
        by=actor.cadre_id,
        step=step,
    )
    # Of an outside body the answer came on its own paper; to what was dropped there is nobody to
    # answer.
    if lead.route != Route.OUTWARD and lead.body != Body.DROPPED:
        letters.freeze_feedback(step.lead, opened, feedback, step, printer, actor=actor)
    return step


def _begin_inner(lead: Lead, actor: Reader) -> None:
    """The receiver's own folder: what it decides is for its readers alone."""
    if actor.side != Side.RECEIVER or lead.folders.filter(kind=FolderKind.INNER).exists():
        return
    own = [seat.key_pair for seat in delivery.named(lead, Side.RECEIVER, actor=actor)]
    folders.begin(FolderKind.INNER, own, trust=actor.trust, at=actor.at, lead=lead)


def _reads(lead: Lead, member_id: int, actor: Reader) -> bool:
    return readers.reads_as_much(lead, readers.seat_of(member_id, actor=actor), actor=actor)


def _kept_in(lead: Lead) -> FolderKind:
    """Where the receiver's own words lie; of a body outside they came on paper to us all."""
    return FolderKind.EXCHANGE if lead.route == Route.OUTWARD else FolderKind.INNER


def _by_paper(lead: Lead) -> bool:
    return lead.route == Route.OUTWARD


def _outside(lead: Lead) -> bool:
    return lead.route != Route.INSIDE
