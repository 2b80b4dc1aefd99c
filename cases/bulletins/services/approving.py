"""A bulletin is proposed by the office and decided by somebody who wrote nothing of it."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import workflow
from cases.bulletins.rules.kinds import BulletinState
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.services import recipients
from cases.bulletins.services.drafting import ready, trace
from cases.models import Bulletin, BulletinApproval

CHANGED = "通报在您打开之后改过，请看过现在的内容再决定。"


@transaction.atomic
def propose_bulletin(row: Bulletin, *, actor: Viewer) -> Bulletin:
    """Looked over and found right: it goes to those who approve bulletins."""
    row = ready(row, BulletinVerb.PROPOSE, actor=actor)
    row.state, row.proposed_at = BulletinState.PROPOSED, actor.at
    row.proposed_by_id = actor.person_id
    row.save(update_fields=["state", "proposed_by", "proposed_at"])
    trace(row, BulletinVerb.PROPOSE, actor=actor)
    recipients.tell_approvers("bulletin_proposed", row, actor=actor)
    return row


@transaction.atomic
def approve_bulletin(row: Bulletin, *, actor: Viewer, digest: str, note: str = "") -> Bulletin:
    """These words and these figures are approved, and no others."""
    row = _judged(row, BulletinVerb.APPROVE, actor, digest)
    row.state = BulletinState.APPROVED
    row.save(update_fields=["state"])
    _sign(row, actor, is_approved=True, note=note)
    trace(row, BulletinVerb.APPROVE, actor=actor)
    recipients.tell_person("bulletin_approved", row, row.proposed_by_id, actor=actor)
    return row


@transaction.atomic
def refuse_bulletin(row: Bulletin, *, actor: Viewer, digest: str, reason: str) -> Bulletin:
    """It is not approved; it is a draft again, and the reason stays with it."""
    text_limits.require(reason, "reason", "请写明退回的原因。")
    row = _judged(row, BulletinVerb.REFUSE, actor, digest)
    _sign(row, actor, is_approved=False, note=reason)
    proposed_by = row.proposed_by_id
    row.state, row.proposed_by, row.proposed_at = BulletinState.DRAFT, None, None
    row.save(update_fields=["state", "proposed_by", "proposed_at"])
    trace(row, BulletinVerb.REFUSE, actor=actor)
    recipients.tell_person("bulletin_refused", row, proposed_by, actor=actor)
    return row


def _judged(row: Bulletin, verb: BulletinVerb, actor: Viewer, digest: str) -> Bulletin:
    row = ready(row, verb, actor=actor)
    if digest != row.digest:
        raise Conflict(CHANGED)
    return row


def _sign(row: Bulletin, actor: Viewer, *, is_approved: bool, note: str) -> None:
    post = workflow.post_for(actor, BulletinVerb.APPROVE)
    BulletinApproval.objects.create(
        bulletin=row,
        is_approved=is_approved,
        signed_by_id=actor.person_id,
        principal_id=post.principal_id if post else None,
        signed_at=actor.at,
        digest=row.digest,
        note=note.strip(),
    )
