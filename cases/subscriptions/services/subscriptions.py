"""Somebody has a list or report sent to colleagues, stops it, or leaves it; the sweep sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.jobs.services import job_runs
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Subscription
from cases.subscriptions.rules import rhythms
from cases.subscriptions.rules.rhythms import LONGEST_NAME, MOST_READERS, Rhythm, last_due
from cases.subscriptions.selectors import lists, subscriptions


@transaction.atomic
def subscribe(
    *, actor: Viewer, name: str, what: str, rhythm: str, readers: Sequence[int]
) -> Subscription:
    """From the next Monday or first of a month on these colleagues are told that it is ready.

    `what` is a list that the owner may read with any filters of it: `tickets?due=late`. Raises
    Invalid, NotPermitted.
    """
    if not rhythms.may_subscribe(actor):
        raise NotPermitted(rhythms.SUBSCRIBED_BY)
    text_limits.require(name, "name", "请填写名称。")
    _check(actor, name, what, rhythm, readers)
    subject, _, written = what.partition("?")
    query = lists.checked_query(subject, written, seen_by=actor)
    row = Subscription.objects.create(
        owner_id=actor.person_id,
        county_id=actor.home_county_ids[0],
        name=name.strip(),
        subject=subject,
        query=query,
        rhythm=rhythm,
        started_on=actor.today,
    )
    row.readers.set(readers)
    audit.record("subscription.start", row, actor=actor, what=what[:200], readers=list(readers))
    return row


@transaction.atomic
def leave(row: Subscription, *, actor: Viewer) -> None:
    """Its owner stops it for all; a reader is told no longer."""
    row = subscriptions.fetch(row.pk, seen_by=actor)
    if row.owner_id == actor.cadre_id:
        row.stopped_at = actor.at
        row.save(update_fields=["stopped_at"])
        audit.record("subscription.stop", row, actor=actor)
        return
    row.readers.remove(actor.person_id)
    audit.record("subscription.leave", row, actor=actor)


def sweep(at: datetime) -> int:
    """Tell the readers of everything that is due, once for each Monday or first of a month.

    What a worker that was down has missed goes out late; one that fails stops none of the others.
    """
    found = Subscription.objects.filter(stopped_at__isnull=True)
    return job_runs.each("subscription", found, lambda row: _send(row, at))


def _check(actor: Viewer, name: str, what: str, rhythm: str, readers: Sequence[int]) -> None:
    problems = {}
    if len(name.strip()) > LONGEST_NAME:
        problems["name"] = f"名称最多 {LONGEST_NAME} 字。"
    subject, _, query = what.partition("?")
    if not lists.may_read(subject, query, seen_by=actor):
        problems["what"] = "请选择送阅内容：您能打开的列表，和您看得到的筛选条件。"
    if rhythm not in Rhythm.values:
        problems["rhythm"] = "请选择时间。"
    if not readers:
        problems["readers"] = "请选择送给哪些同事。"
    elif len(readers) > MOST_READERS:
        problems["readers"] = f"最多送给 {MOST_READERS} 人。"
    elif set(readers) - set(subscriptions.colleagues(actor.today, seen_by=actor)):
        problems["readers"] = "只能送给本单位和助企办、督查、县领导的同事。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)


@transaction.atomic
def _send(row: Subscription, at: datetime) -> int:
    actor = Viewer.system(at)
    locked = Subscription.objects.select_for_update(no_key=True).filter(pk=row.pk)
    fresh = locked.filter(stopped_at__isnull=True).first()
    if fresh is None:
        return 0
    due = last_due(Rhythm(fresh.rhythm), actor.today)
    if due <= (fresh.sent_for or fresh.started_on):
        return 0
    fresh.sent_for = due
    fresh.save(update_fields=["sent_for"])
    to = subscriptions.reader_ids(fresh)
    outbox.queue(subscriptions.READY, fresh.pk, to=to, actor=actor, once_per=due.isoformat())
    audit.record("subscription.send", fresh, actor=actor, readers=len(to))
    return 1
