"""Rows of the 问题台账 and of hotline sheets as values, and what their words mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from cadres.workbooks.rules.cell_text import half_width
from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.rules.ledger_answers import Unclear
from cases.tickets.rules import numbering
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.vocabulary import Source

# A ticket's number within a remark, as it is written now and as it was before.
NUMBER = re.compile(
    r"[^\s，,；;、:：]{0,18}助企\d* ?20\d\d-\d+(?![\d-])|[^\s，,；;、:：]{1,20}〔\d{4}〕\d{5,}号"
)
# In the order in which they are tried; what fits none is kept as 其他.
SOURCES = (
    (Source.HOTLINE, ("12345", "热线")),
    (Source.SERVICE_DAY, ("企业服务日", "服务日")),
    (Source.WALK_THROUGH, ("走流程",)),
    (Source.MEETING, ("座谈", "会议", "恳谈", "早餐会")),
    (Source.SCAN, ("扫码", "二维码", "码上", "小程序", "平台自报")),
    (Source.BOARD, ("留言", "信箱", "网络", "网民")),
    (Source.SUPERIOR, ("上级", "交办", "转办", "督查", "省级", "市级")),
    (Source.PHONE, ("来电", "来访", "来信", "电话", "信访")),
    (Source.VISIT, ("走访", "实地", "入企", "调研", "包联", "助企")),
    (usual_sources.OBSERVER, ("特邀监督", "营商环境监督员")),
    (usual_sources.WATCHER, ("执法观察",)),
    (usual_sources.GRID, ("网格",)),
    (usual_sources.AGENT, ("帮办", "代办")),
    (usual_sources.STATION, ("护航", "政法工作站")),
    (usual_sources.TENDER, ("招投标", "招标投标")),
    (usual_sources.IDEA, ("金点子",)),
)


NO_OWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One problem of one enterprise, as the ledger tells it today."""

    origin: Origin
    enterprise: str
    code: str
    category: str
    text: str
    source: str
    reported_on: date
    unit: str
    co_units: tuple[str, ...]
    due_on: date | None
    result: str
    closed_on: date | None
    is_closed: bool
    satisfaction: str
    # Our own number, where the row came out of this site: it finds matters of nobody named.
    number: str = ""
    # A limit in words, and cells that only the office's answers explain.
    term: str = ""
    unclear: tuple[Unclear, ...] = ()

    @property
    def is_on_time(self) -> bool:
        return self.closed_on is not None and (self.due_on is None or self.closed_on <= self.due_on)


@dataclass(frozen=True, slots=True)
class HotlineRow:
    """One message to the hotline or a message board; nobody is named but by a screen name."""

    origin: Origin
    outer_number: str
    author: str
    title: str
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    # As the person says who brings the sheet in; empty where the names of file and sheet say it.
    source: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a ledger row says of a ticket, or a ticket of itself, in the site's own terms."""

    category_id: int
    source: str
    unit_id: int | None
    co_unit_ids: tuple[int, ...]
    due_on: date | None
    result: str
    is_closed: bool
    closed_on: date | None
    satisfaction: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def agrees_with(self, other: Facts) -> bool:
        """A blank limit in the ledger contradicts nothing."""
        return replace(self, due_on=self.due_on or other.due_on) == other


def number_in(remark: str) -> str:
    """Return the ticket number that an exported row carries in its remark, or nothing."""
    if numbering.spellings(remark):
        return remark.strip()
    found = NUMBER.search(remark)
    return found.group() if found else ""


def source_of(words: str, own: Mapping[str, str] = NO_OWN) -> str:
    """Return the code of the source that a county's own words mean; `own` knows its own names."""
    plain = half_width(words)
    for source in usual_sources.USUAL:
        if plain == half_width(source.name):
            return source.code
    for name, code in own.items():
        if half_width(name) in plain:
            return code
    hits = (source for source, signs in SOURCES if any(sign in plain for sign in signs))
    return next(hits, Source.OTHER if plain else Source.VISIT)
