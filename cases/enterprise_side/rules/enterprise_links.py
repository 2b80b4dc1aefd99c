"""The one-time link of an enterprise: how it is known, why it is closed, what is sent with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cadres.pages.rules import wording
from cases.tickets.rules.workflow import State


class Closed(StrEnum):
    UNKNOWN = "unknown"
    USED = "used"
    ENDED = "ended"
    EXPIRED = "expired"
    MERGED = "merged"


# What each says; `when` is the moment it was used, or until which it held.
HEADINGS = {
    Closed.UNKNOWN: "没有这个链接",
    Closed.USED: "这个链接已经用过了",
    Closed.ENDED: "这个链接已经停用",
    Closed.EXPIRED: "这个链接已经过期",
    Closed.MERGED: "这件事已经和您反映的另一件合在一起办",
}
REASONS = {
    Closed.UNKNOWN: "地址可能没有复制完整。请回到微信，重新点开收到的链接。",
    Closed.USED: "{when} 已经收到您的提交，不用再交一次。",
    Closed.ENDED: (
        "后来又发了新的链接，或者已经用电话核实过，也可能这件事登记的企业已经更正或分立。"
        "需要时请用最后收到的那个链接。"
    ),
    Closed.EXPIRED: "它的有效期到 {when} 为止。需要时请让对方重新发一个。",
    # Whoever has the link belongs to the enterprise of both.
    Closed.MERGED: "两件是同一个问题，编号 {number}（{title}）。{situation}{promise}",
}
WHY_SENT = {
    State.UNCONFIRMED: (
        "已经办出结果。请在 {until} 前点开下面的链接，看看办得怎么样、有没有解决"
        "（不用登录，答复一次后链接失效）："
    ),
    State.UNREACHED: (
        "已经办出结果，几次电话都没有联系上您。请在 {until} 前点开下面的链接，看看有没有解决"
        "（不用登录，答复一次后链接失效）："
    ),
    State.NO_ANSWER: (
        "已经办出结果，还没有收到您的答复。方便时可在 {until} 前点开下面的链接，看看有没有解决"
        "（不用登录，答复一次后链接失效）："
    ),
    State.ASKING: (
        "还需要您补充一些情况。请在 {until} 前点开下面的链接填写（不用登录，提交一次后链接失效）："
    ),
}
WHY_SENT_OTHERWISE = "正在办理。点开下面的链接就能看到办到哪一步（不用登录，有效至 {until}）："


@dataclass(frozen=True, slots=True)
class Sending:
    """Who writes to whom about which matter."""

    to: str
    matter: str
    number: str
    filed_on: date
    state: str
    until: datetime
    sender: str
    office: str
    phone: str


def message(sending: Sending, address: str, today: date) -> str:
    """The whole sentence for WeChat: who, which matter, till when; the address on its own line."""
    why = WHY_SENT.get(State(sending.state), WHY_SENT_OTHERWISE)
    filed = wording.day(sending.filed_on, today, short=True)
    until = wording.moment(sending.until, today)
    phone = f"，电话 {sending.phone}" if sending.phone else ""
    return (
        f"{sending.to}：您好，我是{sending.sender}。您 {filed} 反映的“{sending.matter}”"
        f"（{sending.number}）{why.format(until=until)}\n"
        f"{address}\n"
        f"有疑问请联系{sending.office}{phone}。"
    )
