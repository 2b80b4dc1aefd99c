"""From the approved draft to the receiver's signature: the letter, its delivery, its receipt."""

from __future__ import annotations

from collections.abc import Sequence

from cadres.errors import Invalid, WrongState
from cases.leads.handling.models.signing import Signature
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.services import archive, drafts, letters
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.content import Attachment, Note
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import TAKERS, Route, Side
from cases.leads.readers.services import named_readers, reporters
from cases.leads.steps.services import transitions
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services import folders
from cases.leads.vault.services.room_transaction import together
from cases.letters.rules.wording import clauses
from cases.letters.services.issuing import Printer
from cases.tickets.rules.closing import approvals

CHANGED = "审批之后内容有改动，原审批已失效，请退回修改后重新提请审批。"
NOBODY = "本县纪委监委还没有可以接收的案管登记人（须已建钥匙，且不涉及回避），暂时不能送达。"


@together()
def tell_lead(lead: Lead, to_whom: str, *, actor: Reader) -> LeadStep:
    """Urgent: by word on the same day (先行告知（当面）); the letter follows within its hours."""
    lead, _ = transitions.ready(lead, Action.TELL, actor=actor)
    if not lead.is_urgent:
        raise WrongState("只有标为紧急的线索才能先行告知（当面）。")
    if lead.told_at:
        raise WrongState("已经登记过先行告知（当面），请尽快补函。")
    if not to_whom.strip():
        raise Invalid("请写明口头告知了谁。", {"to_whom": "单位、姓名和时间"})
    step = transitions.advance(lead, Action.TELL, actor=actor, told_at=actor.at)
    drafts.note(step, to_whom, actor=actor)
    return step


@together()
def issue_letter(lead: Lead, *, actor: Reader, printer: Printer) -> LeadStep:
    """Number and freeze the transfer letter (出具移送函).

    Raises WrongState where the draft was changed after it was approved.
    """
    lead, _ = transitions.ready(lead, Action.ISSUE, actor=actor)
    opened = drafts.own_file(lead, actor)
    if not has_signature(lead, SignaturePart.APPROVAL, drafts.digest_of(opened, actor)):
        raise WrongState(CHANGED)
    number = letters.next_number(actor=actor)
    step = transitions.advance(lead, Action.ISSUE, actor=actor, number=number, issued_at=actor.at)
    letters.freeze_transfer(step.lead, opened, step, printer, actor=actor)
    return step


@together()
def deliver_lead(
    lead: Lead, *, actor: Reader, digest: str, receipt: str = "", kept: KeptCopy | None = None
) -> LeadStep:
    """Hand it over (送达). Inside the county the receiver's takers are given the keys now.

    `kept` says where the sender's own paper lies: its content goes when the other signs for it.
    """
    lead, _ = transitions.ready(lead, Action.DELIVER, actor=actor)
    is_on_paper = lead.route != Route.INSIDE
    number = lead.number or letters.register_number(actor=actor)
    step = transitions.advance(
        lead,
        Action.DELIVER,
        actor=actor,
        number=number,
        delivered_at=actor.at,
        is_on_paper=is_on_paper,
    )
    opened = drafts.own_file(step.lead, actor)
    now = drafts.digest_of(opened, actor)
    approvals.check_seen(digest, now)
    _sign(step.lead, SignaturePart.HAND_OVER, now, actor)
    _begin_exchange(step.lead, actor)
    if lead.route != Route.INWARD:
        own = named(step.lead, actor.side, actor=actor)
        archive.keep(step, kept or KeptCopy("", "", ""), own, actor=actor)
    if not is_on_paper:
        _give_to_receiver(step.lead, actor)
    drafts.note(step, receipt, actor=actor, kind=FolderKind.EXCHANGE)
    return step


