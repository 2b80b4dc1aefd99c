"""The kinds of letters (文书) that the office writes, and what their life consists of."""

from __future__ import annotations

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitKey
from cases.supervision.rules import ladder_templates
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import OPEN, WITH_UNIT


class LetterKind(TextChoices):
    DISPATCH = "dispatch", "交办单"
    URGE = "urge", "催办通知"
    HINT = "hint_letter", "督办提示函"
    LETTER = "letter", "督办函"
    # Gathers many matters and units; addressed to all units and signed by a leader.
    CIRCULAR = "circular", "通报"
    # 上行文 of a matter that was handed up to the city or the province.
    REQUEST = "request", "请示"
    REPORT = "report", "报告"
    PRAISE = "praise", "表扬通报"
    TALK = "talk", "约谈通知书"
    # Between bureaus of two counties, about the law-breaking of firms; they belong to no ticket.
    CASE_LEAD = "case_lead", "案件线索移送函"
    ASSISTANCE = "assistance", "执法协助函"
    EXCHANGE = "exchange", "信息通报函"
    # Addressed to an enterprise; it belongs to no ticket.
    BUSINESS_NOTICE = "business_notice", "优化营商环境告知书"
    # Of the 政务服务中心 to the unit whose window was rated badly; it belongs to no ticket.
    RATING_ORDER = "rating_order", "差评交办函"


class LetterState(TextChoices):
    DRAFT = "draft", "草拟"
    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "待编号"
    ISSUED = "issued", "已印发"
    VOID = "void", "已撤销"


class Delivery(TextChoices):
    BY_HAND = "hand", "直接送达"
    EXCHANGE = "exchange", "公文交换"
    POST = "post", "邮寄"
    ONLINE = "online", "系统送达"


# Still on the way: it may be changed, and it may be withdrawn.
UNISSUED = frozenset({LetterState.DRAFT, LetterState.PROPOSED, LetterState.APPROVED})
# What a rung of the ladder prints, by the code of its template; the other rungs only tell.
OF_TEMPLATE: dict[str, LetterKind] = {
    ladder_templates.URGE: LetterKind.URGE,
    ladder_templates.HINT_LETTER: LetterKind.HINT,
    ladder_templates.LETTER: LetterKind.LETTER,
    ladder_templates.TALK: LetterKind.TALK,
}
# Those that belong to no ticket: they name many, and go to every unit of the county.
GATHERED = frozenset({LetterKind.CIRCULAR, LetterKind.PRAISE})
# In how many working days a letter that is written by hand is to be answered.
REPLY_LIMITS: dict[LetterKind, LimitKey] = {
    LetterKind.URGE: limit_keys.URGE_REPLY,
    LetterKind.HINT: limit_keys.HINT_REPLY,
    LetterKind.LETTER: limit_keys.LETTER_REPLY,
}
BY_HAND = (LetterKind.DISPATCH, *REPLY_LIMITS)
# The usual 代字 is the county's own word (召助企) and one of these; a county sets others.
SUFFIXES: dict[LetterKind, str] = {
    LetterKind.DISPATCH: "办交",
    LetterKind.URGE: "办催",
    LetterKind.HINT: "办函",
    LetterKind.LETTER: "办函",
    LetterKind.CIRCULAR: "办通",
    LetterKind.REQUEST: "办",
    LetterKind.REPORT: "办",
    LetterKind.PRAISE: "办通",
    LetterKind.TALK: "办约",
    LetterKind.BUSINESS_NOTICE: "办告",
}


def offered(state: str, unit_id: int | None) -> tuple[LetterKind, ...]:
    """Return what can be drafted by hand for a ticket that stands so: nobody is written to of
    what is finished, or of what nobody has."""
    if unit_id is None or state not in WITH_UNIT:
        return ()
    return BY_HAND if state in OPEN else (LetterKind.DISPATCH,)


def usual_prefix(number_prefix: str, county_id: int, kind: str, suffix: str | None = None) -> str:
    """Return `召助企办函`; with an organ's own suffix `召助企督函`."""
    return f"{number_prefix or f'助企{county_id}'}{suffix or SUFFIXES[LetterKind(kind)]}"


def usual_issuer(county: str) -> str:
    return f"{county}万人助万企活动办公室"
