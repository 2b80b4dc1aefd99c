"""Replies of the past, as the trial of the ladder reads them: when, to what, which promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep
from cases.supervision.rules.ladder_history import PastAction
from cases.tickets.rules.workflow import Action


@dataclass(frozen=True, slots=True)
class PastReply:
    at: datetime
    code: str
    promised_on: date


@dataclass(frozen=True, slots=True)
class PastReplies:
    """By ticket, which steps were answered, and what was promised with it."""

    of: Mapping[int, Sequence[PastReply]]

    def put_into(self, pk: int, actions: Sequence[PastAction]) -> list[PastAction]:
        """Return the actions of a ticket with what its replies promised.

        A reply that was recorded with its letter is no action on the ticket, and answers one step.
        """
        if pk not in self.of:
            return list(actions)
        promised = {reply.at: reply.promised_on for reply in self.of[pk]}
        told = [
            replace(past, promised_on=promised.get(past.at)) if _is_reply(past) else past
            for past in actions
        ]
        known = {past.at for past in told if _is_reply(past)}
        on_paper = [_past(reply, told) for reply in self.of[pk] if reply.at not in known]
        return sorted([*told, *on_paper], key=lambda past: past.at)


def before(pks: Sequence[int], end: datetime, *, seen_by: Viewer) -> PastReplies:
    found: dict[int, list[PastReply]] = defaultdict(list)
    rows = LadderStep.objects.filter(ticket__in=pks, replied_at__lt=end, promised_on__isnull=False)
    wanted = ("ticket_id", "replied_at", "code", "promised_on")
    for pk, at, code, promised_on in rows.order_by("replied_at", "pk").values_list(*wanted):
        found[pk].append(PastReply(at, code, promised_on))
    return PastReplies(dict(found))


def _is_reply(past: PastAction) -> bool:
    return past.action == Action.REPLY


def _past(reply: PastReply, actions: Sequence[PastAction]) -> PastAction:
    """The ticket stood as the action before had left it."""
    last = [past for past in actions if past.at <= reply.at][-1]
    return replace(
        last, at=reply.at, action=Action.REPLY, promised_on=reply.promised_on, code=reply.code
    )
