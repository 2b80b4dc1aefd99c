"""Third key: the enterprise answers by its one-time link, or an independent clerk calls it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cadres.errors import Absent, Conflict, Invalid
from cadres.files.rules.uploads import Sender
from cadres.files.services.uploads import Incoming
from cadres.viewers.rules.viewer import Viewer
from cases.models import ConfirmationLink, Rating, Ticket
from cases.tickets.rules.closing import outcomes
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.vocabulary import Answer, Channel, Satisfaction
from cases.tickets.rules.workflow import UNSOLVED, Action
from cases.tickets.services import recipients
from cases.tickets.services.attachments import attach_all
from cases.tickets.services.clocks import clocks
from cases.tickets.services.closing import rounds
from cases.tickets.services.transitions import advance, ready

Uploads = Sequence[Incoming]
# Which step an answer is, by the way in which it came.
ACTIONS = {
    Channel.LINK: {
        Answer.PARTLY: Action.REMAIN,
        Answer.NOT_SOLVED: Action.DENY,
        Answer.SOLVED: Action.CONFIRM,
        Answer.AGREES: Action.CONFIRM,
    },
    Channel.CALL: {
        Answer.PARTLY: Action.REMAIN_BY_CALL,
        Answer.NOT_SOLVED: Action.DENY_BY_CALL,
        Answer.SOLVED: Action.CALL_BACK,
        Answer.AGREES: Action.CALL_BACK,
    },
}
LINK_ABSENT = "这个链接无效、已经用过或已经过期。需要时请联系包联干部或县助企办重新发送。"


@dataclass(frozen=True, slots=True)
class Judged:
    """Three things apart, each in five levels, each said or not."""

    attitude: str = ""
    speed: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What an enterprise answers: `remains` and the files the unit reads, the rest it does not."""

    answer: str
    remains: str
    satisfaction: str
    judged: Judged
    comment: str
    uploads: Uploads


@transaction.atomic
def issue_link(ticket: Ticket, *, actor: Viewer) -> str:
    """Make a one-time link for the enterprise; return its token, which is shown only now.

    A new link ends the one before. It is never the handling unit's to send: with the link in
    hand it could turn the enterprise's key.
    """
    ticket = advance(ticket, Action.LINK, actor=actor)
    token = secrets.token_urlsafe(24)
    end_links(ticket, actor=actor)
    ConfirmationLink.objects.create(
        ticket=ticket,
        digest=digest_of(token),
        round=ticket.round,
        issued_by_id=actor.cadre_id,
        issued_at=actor.at,
        expires_at=actor.at + timedelta(days=clocks.link_days(ticket, actor.today)),
    )
    return token


def open_link(token: str, *, at: datetime) -> ConfirmationLink:
    """Return the link of a token while it can be used; raise Absent otherwise."""
    link = (
        ConfirmationLink.objects.select_related("ticket__enterprise", "ticket__unit")
        .filter(digest=digest_of(token), used_at__isnull=True, ended_at__isnull=True)
        .filter(expires_at__gt=at)
        .first()
    )
    if link is None:
        raise Absent(LINK_ABSENT)
    return link


def sender_by_link(token: str, *, at: datetime) -> Sender:
    """Whoever holds the link sends files for its answer, and for nothing else."""
    return Sender(at=at, link=digest_of(token))


@transaction.atomic
def confirm_by_link(
    token: str,
    *,
    at: datetime,
    answer: str,
    remains: str = "",
    satisfaction: str = "",
    attitude: str = "",
    speed: str = "",
    result: str = "",
    comment: str = "",
    uploads: Uploads = (),
) -> Ticket:
    """The enterprise says solved, partly or not solved; satisfaction is its own choice to give.

    `remains` is for the unit to read, and with it the files; `comment` for the office alone.
    """
    judged = Judged(attitude, speed, result)
    said = Said(answer, remains, satisfaction, judged, comment, uploads)
    return spend_link(
        token, lambda ticket, enterprise: _answer(ticket, Channel.LINK, enterprise, said), at=at
    )


