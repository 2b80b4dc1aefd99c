"""What whoever rated a section sees of it: where it stands, what was answered, and nobody's name.

No note of the centre and nothing of an appeal's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.code_ratings.rules import progress
from cases.models import RatingCase, RatingClock, SectionRating, WindowRating
from cases.tickets.rules.closing.link_digests import digest_of
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.rules.tags import Tag
from cases.window_ratings.selectors import ratings
from enterprises.models import OfficeLine
from enterprises.register.selectors import gate_codes

ABSENT = "没有这个链接。地址可能没有复制完整，请回到保存它的地方重新点开。"


@dataclass(frozen=True, slots=True)
class FollowedRating:
    """A rating as it stands; `answers` are what the unit says, each under what it was asked."""

    rating: WindowRating
    tags: Sequence[str]
    situation: str
    answers: Sequence[tuple[str, str]]
    public_text: str
    published_on: date | None
    # Until when it is taken up, while that is open.
    start_by: date | None
    line: OfficeLine


def of(token: str, *, seen_by: Viewer) -> FollowedRating:
    """Return the page of a secret link; raise Absent where it is none."""
    found = SectionRating.objects.select_related("rating__county", "rating__unit")
    row = found.filter(follow_digest=digest_of(token)).first()
    if row is None:
        raise Absent(ABSENT)
    rating = row.rating
    case = ratings.case_of(rating.pk, seen_by=seen_by)
    is_public = case is not None and case.state in progress.PUBLIC
    return FollowedRating(
        rating=rating,
        tags=[Tag(one).label for one in rating.tags],
        situation=progress.words(case.state if case else "", rating.unit.name),
        answers=_answers(case),
        public_text=case.public_text if case and is_public else "",
        published_on=case.published_on if case and is_public else None,
        start_by=start_by(rating, seen_by=seen_by),
        line=gate_codes.office_line(rating.county, seen_by=seen_by),
    )


def start_by(rating: WindowRating, *, seen_by: Viewer) -> date | None:
    """Return by when the centre takes a bad one up, until it has."""
    waiting = RatingClock.objects.filter(
        case__rating=rating, case__state=State.FILED, ended__isnull=True
    )
    return waiting.values_list("due_on", flat=True).first() if seen_by.is_system else None


def _answers(case: RatingCase | None) -> list[tuple[str, str]]:
    if case is None or case.state not in progress.TOLD or not case.demand:
        return []
    asked = ASKED[Demand(case.demand)]
    given = ((asked.first, case.answer), (asked.second, case.second))
    return [(label, rules.without_phones(text)) for label, text in given if text]
