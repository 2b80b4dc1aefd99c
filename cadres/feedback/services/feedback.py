"""Somebody says what they think of the software, and the office answers."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.feedback.selectors import feedback as found
from cadres.models import Feedback, Posting
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

LONGEST_PAGE = 200
NO_COUNTY = "尚未授予岗位权限，不知道该交给哪个县的助企办；请先联系本单位负责人。"


@transaction.atomic
def give_feedback(text: str, *, actor: Viewer, page: str = "") -> Feedback:
    """A remark lands with the office of the giver's county, which is told."""
    text_limits.require(text, "text", "请写下您的意见。")
    if actor.cadre_id is None or not actor.home_county_ids:
        raise Invalid(NO_COUNTY)
    row = Feedback.objects.create(
        county_id=actor.home_county_ids[0],
        given_by_id=actor.cadre_id,
        given_at=actor.at,
        text=text.strip(),
        page=page[:LONGEST_PAGE] if page.startswith("/") else "",
    )
    audit.record("feedback.give", row, actor=actor)
    office = Posting.objects.in_force(actor.today).in_region(row.county_id)
    clerks = office.holding(Role.OFFICE_CLERK, Role.OFFICE_HEAD).cadre_ids()
    outbox.queue(found.GIVEN, row.pk, to=clerks, actor=actor, once_per="once")
    return row


@transaction.atomic
def answer_feedback(row: Feedback, answer: str, *, actor: Viewer) -> Feedback:
    """The office answers once; whoever said it is told."""
    Feedback.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = found.fetch(row.pk, seen_by=actor)
    if row.answered_at is not None:
        raise Conflict("这条意见已经答复了，请刷新页面看看。")
    if not found.may_answer(row, seen_by=actor):
        raise NotPermitted("意见由县助企办答复，本人提出的由同事答复。")
    text_limits.require(answer, "answer", "请填写答复。")
    row.answer, row.answered_by_id, row.answered_at = answer.strip(), actor.cadre_id, actor.at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("feedback.answer", row, actor=actor)
    outbox.queue(found.ANSWERED, row.pk, to=[row.given_by_id], actor=actor, once_per="once")
    return row