@transaction.atomic
def spend_link(token: str, action: Callable[[Ticket, Viewer], Ticket], *, at: datetime) -> Ticket:
    """Let the enterprise do the action that its link allows; afterwards the link is nothing."""
    link = open_link(token, at=at)
    ticket = action(link.ticket, Viewer.enterprise(link.ticket_id, at))
    used = ConfirmationLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at)
    if not used:
        raise Conflict(LINK_ABSENT)
    return ticket


@transaction.atomic
def record_call_back(
    ticket: Ticket,
    *,
    actor: Viewer,
    answer: str,
    remains: str = "",
    satisfaction: str = "",
    attitude: str = "",
    speed: str = "",
    result: str = "",
    comment: str = "",
    uploads: Uploads = (),
) -> Ticket:
    """A clerk of the office who neither dispatched nor handled it has called the enterprise."""
    judged = Judged(attitude, speed, result)
    said = Said(answer, remains, satisfaction, judged, comment, uploads)
    ticket = _answer(ticket, Channel.CALL, actor, said)
    end_links(ticket, actor=actor)
    return ticket


def end_links(ticket: Ticket, *, actor: Viewer) -> int:
    """The link of the enterprise is nothing any more; return how many were open."""
    open_links = ConfirmationLink.objects.filter(
        ticket=ticket, used_at__isnull=True, ended_at__isnull=True
    )
    return int(open_links.update(ended_at=actor.at))


def _answer(ticket: Ticket, channel: Channel, actor: Viewer, said: Said) -> Ticket:
    _check_words(said)
    action = ACTIONS[channel][Answer(said.answer)]
    ticket = ready(ticket, action, actor=actor)
    outcomes.check_answer(ticket.outcome, said.answer)
    outcomes.check_remains(said.answer, said.remains)
    # First, because the right to add files ends with the answer.
    attach_all(ticket, actor=actor, uploads=said.uploads, part_of=UNSOLVED)
    _rate(ticket, channel, actor, said)
    note = outcomes.said(said.answer, said.remains, ticket.outcome)
    if said.answer in outcomes.UNFINISHED:
        return _back_in_hand(ticket, action, actor, said.answer, note)
    ticket = advance(
        ticket,
        action,
        actor=actor,
        is_ready=True,
        note=note,
        closed_on=actor.today,
        answer=said.answer,
        outcome=outcomes.final(ticket.outcome, said.answer),
    )
    told = [ticket.filed_by_id, *recipients.unit(ticket, actor)]
    recipients.tell("ticket_closed", ticket, told, actor=actor)
    return ticket


def _rate(ticket: Ticket, channel: Channel, actor: Viewer, said: Said) -> None:
    Rating.objects.create(
        ticket=ticket,
        round=ticket.round,
        answer=said.answer,
        satisfaction=said.satisfaction,
        **asdict(said.judged),
        comment=said.comment.strip(),
        channel=channel,
        recorded_by_id=actor.cadre_id,
        rated_at=actor.at,
    )


def _back_in_hand(ticket: Ticket, action: Action, actor: Viewer, answer: str, note: str) -> Ticket:
    """Not solved, or not whole: a new round, in which the unit works on what remains. The first
    approval stays on record, the promise is not reset.
    """
    is_partly = answer == Answer.PARTLY
    ticket = rounds.begin_round(
        ticket,
        action,
        actor=actor,
        cause=RoundCause.PARTLY if is_partly else RoundCause.DENIED,
        note=note,
        answer=answer,
    )
    kind = "ticket_remains" if is_partly else "ticket_denied"
    recipients.tell_unit(kind, ticket, actor=actor, besides=[ticket.filed_by_id])
    recipients.tell_groups(kind, ticket, [ticket.unit_id or 0], actor=actor)
    return ticket


def _check_words(said: Said) -> None:
    if said.answer not in Answer.values:
        raise Invalid("请选择问题是否解决。", {"answer": "请选择问题是否解决。"})
    levels = {"satisfaction": said.satisfaction, **asdict(said.judged)}
    wrong = {name for name, level in levels.items() if level not in ("", *Satisfaction.values)}
    if wrong:
        raise Invalid(
            "请在五个满意度中选择一个，或不选。", dict.fromkeys(sorted(wrong), "请重新选择。")
        )
