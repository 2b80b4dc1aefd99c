"""A message with several requests becomes several tickets."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Text
from cadres.submissions.rules import text_limits
from cases.tickets.actions.base.action import Done, TicketAction, Verb
from cases.tickets.rules.workflow import Action
from cases.tickets.services.splits.splits import split_ticket


def _split(done: Done) -> str:
    numbers = "、".join(one.number for one in done.result.parts)
    return f"已另立 {numbers}，各自交办、各自计时；{done.ticket.number} 保留原文。"


SPLIT = TicketAction(
    verb="split",
    step=Action.SPLIT,
    label="拆分",
    lead=(
        "一件里有几个诉求、要由不同单位办的，逐条另立工单，承诺从同一天算起。"
        "这张工单保留原文、照片和来源编号。"
    ),
    fields=(
        Text(
            "parts",
            "另立哪些诉求",
            longest=text_limits.SENTENCES,
            rows=6,
            help="一行一件。类别先和这张一样，交办前可以更正。",
        ),
        Text(
            "title",
            "这张工单办哪一条",
            longest=text_limits.TITLE,
            rows=0,
            is_needed=False,
            help="可不填，填了就作为这张工单的标题。",
        ),
    ),
    service=split_ticket,
    said=_split,
    submit="拆分",
    api=Verb(takes="Splitting", about="Answers with the first ticket, which keeps the text."),
)
ACTIONS = (SPLIT,)
