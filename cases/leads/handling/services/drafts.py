"""Draft a lead, change it, and decide whether it is sent: the sender's part until the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from django.utils import timezone

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.submissions.rules.edits import Read
from cases.leads.handling.models.signing import Signature
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.selectors import concerned_people
from cases.leads.handling.services import draft_edits, letters
from cases.leads.keys.selectors import seats
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Access, Exclusion, Lead, LeadStep
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.clocks import Clock, Ticks
from cases.leads.procedure.rules.content import Attachment, Matter, Note, Reporter
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.procedure import Action, Refusal
from cases.leads.procedure.rules.vocabulary import DECIDERS, Route, Side
from cases.leads.readers.services import named_readers, reporters
from cases.leads.steps.services import clocks, transitions
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind, begins_with
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together
from cases.letters.rules.wording import clauses
from cases.tickets.rules.closing import approvals

SELF_CONCERNED = "本件涉及您本人、您所在的单位或您申报的近亲属，按规定应当回避，请由其他同志起草。"
ABOVE = "涉及的人员或单位由上级管理。本件不录入内容，请在“密封转送”中登记编号和日期后转送上级。"
RECEIVER_CONCERNED = (
    "涉及本县纪检监察机关负责人或其所在单位，本件不录入内容，请在“密封转送”中登记后径送上一级。"
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is fixed with the draft: the way and the body outside where there is one."""

    route: str = Route.INSIDE
    body: str = ""
    reporter: Reporter = field(default_factory=Reporter)
    # The reporter asked not to be handed over: the sender's custodian keeps the name.
    reporter_stays: bool = False


@together()
def draft_lead(matter: Matter, beginning: Beginning, *, actor: Reader) -> Lead:
    """A member drafts a lead; whom it concerns is kept out from its first moment.

    Raises Invalid where the drafter itself is concerned, where somebody above the county is, or
    where it concerns those who would receive it: such a report goes on as a sealed stub.
    """
    content.check_draft(matter)
    reporter = content.kept_reporter(beginning.reporter)
    _check_side(beginning, actor)
    marks = concerned_people.marks_of(matter, seen_by=actor)
    _check_concerned(matter, beginning, marks, actor)
    lead = Lead.objects.create(
        county_id=actor.county_id,
        route=beginning.route,
        body=beginning.body,
        is_urgent=bool(matter.urgency),
        opened_at=actor.at,
        drafted_by_id=actor.cadre_id,
    )
    named_readers.shut_out(lead, marks, Reason.CONCERNED, actor=actor)
    _begin_folders(lead, matter, replace(beginning, reporter=reporter), actor)
    _begin_clocks(lead, matter, actor)
    transitions.trace(lead, Action.DRAFT, actor=actor, before="")
    return lead


@together()
def edit_lead(lead: Lead, matter: Matter, *, actor: Reader, read: Read) -> Piece:
    """Change what a draft says; every signature under the earlier text dies with it."""
    content.check_draft(matter)
    lead, _ = transitions.ready(lead, Action.EDIT, actor=actor)
    opened = own_file(lead, actor)
    matter = draft_edits.settled(opened, matter, read, actor=actor)
    marks = concerned_people.marks_of(matter, seen_by=actor)
    _check_concerned(matter, Beginning(lead.route, lead.body), marks, actor)
    stale = Exclusion.objects.filter(lead=lead, reason=Reason.CONCERNED).exclude(mark__in=marks)
    stale.delete()
    named_readers.shut_out(lead, marks, Reason.CONCERNED, actor=actor)
    piece = folders.put(
        opened, PieceKind.MATTER, content.as_bytes(matter), at=actor.at, by=actor.cadre_id
    )
    kill_signatures(lead, at=actor.at)
    urgent = bool(matter.urgency)
    if urgent != lead.is_urgent and lead.told_at is None:
        ticks = Ticks(starts=(Clock.TELL,)) if urgent else Ticks(ends=(Clock.TELL,))
        clocks.follow(lead, ticks, at=actor.at)
    transitions.advance(lead, Action.EDIT, actor=actor, is_urgent=urgent)
    return piece


@together()
def attach_file(lead: Lead, attachment: Attachment, data: bytes, *, actor: Reader) -> Piece:
    """A file goes locked into the draft's folder, or into the supplement that is asked for."""
    lead, _ = transitions.ready(lead, Action.EDIT, actor=actor)
    kill_signatures(lead, at=actor.at)
    trail.record("lead.attach", lead, actor=actor.viewer, size=len(data))
    return folders.put(
        own_file(lead, actor),
        PieceKind.ATTACHMENT,
        content.as_bytes(attachment),
        at=actor.at,
        by=actor.cadre_id,
        file=data,
    )


