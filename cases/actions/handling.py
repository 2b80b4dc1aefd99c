"""The unit works on the matter: measures, progress, the result, and its head's signature."""

from __future__ import annotations

from cadres.rules.action_fields import Day, Files, Offer, Text
from cases.actions.action import Asked, TicketAction, Verb
from cases.rules.workflow import Action, Party
from cases.services import with_files


def _offer_note(asked: Asked) -> Offer:
    """Only the handler of an open measure agrees on a day with the enterprise."""
    is_open = any(one.done_on is None for one in asked.page.measures)
    if is_open and Party.HANDLER in asked.page.parties:
        return Offer()
    return Offer(without=frozenset({"next_feedback_on"}))


NOTE = TicketAction(
    verb="note",
    step=Action.NOTE,
    label="反馈进展",
    lead="登记人会收到消息，进展记入经过。",
    fields=(
        Text("note", "进展情况", help="做了什么、到哪一步、下一步什么时候。"),
        Day(
            "next_feedback_on",
            "下次反馈日期",
            is_needed=False,
            help="举措没有办完的，请约定下一次什么时候向企业反馈，到期系统会提醒。",
            api_help="约定的下次反馈日期",
        ),
        Files(),
    ),
    offer=_offer_note,
    service=with_files.note_progress,
    said="进展已反馈，登记人会收到消息。",
    api=Verb(takes="Progress"),
)
ACTIONS = (NOTE,)
