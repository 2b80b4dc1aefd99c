"""Which folder (卷) comes to whom, and in which parties a reader stands to a lead."""

from __future__ import annotations

from typing import Protocol

from django.db.models import TextChoices

from cases.leads.procedure.rules.procedure import Party
from cases.leads.procedure.rules.vocabulary import Duty, Route, Side
from cases.leads.vault.rules.reader import Reader


class FolderKind(TextChoices):
    """Each folder has a key of its own, wrapped for each of its readers."""

    FILE = "file", "移送卷"
    SUPPLEMENT = "supplement", "补充材料卷"
    EXCHANGE = "exchange", "往来卷"
    REPORTER = "reporter", "反映人卷"
    # Where the sender's own paper lies; it stays when the file is given away.
    ARCHIVE = "archive", "存档卷"
    INNER = "inner", "拟办卷"
    CANDIDATE = "candidate", "规则提示"
    ASKING = "asking", "申请理由"
    QUARTERLY = "quarterly", "季度清单"
    DROPPED = "dropped", "密封投递"
    # Of a side, not of a lead; nothing lies in them, what counts is their key.
    ROOT = "root", "本方签名钥匙"
    MARKS = "marks", "回避标记钥匙"


# What the sender gives away when the receiver has signed for it. Who reported it goes over apart,
# from custodian to custodian (`reporters.take_over`).
GIVEN_AWAY = frozenset({FolderKind.FILE, FolderKind.SUPPLEMENT})


class PieceKind(TextChoices):
    MATTER = "matter", "线索内容"
    ATTACHMENT = "attachment", "附件"
    NOTE = "note", "说明"
    LETTER = "letter", "函件"
    KEPT_COPY = "kept_copy", "存档"
    REPORTER = "reporter", "反映人"
    ENVELOPE = "envelope", "密封的反映人信息"
    SUGGESTION = "suggestion", "拟办意见"
    FEEDBACK = "feedback", "反馈"
    CANDIDATE = "candidate", "提示"
    DROPPED = "dropped", "投递内容"


class Transferred(Protocol):
    """What is asked of a lead here."""

    route: str
    is_lent: bool


def parties_of(reader: Reader, lead: Transferred) -> frozenset[Party]:
    """The parts in which a reader of the lead may act.

    Where the other side is a body outside, what it does comes on paper, and those on our side of
    the desk enter it: the sender's people for OUTWARD, the receiver's for INWARD. To whom a lead
    is only lent reads it, and does nothing.
    """
    if lead.is_lent:
        return frozenset()
    own = _of_sender(reader) if reader.side == Side.SENDER else _of_receiver(reader)
    if lead.route == Route.OUTWARD and reader.side == Side.SENDER:
        return own | {Party.TAKER, Party.RECEIVER_DECIDER}
    if lead.route == Route.INWARD and reader.side == Side.RECEIVER and reader.takes:
        return own | {Party.SENDER}
    return own


def _of_sender(reader: Reader) -> frozenset[Party]:
    decides = {Party.SENDER_DECIDER} if reader.decides else set()
    return frozenset({Party.SENDER} | decides)


def _of_receiver(reader: Reader) -> frozenset[Party]:
    parties = {Party.RECEIVER}
    if reader.takes:
        parties.add(Party.TAKER)
    if reader.decides:
        parties.add(Party.RECEIVER_DECIDER)
    return frozenset(parties)


def begins_with(reader_side: Side, duty: str) -> bool:
    """Whether a new file of the side comes to this duty without its being named for it."""
    if reader_side == Side.SENDER:
        return duty in (Duty.HEAD, Duty.APPROVER)
    return duty in (Duty.HEAD, Duty.REGISTRAR)
