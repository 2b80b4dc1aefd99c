"""A cleaned copy is drafted, approved by the head and published by another; then it is used."""

from __future__ import annotations

import hashlib

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.wording import clauses
from cases.models import RatingCase
from cases.window_ratings.rules import notice_kinds, outcomes
from cases.window_ratings.rules.outcomes import Use
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.services import recipients
from cases.window_ratings.services.transitions import advance

MOVED = "公示稿在您打开之后有变，请看过现在的内容再决定。"


def copy_digest(case: RatingCase) -> str:
    """Of what an approval of the copy stands for."""
    return hashlib.sha256(case.public_text.encode()).hexdigest()


@transaction.atomic
def draft_copy(case: RatingCase, *, actor: Viewer, text: str) -> RatingCase:
    """What the public may read: what happened and what was done, and nobody's name or number."""
    text = clauses.clean(text).strip()
    outcomes.check_clean(text, case.rating.rater_name)
    clauses.refuse_secrets(text)
    case = advance(case, Verb.COPY, actor=actor, public_text=text)
    recipients.tell_centre_head(notice_kinds.COPIED, case, actor=actor)
    return case


@transaction.atomic
def approve_copy(case: RatingCase, *, actor: Viewer, digest: str) -> RatingCase:
    """The head of the centre, who did not write it, approves these very words."""
    case = advance(case, Verb.APPROVE, actor=actor)
    if digest != copy_digest(case):
        raise Conflict(MOVED)
    return case


@transaction.atomic
def refuse_copy(case: RatingCase, *, actor: Viewer, reason: str, digest: str) -> RatingCase:
    """It is written anew."""
    text_limits.require(reason, "reason", "请写明退回的原因。")
    case = advance(case, Verb.REFUSE, actor=actor, words=reason)
    if digest != copy_digest(case):
        raise Conflict(MOVED)
    recipients.tell_centre(notice_kinds.RETURNED, case, actor=actor)
    return case


@transaction.atomic
def publish_copy(case: RatingCase, *, actor: Viewer, digest: str) -> RatingCase:
    """Somebody other than the approver puts it out."""
    case = advance(case, Verb.PUBLISH, actor=actor, published_on=actor.today)
    if digest != copy_digest(case):
        raise Conflict(MOVED)
    return case


@transaction.atomic
def record_use(case: RatingCase, *, actor: Viewer, use: str, words: str) -> RatingCase:
    """What the published result was used for; with it the loop is closed."""
    if use not in Use.values:
        raise Invalid("请选择结果怎样应用。", {"use": "请选择结果怎样应用。"})
    text_limits.require(words, "words", "请写明应用情况，例如计入哪一期评价。")
    said = f"{Use(use).label}：{clauses.clean(words).strip()}"
    return advance(case, Verb.APPLY, actor=actor, words=said, use=use)
