"""Who gave a rating is shown to those who must talk to them, each time on record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingCase, WindowRating
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.rules.ratings import RatingVerb
from cases.window_ratings.selectors import case_page, ratings
from cases.window_ratings.services.transitions import advance

CONFIDENTIAL = "评价人的姓名和电话保密，只对政务服务中心显示；单位确需联系的，请向中心说明。"


@dataclass(frozen=True, slots=True)
class Rater:
    """Who gave the rating, as far as they said."""

    name: str
    phone: str


@transaction.atomic
def reveal_rater(rating: WindowRating, *, actor: Viewer) -> Rater:
    """Show who it was; the trail says to whom it was shown."""
    rating = ratings.fetch(rating.pk, seen_by=actor)
    if not case_page.may_reveal(rating, seen_by=actor):
        raise NotPermitted(CONFIDENTIAL)
    if not (rating.rater_name or rating.rater_phone):
        raise Invalid("评价人没有留下姓名和电话。")
    audit.record(f"rating.{RatingVerb.REVEAL}", rating, actor=actor)
    return Rater(rating.rater_name, rating.rater_phone)


@transaction.atomic
def share_contact(case: RatingCase, *, actor: Viewer, reason: str) -> RatingCase:
    """The centre lets the unit ask for name and number, and says what for."""
    text_limits.require(reason, "reason", "请写明单位为什么需要联系评价人。")
    return advance(case, Verb.SHARE, actor=actor, words=reason, is_contact_shared=True)