@together()
def sign_lead(lead: Lead, receipt: str, *, actor: Reader, digest: str) -> LeadStep:
    """The receiver signs for it (签收); the sender's keys of the file end with it.

    `receipt` says how many copies, and who took them; on paper it comes from the 回执.
    """
    lead, _ = transitions.ready(lead, Action.SIGN, actor=actor)
    opened = drafts.own_file(lead, actor)
    now = drafts.digest_of(opened, actor)
    approvals.check_seen(digest, now)
    if not has_signature(lead, SignaturePart.HAND_OVER, now):
        raise WrongState("收到的内容与移交时不一致，请勿签收，并通知移送方核对。")
    step = transitions.advance(
        lead,
        Action.SIGN,
        actor=actor,
        signed_at=actor.at,
        is_on_paper=lead.route == Route.OUTWARD,
    )
    _sign(step.lead, SignaturePart.RECEIPT, now, actor)
    drafts.note(step, receipt, actor=actor, kind=FolderKind.EXCHANGE)
    reporters.take_over(step.lead, opened, actor=actor)
    if lead.route != Route.INWARD:
        named_readers.give_away(step.lead)
    return step


@together()
def supply_lead(
    lead: Lead, text: str, files: Sequence[tuple[Attachment, bytes]], *, actor: Reader
) -> LeadStep:
    """The sender supplies what was asked for (补充材料), in a folder that it at once gives away."""
    if not text.strip():
        raise Invalid("请写明补充了什么。", {"text": "请写明补充的情况"})
    step = transitions.advance(
        lead, Action.SUPPLY, actor=actor, is_on_paper=lead.route == Route.OUTWARD
    )
    if lead.route == Route.OUTWARD:  # what went on paper is not kept here
        drafts.note(step, text, actor=actor, kind=FolderKind.EXCHANGE)
        return step
    keys = [seat.key_pair for seat in named(step.lead, Side.RECEIVER, actor=actor)]
    opened = folders.begin(
        FolderKind.SUPPLEMENT, keys, trust=actor.trust, at=actor.at, lead=step.lead
    )
    clauses.refuse_secrets(text)
    note = content.as_bytes(Note(text.strip()))
    folders.put(opened, PieceKind.NOTE, note, at=actor.at, by=actor.cadre_id, step=step)
    for attachment, data in files:
        folders.put(
            opened,
            PieceKind.ATTACHMENT,
            content.as_bytes(attachment),
            at=actor.at,
            by=actor.cadre_id,
            step=step,
            file=data,
        )
    return step


def named(lead: Lead, side: Side, *, actor: Reader) -> list[Seat]:
    """Everybody of a side who reads the lead's file now, and not for hours only.

    Not a custodian who is there for the reporter's name alone.
    """
    held = Wrap.objects.lasting().filter(folder__lead=lead, folder__kind=FolderKind.FILE)
    keys = set(held.values_list("key_pair_id", flat=True))
    return [s for s in named_readers.fitting(lead, side, actor=actor) if s.key_pair.pk in keys]


def has_signature(lead: Lead, part: str, digest: str) -> bool:
    """Whether a living signature of this part stands on exactly this content."""
    found = Signature.objects.filter(lead=lead, part=part, ended_at__isnull=True)
    return found.filter(digest=digest).exists()


def _sign(lead: Lead, part: str, digest: str, actor: Reader) -> Signature:
    return Signature.objects.create(
        lead=lead, part=part, cadre_id=actor.cadre_id, at=actor.at, digest=digest
    )


def _begin_exchange(lead: Lead, actor: Reader) -> None:
    """What both sides say to each other from now on has a folder that stays open to both."""
    own = [seat.key_pair for seat in named(lead, actor.side, actor=actor)]
    folders.begin(FolderKind.EXCHANGE, own, trust=actor.trust, at=actor.at, lead=lead)


def _give_to_receiver(lead: Lead, actor: Reader) -> None:
    fitting = named_readers.fitting(lead, Side.RECEIVER, actor=actor)
    takers = [seat for seat in fitting if seat.member.duty in TAKERS]
    if not takers:
        raise WrongState(NOBODY)
    named_readers.admit(lead, takers, actor=actor)
    for opened in open_folders.all_of_lead(lead, seen_by=actor):
        if opened.folder.kind in (FolderKind.FILE, FolderKind.EXCHANGE):
            folders.share(
                opened, [seat.key_pair for seat in takers], trust=actor.trust, at=actor.at
            )
