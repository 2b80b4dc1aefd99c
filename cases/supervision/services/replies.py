"""What a reply to supervision must say before it is taken: what is done, and by when."""

from __future__ import annotations

from datetime import date

from cadres.deadlines.selectors import calendar, limits
from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.supervision.rules import ladder_replies
from cases.tickets.rules.clocks import limit_keys

EMPTY = "请填写回复：原因、措施。"


def check(reply: str, promised_on: date, on: date, county_id: int, *, actor: Viewer) -> None:
    """Raise Invalid where the reply of the day says nothing, or promises no possible day."""
    found = problems(reply, promised_on, on, county_id, actor=actor)
    if found:
        raise Invalid("没有保存：" + "".join(found.values()), found)


def problems(
    reply: str, promised_on: date, on: date, county_id: int, *, actor: Viewer
) -> dict[str, str]:
    """Return what is wrong with it, by field."""
    limit = limits.find(limit_keys.REPLY_PROMISE, "", actor.today, county_id)
    days = calendar.work_calendar(region_id=county_id)
    refused = ladder_replies.refusal(promised_on, on, limit, days)
    found = {} if reply.strip() else {"reply": EMPTY}
    return found | ({"promised_on": refused} if refused else {})
