"""Feedback as somebody may read it: one's own, and the office all of its county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from cadres.errors import Absent
from cadres.models import Feedback
from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer

GIVEN, ANSWERED = "feedback_given", "feedback_answered"
SHOWN_OF_TEXT = 60


def rows(*, seen_by: Viewer) -> QuerySet[Feedback]:
    """Return what the viewer gave, and what their office is to answer; the newest first."""
    own = Q(given_by_id=seen_by.cadre_id) if seen_by.cadre_id else Q(pk__in=())
    office = Q(county_id__any_of=seen_by.office_county_ids)
    found = Feedback.objects.filter(own | office)
    return found.select_related("given_by", "answered_by").order_by("-given_at", "-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Feedback:
    """Return one; hidden and missing look the same from outside."""
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这条意见。")
    return found


def may_answer(feedback: Feedback, *, seen_by: Viewer) -> bool:
    """The office of the county answers, once, and nobody their own."""
    is_own = feedback.given_by_id == seen_by.cadre_id
    is_office = feedback.county_id in seen_by.office_county_ids
    return is_office and not is_own and feedback.answered_at is None


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """The office learns that somebody said something, who said it that there is an answer."""
    wanted = {pk for pks in owed.values() for pk in pks}
    known = {row.pk: row for row in rows(seen_by=reader).filter(pk__in=wanted)}
    return {
        (kind, pk): _message(kind, known[pk])
        for kind, pks in owed.items()
        for pk in pks
        if pk in known
    }


def _message(kind: str, row: Feedback) -> Message:
    given = kind == GIVEN
    said = row.text if given else row.answer
    return Message(
        title="收到意见反馈" if given else "您的意见有答复",
        text=f"{row.given_by if given else row.answered_by}：{said[:SHOWN_OF_TEXT]}",
        url=reverse("cadres:feedback-detail", args=[row.pk]),
    )
