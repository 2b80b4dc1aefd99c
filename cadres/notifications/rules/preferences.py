"""How people are told: channels, groups of kinds, what each person may choose."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import IntegerChoices, TextChoices

from cadres.errors import Invalid

HTTPS_PORT = 443
# The daily mail is a notice of its own, about its receiver; what it tells of are its items.
DIGEST_KIND = "daily_digest"
BAD_WEBHOOK = "请粘贴企业微信群机器人的完整地址，以 https:// 开头。"


class Channel(TextChoices):
    INBOX = "inbox", "站内消息"
    MAIL = "mail", "电子邮件"
    WECOM = "wecom", "企业微信群"


class Group(TextChoices):
    """Groups of kinds; a person chooses for a group, not for each kind."""

    FLOW = "flow", "工单流转"
    DUE = "due", "时限提醒"
    SUPERVISION = "supervision", "督办"
    APPROVAL = "approval", "审批"
    COVERAGE = "coverage", "包联走访"


class Rank(IntegerChoices):
    """What is delivered first, where much is owed at once."""

    URGENT = 0, "紧急"
    WAITED_FOR = 1, "等待办理"
    TOLD = 2, "告知"


class Mode(TextChoices):
    AT_ONCE = "at_once", "即时"
    DIGEST = "digest", "每日汇总"
    OFF = "off", "不接收"


# What stands where a person has chosen nothing, and what each channel offers at all.
USUAL = {Channel.INBOX: Mode.AT_ONCE, Channel.MAIL: Mode.DIGEST}
OFFERED = {
    Channel.INBOX: (Mode.AT_ONCE, Mode.OFF),
    Channel.MAIL: (Mode.DIGEST, Mode.AT_ONCE, Mode.OFF),
}
# They ring outside the software, so they wait for working hours.
ALARMS = frozenset({Channel.MAIL, Channel.WECOM})


def mode_for(chosen: str | None, channel: Channel, *, is_urgent: bool) -> Mode:
    """Return how a notice of a kind goes by the channel; what is urgent is never kept back.

    It stands in the inbox whatever was chosen, and comes by mail at once unless mail is off.
    """
    mode = Mode(chosen) if chosen else USUAL[channel]
    if is_urgent and (channel == Channel.INBOX or mode == Mode.DIGEST):
        return Mode.AT_ONCE
    return mode


def check_mode(channel: str, mode: str) -> None:
    if channel not in OFFERED or mode not in OFFERED[Channel(channel)]:
        raise Invalid("请在列出的接收方式中选择。")


def webhook_address(text: str, hosts: tuple[str, ...]) -> str:
    """Return the address if the site may post there: https, one of the hosts, no name or password.

    Anything else would let whoever sets it make this server knock at other doors.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        port = parts.port or HTTPS_PORT
    except ValueError:
        raise Invalid(BAD_WEBHOOK, {"address": BAD_WEBHOOK}) from None
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or not parts.path:
        raise Invalid(BAD_WEBHOOK, {"address": BAD_WEBHOOK})
    place = parts.hostname if port == HTTPS_PORT else f"{parts.hostname}:{port}"
    if place not in hosts:
        sentence = f"只能使用这些网站的地址：{'、'.join(hosts)}。"
        raise Invalid(sentence, {"address": sentence})
    return address