@together()
def detach_file(lead: Lead, piece_id: int, *, actor: Reader) -> None:
    """Take a file out of a draft."""
    lead, _ = transitions.ready(lead, Action.EDIT, actor=actor)
    opened = own_file(lead, actor)
    found = open_folders.pieces(opened.folder, PieceKind.ATTACHMENT, seen_by=actor)
    if not found.filter(pk=piece_id).update(removed_at=actor.at):
        raise WrongState("这个附件已经不在了，请刷新。")
    kill_signatures(lead, at=actor.at)
    trail.record("lead.detach", lead, actor=actor.viewer)


@together()
def propose_lead(lead: Lead, *, actor: Reader) -> LeadStep:
    """The draft is complete and goes to those who decide for the side (提请审批)."""
    lead, _ = transitions.ready(lead, Action.PROPOSE, actor=actor)
    content.check(letters.matter_in(own_file(lead, actor), actor))
    if not _other_decider(lead, actor):
        raise WrongState(
            "没有可以审批本件的负责人（须另有一人是本件授权阅知人，且不涉及回避）。"
            "请先在“成员”中补充，或指定其为授权阅知人。"
        )
    return transitions.advance(
        lead, Action.PROPOSE, actor=actor, proposed_by_id=actor.cadre_id, approved_by_id=None
    )


@together()
def recall_lead(lead: Lead, *, actor: Reader) -> LeadStep:
    """Take a proposal back to change it."""
    return transitions.advance(lead, Action.RECALL, actor=actor)


@together()
def hand_back(lead: Lead, reason: str, *, actor: Reader) -> LeadStep:
    """Who decides sends the draft back with what is to be changed; what was signed dies."""
    step = transitions.advance(lead, Action.HAND_BACK, actor=actor)
    kill_signatures(step.lead, at=actor.at)
    note(step, reason, actor=actor)
    return step


@together()
def refuse_lead(
    lead: Lead, refusal: Refusal, reason: str, *, actor: Reader, digest: str
) -> LeadStep:
    """It is no lead, or not one for this way (不予移送), with its reason."""
    lead, _ = transitions.ready(lead, Action.REFUSE, actor=actor)
    approvals.check_seen(digest, digest_of(own_file(lead, actor), actor))
    step = transitions.advance(
        lead, Action.REFUSE, actor=actor, refusal=refusal, closed_at=actor.at
    )
    note(step, reason, actor=actor)
    return step


@together()
def approve_lead(lead: Lead, *, actor: Reader, digest: str) -> LeadStep:
    """Sign for the draft as it was shown (`digest`); nobody signs what they wrote or proposed."""
    lead = transitions.look_again(lead, actor=actor)
    opened = own_file(lead, actor)
    wrote = open_folders.pieces(opened.folder, PieceKind.MATTER, seen_by=actor)
    authors = set(wrote.values_list("made_by_id", flat=True))
    if actor.cadre_id in authors | {lead.proposed_by_id, lead.drafted_by_id}:
        raise NotPermitted("不能审批自己起草、修改或提请的线索，请由另一位负责人审批。")
    now = digest_of(opened, actor)
    step = transitions.advance(lead, Action.APPROVE, actor=actor, approved_by_id=actor.cadre_id)
    approvals.check_seen(digest, now)
    Signature.objects.create(
        lead=lead,
        part=SignaturePart.APPROVAL,
        cadre_id=actor.cadre_id,
        at=actor.at,
        digest=now,
    )
    return step


def own_file(lead: Lead, actor: Reader) -> OpenFolder:
    """The lead's main folder, opened with the actor's key; WrongState where it is not theirs."""
    opened = open_folders.of_lead(lead, FolderKind.FILE, seen_by=actor)
    if opened is None:
        raise WrongState("本件的内容已经移交，您这里只保留编号、日期和结果。")
    return opened


def digest_of(opened: OpenFolder, actor: Reader) -> str:
    """What a signature stands on: the newest text and every file, under the folder's key.

    Made anew of what is read: the digests in the rows are what anybody with the database can move.
    """
    text = open_folders.latest(opened, PieceKind.MATTER, seen_by=actor)
    files = open_folders.pieces(opened.folder, PieceKind.ATTACHMENT, seen_by=actor)
    read = [text[1] if text else b"", *(open_folders.read(opened, piece) for piece in files)]
    parts = [crypto.keyed_digest(opened.key, data) for data in read]
    return crypto.keyed_digest(opened.key, "\n".join(parts).encode())


def kill_signatures(lead: Lead, *, at: datetime) -> int:
    """What was signed has changed: the signatures under it hold no longer."""
    return Signature.objects.filter(lead=lead, ended_at__isnull=True).update(ended_at=at)


