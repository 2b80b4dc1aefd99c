"""What the receiver does with a lead, and what it tells the sender: a code, and no more."""

from __future__ import annotations

from cadres.errors import Invalid, WrongState
from cases.leads.handling.rules.suggestions import Suggestion
from cases.leads.handling.services import drafts, letters, signing, suggestions
from cases.leads.procedure.models.leads import Lead, LeadClock, LeadStep
from cases.leads.procedure.rules import clocks as timing
from cases.leads.procedure.rules import content, limit_keys, procedure
from cases.leads.procedure.rules.clocks import Clock, Ticks
from cases.leads.procedure.rules.content import Feedback
from cases.leads.procedure.rules.procedure import Action, Outcome, Return
from cases.leads.procedure.rules.vocabulary import Body, Route, Side
from cases.leads.readers.selectors import reporter_page
from cases.leads.steps.services import clocks, transitions
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services import folders
from cases.leads.vault.services.room_transaction import together
from cases.letters.services.issuing import Printer
from cases.tickets.rules.closing import approvals


@together()
def accept_lead(lead: Lead, *, actor: Reader, on_paper: Suggestion | None = None) -> LeadStep:
    """The receiver takes it (受理), and tells the sender so by its code.

    The approval says who handles it (分办): that one becomes a reader by this action.
    """
    lead, said = _decided(lead, Action.ACCEPT, on_paper, actor)
    step = transitions.advance(
        lead,
        Action.ACCEPT,
        actor=actor,
        accepted_at=actor.at,
        outcome=Outcome.IN_HAND,
        is_on_paper=_by_paper(lead),
    )
    if not _by_paper(lead):
        suggestions.name_if_new(step.lead, said.handler_id, actor=actor)
    return step


@together()
def return_lead(lead: Lead, *, actor: Reader, on_paper: Suggestion | None = None) -> LeadStep:
    """Ask for what is missing (退回补充), at most so many rounds as the county's limit allows."""
    lead, said = _decided(lead, Action.RETURN, on_paper, actor)
    if not said.told.strip():
        raise Invalid("请写明要补充什么。", {"missing": "请逐项写明"})
    suggestions.check_rounds(lead, actor=actor)
    step = transitions.advance(
        lead,
        Action.RETURN,
        actor=actor,
        rounds=lead.rounds + 1,
        is_on_paper=_by_paper(lead),
    )
    drafts.note(step, said.told, actor=actor, kind=FolderKind.EXCHANGE)
    return step


@together()
def decline_lead(
    lead: Lead, *, actor: Reader, printer: Printer, on_paper: Suggestion | None = None
) -> LeadStep:
    """It is not the receiver's, or no matter for it (不予受理): feedback 退回 with its reason."""
    lead, said = _decided(lead, Action.DECLINE, on_paper, actor)
    feedback = Feedback(
        Outcome.RETURNED, reason=Return(said.reason), body=said.told, on=str(actor.today)
    )
    return _answer(lead, Action.DECLINE, feedback, printer, actor)


@together()
def forward_lead(lead: Lead, *, actor: Reader, on_paper: Suggestion | None = None) -> LeadStep:
    """Another body has jurisdiction (转有管辖机关); to which one, the receiver's readers know."""
    lead, said = _decided(lead, Action.FORWARD, on_paper, actor)
    step = transitions.advance(lead, Action.FORWARD, actor=actor, is_on_paper=True)
    note = f"转{Body(said.body).label}。{said.text}".strip()
    drafts.note(step, note, actor=actor, kind=_kept_in(lead))
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
    """A leader allows the longer term of the feedback, once (特殊复杂的，经批准延长)."""
    if not reason.strip():
        raise Invalid("请写明延长的理由。", {"reason": "请写明理由"})
    step = transitions.advance(lead, Action.EXTEND, actor=actor, is_on_paper=_by_paper(lead))
    if LeadClock.objects.filter(lead=lead, clock=Clock.LONGEST, is_void=True).exists():
        raise WrongState("结果反馈期限已经延长过一次，不能再延。")
    clocks.prolong(step.lead, Clock.LONGEST, limit_keys.LEAD_EXTENDED, at=actor.at)
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
        ticks=_ticks(lead, action, feedback, actor),
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


def _ticks(lead: Lead, action: Action, feedback: Feedback, actor: Reader) -> Ticks:
    """A result of what was taken in hand here is owed to a named reporter as well."""
    folder = lead.folders.filter(kind=FolderKind.REPORTER).first()
    is_result = action == Action.FEED_BACK and feedback.code != Outcome.FORWARDED
    if folder and is_result and reporter_page.is_kept(folder, Side.RECEIVER, seen_by=actor):
        return timing.RESULT_OWED
    return timing.ticks_of(action)


def _decided(
    lead: Lead, action: Action, on_paper: Suggestion | None, actor: Reader
) -> tuple[Lead, Suggestion]:
    """What was approved here; of a body outside, what its paper says."""
    lead, _ = transitions.ready(lead, action, actor=actor)
    if not _by_paper(lead):
        return lead, suggestions.approved(lead, action, actor=actor)
    return lead, on_paper or Suggestion(action)


def _kept_in(lead: Lead) -> FolderKind:
    """Where the receiver's own words lie; of a body outside they came on paper to us all."""
    return FolderKind.EXCHANGE if lead.route == Route.OUTWARD else FolderKind.INNER


def _by_paper(lead: Lead) -> bool:
    return lead.route == Route.OUTWARD


def _outside(lead: Lead) -> bool:
    return lead.route != Route.INSIDE
