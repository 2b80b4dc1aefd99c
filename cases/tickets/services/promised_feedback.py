"""When the enterprise hears next (下次反馈): promised with each measure, kept, promised again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.errors import Invalid
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits as reads
from cadres.submissions.services import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Ticket
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import promised_feedback
from cases.tickets.services.transitions import advance, ready


@transaction.atomic
def promise_feedback(
    measure: Measure, *, actor: Viewer, read: Read, on: date, reason: str
) -> Measure:
    """The unit says until when the enterprise hears again of this measure, and why then."""
    text_limits.require(reason, "reason", "请写明原因。")
    ticket = ready(measure.ticket, Action.PROMISE_FEEDBACK, actor=actor)
    measure = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if measure.done_on is not None:
        raise Invalid("这条举措已经完成，不用再约定反馈日期。")
    check_next(ticket, on, actor=actor)
    # The trail keeps a promise with its ticket.
    edits.settle(
        ticket,
        promised_feedback.facts(measure),
        {"on": on},
        read=read,
        actor=actor,
        verbs=("ticket.promise_feedback",),
        about=reads.about(measure),
    )
    before = measure.next_feedback_on
    said = f"{measure.text}：{f'{before} 改为 ' if before else ''}{on}。{reason.strip()}"
    advance(ticket, Action.PROMISE_FEEDBACK, actor=actor, is_ready=True, note=said)
    measure.next_feedback_on = on
    measure.save(update_fields=["next_feedback_on"])
    return measure


def check_next(ticket: Ticket, on: date | None, *, actor: Viewer, field: str = "on") -> None:
    """A promised day lies ahead, and not farther than the limit."""
    if on is None:
        return
    limit, last = promised_feedback.latest(ticket, seen_by=actor)
    sentence = ""
    if on < actor.today:
        sentence = "下次反馈日期不能早于今天。"
    elif on > last.on:
        sentence = f"下次反馈最迟在 {limit} 内，即 {last.on:%Y-%m-%d} 前，请改早一些。"
    if sentence:
        raise Invalid(sentence, {field: sentence})


def keep(ticket: Ticket, next_on: date | None, *, actor: Viewer) -> None:
    """The enterprise was told: what was promised until today is kept; later promises stand.

    With a new day, all open measures are followed up on that day.
    """
    if ticket.unit_id not in actor.clerk_unit_ids:
        # A helping unit speaks for its own part; the promise is the leading unit's.
        return
    promised = Measure.objects.filter(ticket=ticket, done_on__isnull=True)
    if next_on is None:
        promised = promised.filter(next_feedback_on__lte=actor.today)
    promised.update(next_feedback_on=next_on)
