"""A letter is proposed by a clerk and decided by the head of the office, on the words they saw."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing, sheets, workflow
from cases.letters.rules.kinds import LetterState
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import refresh
from cases.letters.selectors.refresh import Fresh
from cases.letters.services import circulars, recipients
from cases.letters.services.drafting import ready, trace
from cases.models import Letter, LetterApproval


@transaction.atomic
def propose_letter(letter: Letter, *, actor: Viewer) -> Letter:
    """Looked over and found right: it goes to the head of the organ that writes it."""
    letter = ready(letter, LetterVerb.PROPOSE, actor=actor)
    letter.state, letter.proposed_at = LetterState.PROPOSED, actor.at
    letter.proposed_by_id = actor.person_id
    letter.save(update_fields=["state", "proposed_by", "proposed_at"])
    trace(letter, LetterVerb.PROPOSE, actor=actor)
    recipients.tell_heads("letter_proposed", letter, actor=actor)
    return letter


@transaction.atomic
def approve_letter(letter: Letter, *, actor: Viewer, digest: str, note: str = "") -> Letter:
    """The head approves these words, with the facts of today, and no others; it may be issued."""
    letter, fresh = _judged(letter, LetterVerb.APPROVE, actor, digest)
    circulars.check_items(letter)
    letter.state = LetterState.APPROVED
    _rewrite(letter, fresh)
    letter.save(update_fields=["state", *_WORDS])
    _sign(letter, actor, digest, is_approved=True, note=note)
    trace(letter, LetterVerb.APPROVE, actor=actor)
    recipients.tell_person("letter_approved", letter, letter.proposed_by_id, actor=actor)
    return letter


@transaction.atomic
def refuse_letter(letter: Letter, *, actor: Viewer, digest: str, reason: str) -> Letter:
    """The head does not approve it; it is a draft again, and the reason stays with it."""
    text_limits.require(reason, "reason", "请写明退回的原因。")
    letter, _ = _judged(letter, LetterVerb.REFUSE, actor, digest)
    _sign(letter, actor, digest, is_approved=False, note=reason)
    proposed_by = letter.proposed_by_id
    letter.state, letter.proposed_by, letter.proposed_at = LetterState.DRAFT, None, None
    letter.save(update_fields=["state", "proposed_by", "proposed_at"])
    trace(letter, LetterVerb.REFUSE, actor=actor)
    recipients.tell_person("letter_refused", letter, proposed_by, actor=actor)
    return letter


def standing_approval(letter: Letter) -> LetterApproval:
    """Return what the head said last, of these very words; whatever was changed since, ends it.

    Raises `Conflict` where nothing stands.
    """
    last = LetterApproval.objects.filter(letter=letter).last()
    digest = composing.signed_digest(letter.sheet, letter.unit_id, letter.reply_days)
    if last is None or not last.is_approved or last.digest != digest:
        raise Conflict("文书审批后改过，请重新送审。")
    return last


def retract_approval(letter: Letter, *, actor: Viewer) -> None:
    """It was approved by one press and taken back at once: both stay on record."""
    _sign(letter, actor, letter.digest, is_approved=False, note="十秒内撤回。")
    audit.record("letter.taken_back", letter, actor=actor)


_WORDS = ("sheet", "composed", "title", "digest")


def _judged(letter: Letter, verb: LetterVerb, actor: Viewer, digest: str) -> tuple[Letter, Fresh]:
    """What is decided on are the words with the facts of today, as the page showed them."""
    letter = ready(letter, verb, actor=actor)
    fresh = refresh.of_letter(letter, seen_by=actor)
    if digest != fresh.digest:
        raise Conflict("文书的文字或所述事实在您打开之后有变，请看过现在的内容再决定。")
    return letter, fresh


def _rewrite(letter: Letter, fresh: Fresh) -> None:
    if fresh.is_new:
        letter.sheet, letter.digest = sheets.as_data(fresh.sheet), fresh.digest
        letter.title, letter.composed = fresh.sheet.title, fresh.composed


def _sign(letter: Letter, actor: Viewer, digest: str, *, is_approved: bool, note: str) -> None:
    post = workflow.post_for(actor, LetterVerb.APPROVE, letter.organ, letter.kind)
    LetterApproval.objects.create(
        letter=letter,
        is_approved=is_approved,
        signed_by_id=actor.person_id,
        principal_id=post.principal_id if post else None,
        posting_id=post.posting_id if post else None,
        signed_at=actor.at,
        digest=digest,
        note=note.strip(),
    )
