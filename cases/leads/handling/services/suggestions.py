"""拟办 and its approval: proposed in the receiver's own folder, signed by a leader."""

from __future__ import annotations

from cadres.deadlines.selectors import limits
from cadres.errors import Invalid, NotPermitted, WrongState
from cases.leads.handling.models.signing import Signature
from cases.leads.handling.rules import suggestions as rules
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.rules.suggestions import Opinion, Suggestion
from cases.leads.handling.selectors import suggestions as proposals
from cases.leads.handling.selectors.suggestions import Standing
from cases.leads.handling.services import delivery, drafts
from cases.leads.keys.selectors import seats
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.rules import content, limit_keys
from cases.leads.procedure.rules.clocks import AFTER_RETURN, ticks_of
from cases.leads.procedure.rules.procedure import Action, State
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.readers.services import named_readers
from cases.leads.steps.services import transitions
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders
from cases.leads.vault.services.room_transaction import together
from cases.letters.rules.wording import clauses
from cases.tickets.rules.closing import approvals

NOT_YOURS = "拟办卷没有交给您，请负责人指定您为授权阅知人。"
CHANGED = "审批之后内容有改动，原审批已失效，请退回重拟。"
OWN = "不能审批自己提出的拟办意见，请由另一位负责人审批。"


@together()
def suggest_lead(lead: Lead, suggestion: Suggestion, *, actor: Reader) -> LeadStep:
    """Propose what is to be done (拟办); to whom it goes for approval becomes a reader by it."""
    lead, _ = transitions.ready(lead, Action.SUGGEST, actor=actor)
    rules.check(suggestion)
    clauses.refuse_secrets(suggestion.text, suggestion.told)
    if suggestion.opinion == Opinion.RETURN:
        check_rounds(lead, actor=actor)
    if suggestion.opinion == Opinion.ACCEPT:
        _fitting(lead, suggestion.handler_id, "handler_id", actor)
    approver = _approver(lead, suggestion, actor)
    ticks = AFTER_RETURN if lead.state == State.RETURNED else ticks_of(Action.SUGGEST)
    step = transitions.advance(lead, Action.SUGGEST, actor=actor, ticks=ticks)
    opened = _own_folder(step.lead, actor)
    data = content.as_bytes(suggestion)
    folders.put(opened, PieceKind.SUGGESTION, data, at=actor.at, by=actor.cadre_id, step=step)
    name_if_new(step.lead, approver.member.pk, actor=actor)
    return step


@together()
def decide_lead(lead: Lead, *, actor: Reader, digest: str) -> LeadStep:
    """Sign for the file and the proposal as they were shown (`digest`); then it is carried out."""
    lead, _ = transitions.ready(lead, Action.DECIDE, actor=actor)
    proposed = _standing(lead, actor)
    if proposed.piece.made_by_id == actor.cadre_id:
        raise NotPermitted(OWN)
    if not rules.may_decide(proposed.said.opinion, actor.duty):
        raise NotPermitted(rules.HEAD_ONLY)
    now = digest_of(lead, proposed, actor=actor)
    approvals.check_seen(digest, now)
    step = transitions.advance(lead, Action.DECIDE, actor=actor)
    Signature.objects.create(
        lead=lead,
        part=SignaturePart.DECISION,
        cadre_id=actor.cadre_id,
        at=actor.at,
        digest=now,
    )
    return step


@together()
def rework_lead(lead: Lead, reason: str, *, actor: Reader) -> LeadStep:
    """Who decides wants another proposal (退回重拟); what was signed for this one dies."""
    if not reason.strip():
        raise Invalid("请写明为什么退回。", {"reason": "请写明理由"})
    step = transitions.advance(lead, Action.REWORK, actor=actor)
    signed = Signature.objects.filter(lead=lead, part=SignaturePart.DECISION)
    signed.filter(ended_at__isnull=True).update(ended_at=actor.at)
    drafts.note(step, reason, actor=actor, kind=FolderKind.INNER)
    return step


def approved(lead: Lead, action: Action, *, actor: Reader) -> Suggestion:
    """What was approved, where it is this step; the signature must stand on what is there now."""
    proposed = _standing(lead, actor)
    if proposed.said.opinion != action:
        raise WrongState(f"批准的是“{proposed.said.opinion_label}”，请照此办理，或者退回重拟。")
    if not proposals.is_signed(lead, digest_of(lead, proposed, actor=actor), seen_by=actor):
        raise WrongState(CHANGED)
    return proposed.said


def digest_of(lead: Lead, proposed: Standing | None = None, *, actor: Reader) -> str:
    """The digest under which an approval is given: of the file and of the proposal."""
    found = proposed or _standing(lead, actor)
    file_digest = drafts.digest_of(drafts.own_file(lead, actor), actor)
    return proposals.digest_of(file_digest, found, lead, seen_by=actor)


def check_rounds(lead: Lead, *, actor: Reader) -> None:
    """Asked for more at most as often as the county's limit allows."""
    most = limits.find(limit_keys.LEAD_ROUNDS, "", actor.today, lead.county_id).amount
    if lead.rounds >= most:
        raise WrongState(f"已经退回补充 {lead.rounds} 次，按规定最多 {most} 次，请决定受理或退回。")


def name_if_new(lead: Lead, member_id: int | None, *, actor: Reader) -> None:
    """Make a member a reader of all that the actor reads, where it is not one yet."""
    if member_id in (None, actor.member_id):
        return
    seat = named_readers.seat_of(member_id, actor=actor)
    if not named_readers.reads_as_much(lead, seat, actor=actor):
        named_readers.name_reader(lead, member_id, actor=actor)


def _approver(lead: Lead, suggestion: Suggestion, actor: Reader) -> Seat:
    seat = _fitting(lead, suggestion.to_id, "to_id", actor)
    if seat.member.pk == actor.member_id:
        raise Invalid(OWN, {"to_id": "请另选一人"})
    if not rules.may_decide(suggestion.opinion, seat.member.duty):
        raise Invalid(_why_not(suggestion.opinion), {"to_id": "请另选一人"})
    return seat


def _why_not(opinion: str) -> str:
    return rules.HEAD_ONLY if opinion == Opinion.ACCEPT else "拟办由负责人或者分管负责人审批。"


def _fitting(lead: Lead, member_id: int | None, field: str, actor: Reader) -> Seat:
    """A colleague with a key who is not kept out; without a word by what."""
    assert member_id is not None
    seat = named_readers.seat_of(member_id, actor=actor)
    if seat.is_kept_from(seats.marks_on(lead, seen_by=actor)):
        raise Invalid("按回避规定，不能指定这位同志。", {field: "请另选一人"})
    return seat


def _standing(lead: Lead, actor: Reader) -> Standing:
    proposed = proposals.standing(lead, seen_by=actor)
    if proposed is None:
        raise WrongState(NOT_YOURS)
    return proposed


def _own_folder(lead: Lead, actor: Reader) -> OpenFolder:
    """The receiver's own folder: what it considers is for its readers alone."""
    if not lead.folders.filter(kind=FolderKind.INNER).exists():
        own = [seat.key_pair for seat in delivery.named(lead, Side.RECEIVER, actor=actor)]
        return folders.begin(FolderKind.INNER, own, trust=actor.trust, at=actor.at, lead=lead)
    opened = open_folders.of_lead(lead, FolderKind.INNER, seen_by=actor)
    if opened is None:
        raise WrongState(NOT_YOURS)
    return opened
