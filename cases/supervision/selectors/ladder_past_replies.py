"""Replies of the past, as the trial of the ladder reads them: when, to what, which promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cadres.people.rules.viewer import Viewer
from cases.models import LadderStep
from cases.supervision.rules.ladder_history import PastDeed
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

    def put_into(self, pk: int, deeds: Sequence[PastDeed]) -> list[PastDeed]:
        """Return the deeds of a ticket with what its replies promised.

        A reply that was recorded with its letter is no deed on the ticket, and answers one step.
        """
        if pk not in self.of:
            return list(deeds)
        promised = {reply.at: reply.promised_on for reply in self.of[pk]}
        told = [
            replace(deed, promised_on=promised.get(deed.at)) if _is_reply(deed) else deed
            for deed in deeds
        ]
        known = {deed.at for deed in told if _is_reply(deed)}
        on_paper = [_deed(reply, told) for reply in self.of[pk] if reply.at not in known]
        return sorted([*told, *on_paper], key=lambda deed: deed.at)


def before(pks: Sequence[int], end: datetime, *, seen_by: Viewer) -> PastReplies:
    found: dict[int, list[PastReply]] = defaultdict(list)
    rows = LadderStep.objects.filter(ticket__in=pks, replied_at__lt=end, promised_on__isnull=False)
    wanted = ("ticket_id", "replied_at", "code", "promised_on")
    for pk, at, code, promised_on in rows.order_by("replied_at", "pk").values_list(*wanted):
        found[pk].append(PastReply(at, code, promised_on))
    return PastReplies(dict(found))


def _is_reply(deed: PastDeed) -> bool:
    return deed.action == Action.REPLY


def _deed(reply: PastReply, deeds: Sequence[PastDeed]) -> PastDeed:
    """The ticket stood as the deed before had left it."""
    last = [deed for deed in deeds if deed.at <= reply.at][-1]
    return replace(
        last, at=reply.at, action=Action.REPLY, promised_on=reply.promised_on, code=reply.code
    )
