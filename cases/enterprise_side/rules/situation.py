"""Where a problem stands, in plain words for the enterprise."""

from __future__ import annotations

from cases.tickets.rules.applications.applications import Level
from cases.tickets.rules.workflow import State

# Who looks at what was handed up (提级): the county's own leaders are not a higher level.
HANDED_UP: dict[str, str] = {
    Level.COUNTY_MEETING: "正在由县领导会商协调，有了意见会告诉您。",
    Level.CITY: "县里解决不了，已经报请市级协调。",
    Level.PROVINCE: "县里解决不了，已经报请省级协调。",
}


def words(state: str, unit: str, level: str = "") -> str:
    """Say it in one or two sentences, without the words of the office.

    `level` is where a matter that is handed up went (`Level`).
    """
    by_state = {
        State.FILED: "已经收到您反映的问题，县助企办正在安排由哪个单位来办。",
        State.ASSIGNED: f"已经交给{unit}，待该单位签收。",
        State.IN_HAND: f"{unit}正在办理。",
        State.ASKING: f"{unit}需要您补充一些情况，才能接着办。",
        State.PARKED: "眼下还不具备办成的条件，已经登记在册，到期会再看能不能办。",
        State.PLANNED: f"{unit}已经列入计划办理，会定期告诉您办到哪一步，办成后请您确认。",
        State.HANDED_UP: HANDED_UP.get(level, "已经提请协调解决。"),
        State.RESOLVED: f"{unit}已经办完，正在核对结果，核对后会请您确认。",
        State.UNCONFIRMED: f"{unit}已经办完，请您看看解决了没有。",
        State.UNREACHED: f"{unit}已经办完，几次都没有联系上您，请您看看解决了没有。",
        State.NO_ANSWER: f"{unit}已经办完，还没有收到您的答复。不再催您，您什么时候想说都可以。",
        State.CLOSED: "这件事已经办结。",
        State.VOID: "这件事登记有误，已经作废。需要时请联系包联干部重新登记。",
        State.MERGED: "这件事和您反映的另一件事是同一个问题，已经合在一起办。",
    }
    return by_state[State(state)]
