"""The tabs of the list of letters, and who is offered which."""

from __future__ import annotations

from django.db.models import Q, TextChoices

from cases.letters.rules.kinds import LetterState


class Tab(TextChoices):
    DRAFT = "draft", "草拟"
    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "待编号"
    UNDELIVERED = "undelivered", "待用印送达"
    UNANSWERED = "unanswered", "待回复"
    # What waits for this person: their units' replies, their own decision.
    TO_ANSWER = "to_answer", "待本单位回复"
    TO_APPROVE = "to_approve", "待我审批"
    ALL = "all", "全部"


AWAITING = Q(
    state=LetterState.ISSUED, reply_due_on__isnull=False, replied_on__isnull=True, excused_why=""
)
TABS: dict[str, Q] = {
    Tab.DRAFT: Q(state=LetterState.DRAFT),
    Tab.PROPOSED: Q(state=LetterState.PROPOSED),
    Tab.APPROVED: Q(state=LetterState.APPROVED),
    Tab.UNDELIVERED: Q(state=LetterState.ISSUED, delivered_on__isnull=True),
    Tab.UNANSWERED: AWAITING,
    Tab.ALL: Q(),
}
OF_OFFICE = (Tab.DRAFT, Tab.PROPOSED, Tab.APPROVED, Tab.UNDELIVERED, Tab.UNANSWERED)
# To whom a letter is addressed sees none before it is issued.
OF_UNITS = (Tab.UNANSWERED,)