def note(
    step: LeadStep, text: str, *, actor: Reader, kind: FolderKind = FolderKind.FILE
) -> Piece | None:
    """Lock what was said with a step; where it may not be read any longer, it is not kept."""
    opened = open_folders.of_lead(step.lead, kind, seen_by=actor)
    if opened is None or not text.strip():
        return None
    clauses.refuse_secrets(text)
    data = content.as_bytes(Note(text.strip()))
    return folders.put(opened, PieceKind.NOTE, data, at=actor.at, by=actor.cadre_id, step=step)


def _begin_folders(lead: Lead, matter: Matter, beginning: Beginning, actor: Reader) -> None:
    fitting = named_readers.fitting(lead, actor.side, actor=actor)
    first = [seat for seat in fitting if _reads_from_the_start(seat, actor)]
    named_readers.admit(lead, first, actor=actor)
    keys = [seat.key_pair for seat in first]
    opened = folders.begin(FolderKind.FILE, keys, trust=actor.trust, at=actor.at, lead=lead)
    folders.put(opened, PieceKind.MATTER, content.as_bytes(matter), at=actor.at, by=actor.cadre_id)
    if beginning.reporter:
        kept = _keep_reporter(lead, beginning.reporter, fitting, actor)
        reporters.enclose(lead, opened, kept, beginning.reporter_stays, actor=actor)


def _keep_reporter(
    lead: Lead, reporter: Reporter, fitting: Iterable[Seat], actor: Reader
) -> OpenFolder:
    """Only custodians hold this key; whoever typed the name cannot read it again."""
    custodians = [seat for seat in fitting if seat.member.is_custodian]
    if not custodians:
        raise WrongState("还没有反映人信息的保管人，请先由负责人在“成员”中指定，或按匿名登记。")
    named_readers.admit(lead, custodians, actor=actor)
    opened = folders.begin(
        FolderKind.REPORTER,
        [seat.key_pair for seat in custodians],
        trust=actor.trust,
        at=actor.at,
        lead=lead,
    )
    folders.put(
        opened, PieceKind.REPORTER, content.as_bytes(reporter), at=actor.at, by=actor.cadre_id
    )
    return opened


def _reads_from_the_start(seat: Seat, actor: Reader) -> bool:
    is_drafter = seat.member.pk == actor.member_id
    return is_drafter or begins_with(actor.side, seat.member.duty)


def _other_decider(lead: Lead, actor: Reader) -> bool:
    named = set(Access.objects.lasting().filter(lead=lead).values_list("member_id", flat=True))
    return any(
        seat.member.duty in DECIDERS
        and seat.member.pk in named
        and seat.member.cadre_id not in {actor.cadre_id, lead.drafted_by_id}
        for seat in named_readers.fitting(lead, actor.side, actor=actor)
    )


def _check_side(beginning: Beginning, actor: Reader) -> None:
    is_in = beginning.route == Route.INWARD
    if is_in != (actor.side == Side.RECEIVER) or (is_in and not actor.takes):
        raise NotPermitted("移出的线索由助企办起草；外单位移来的由纪委监委案管登记人登记。")
    if beginning.route != Route.INSIDE and not beginning.body:
        raise Invalid("请选择外单位。", {"body": "请选择"})


def _check_concerned(
    matter: Matter, beginning: Beginning, marks: frozenset[str], actor: Reader
) -> None:
    """What goes to another body may speak of anybody; what this county's body would have read
    may speak neither of those above it nor of its own head (工作规则第十五条: 不得录入).
    """
    is_for_us = beginning.route != Route.OUTWARD
    if is_for_us and content.belongs_above(matter):
        raise Invalid(ABOVE, {"persons": "由上级管理"})
    if marks & set(actor.marks):
        raise Invalid(SELF_CONCERNED)
    if is_for_us and not _may_be_received(marks, actor):
        raise Invalid(RECEIVER_CONCERNED)


def _may_be_received(marks: frozenset[str], actor: Reader) -> bool:
    """Whether the head of those who would receive it is untouched by it."""
    office = seats.office(actor.county_id, Side.RECEIVER, seen_by=actor)
    sitting = seats.seats(office, actor.at, seen_by=actor) if office else []
    heads = [seat for seat in sitting if seat.member.duty == "head"]
    return all(not seat.is_kept_from(marks) for seat in heads)


def _begin_clocks(lead: Lead, matter: Matter, actor: Reader) -> None:
    """What comes from outside on paper is only entered; the sender's terms are not ours."""
    found = _found_at(matter, actor)
    clocks.start(lead, Clock.PROPOSE, since=found)
    if lead.route != Route.INWARD:
        clocks.start(lead, Clock.WHOLE, since=found)
        if lead.is_urgent:
            clocks.start(lead, Clock.TELL, since=actor.at)


def _found_at(matter: Matter, actor: Reader) -> datetime:
    """The clock of the proposal counts from the day on which it was found."""
    found = timezone.make_aware(datetime.combine(matter.found_day, time.max))
    return min(found, actor.at)
