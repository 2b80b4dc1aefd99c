"""Every kind of letter as a value, filled as full as an office fills it: a long name of a firm,
three addressees, ten annexes, dates and figures with their units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cases.letters.rules import composing
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import (
    bureau_letters,
    business_notice,
    circular,
    finding_letters,
    talk_notice,
    upward,
)
from cases.letters.rules.kinds_of_letters.bureau_letters import BureauFacts
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts
from cases.letters.rules.kinds_of_letters.circular import Frame, Item, Praised
from cases.letters.rules.kinds_of_letters.finding_letters import FindingFacts
from cases.letters.rules.kinds_of_letters.talk_notice import Minutes
from cases.letters.rules.kinds_of_letters.upward import UpwardFacts
from cases.letters.rules.sheets import Annex, LetterSheet, Line, ReceiptSlip, body_of
from cases.window_ratings.rules import order_letter
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.order_letter import OrderFacts
from tests.factories.people import moment

# 25 characters.
FIRM = "河南省南召县恒信达艾草制品科技开发集团有限责任公司"
OFFICE = "南召县万人助万企活动办公室"
UNITS = "县工业和信息化局、县自然资源局、南召县先进制造业开发区管理委员会"
CONTACT = "联系人：李娟，电话：0377-66900000"
TODAY, FILED_ON, DUE_ON = date(2026, 11, 20), date(2026, 10, 28), date(2026, 11, 10)
TOLD = (
    "企业厂区现有变压器容量200千伏安，2026年11月1日起两条生产线同时运行，申请增容到315千伏安；"
    "前期已投入1,234.5万元，影响订单14个，约占全年产值的12.5%（14/112）。"
    "召助企函〔2026〕54号印发后，承办单位在14个工作日内没有答复。"
)
ANNEXES = tuple(
    Annex(f"第{at}组现场勘查记录和{FIRM}有关证据材料", 1, at, body=body_of(f"{at}. {TOLD}"))
    for at in range(1, 11)
)
MATTER = Matter(
    issuer=OFFICE,
    unit=UNITS,
    number="南召助企 2026-54",
    title="厂区变压器从200千伏安增容到315千伏安",
    who=FIRM,
    filed_on=FILED_ON,
    due_on=DUE_ON,
    today=TODAY,
    description=TOLD,
    category="用能保障",
    handling="一般事项",
    co_units="县供电公司",
    unit_due_on=date(2026, 11, 8),
    dispatched_on=date(2026, 10, 29),
    contact=CONTACT,
    reply_days=14,
    cc=("县委督查室", "县政府督查室"),
)
UPWARD = UpwardFacts(
    *(OFFICE, "南阳市万人助万企活动办公室", FIRM, FIRM, MATTER.number, "县供电公司", MATTER.title),
    *(TOLD, TOLD, TOLD, f"请在2026年12月31日前协调解决。{TOLD}", FILED_ON, TODAY, CONTACT),
)
FRAME = Frame(OFFICE, date(2026, 10, 1), date(2026, 11, 15), TODAY, CONTACT, MATTER.cc)
MINUTES = Minutes(
    *(moment(TODAY), "县政府三楼会议室", "张伟（县人民政府副县长）", f"{UNITS}主要负责人"),
    *(TOLD, TOLD, f"{TOLD}逐项销号。", "2026年12月31日", "李娟"),
)


def every_kind() -> Iterator[tuple[str, LetterSheet]]:
    """Yield the name of each kind and a full letter of it, numbered and dated."""
    for name, sheet in _composed():
        yield name, replace(sheet, number="召助企函〔2026〕54号", dated_on=TODAY)


def with_annexes(sheet: LetterSheet) -> LetterSheet:
    return replace(sheet, annexes=ANNEXES, urgency="特急", copy_number="000001")


def _composed() -> Iterator[tuple[str, LetterSheet]]:
    for kind in composing.COMPOSERS:
        sheet = composing.compose(kind, MATTER)
        yield kind.label, sheet if kind is LetterKind.DISPATCH else with_annexes(sheet)
    yield from _upward()
    yield from _circulars()
    yield from _of_findings()
    yield from _of_bureaus()
    yield from _of_ratings()
    yield (
        "约谈记录",
        talk_notice.record(OFFICE, "召助企约〔2026〕3号", UNITS, MATTER.title, MINUTES),
    )
    team = [f"包联干部：王磊（城关镇人民政府），电话：1390000000{at}。" for at in range(4)]
    facts = NoticeFacts(FIRM, OFFICE, "0377-66900000", team, TODAY)
    yield "优化营商环境告知书", business_notice.compose(facts, "https://zhuqi.example.gov.cn/q/ab/")


def _upward() -> Iterator[tuple[str, LetterSheet]]:
    for kind in upward.KINDS:
        yield kind.label, replace(with_annexes(upward.sheet(kind, UPWARD)), signatory="张伟")


def _circulars() -> Iterator[tuple[str, LetterSheet]]:
    said = "2026年11月1日印发召助企函〔2026〕54号，14个工作日未回复"
    items = [
        Item(unit, f"南召助企 2026-{at}", MATTER.title, FIRM, said)
        for at, unit in enumerate(UNITS.split("、") * 4, start=98)
    ]
    yield "通报", circular.sheet(FRAME, items, 14)
    praised = [Praised(unit, 14, "14件全部在承办时限内办结") for unit in UNITS.split("、")]
    yield "表扬通报", circular.praise(FRAME, praised)


def _of_findings() -> Iterator[tuple[str, LetterSheet]]:
    facts = FindingFacts(
        *("县委县政府督查局", UNITS, "暗访", "县政务服务中心2楼", TODAY, TOLD, TODAY, CONTACT, 14),
        "召助企函〔2026〕54号（2026年11月1日）",
    )
    for kind in finding_letters.KINDS:
        yield f"{kind.label}（明察暗访）", with_annexes(finding_letters.sheet(kind, facts))


def _of_ratings() -> Iterator[tuple[str, LetterSheet]]:
    facts = OrderFacts(
        *("南召县政务服务中心", UNITS, "HP2026110100012345", "企业开办综合窗口3号", MATTER.title),
        *(date(2026, 11, 10), "非常不满意", TOLD, Demand.LEDGER, "15 个工作日", TODAY, CONTACT),
    )
    yield LetterKind.RATING_ORDER.label, with_annexes(order_letter.sheet(facts))


def _of_bureaus() -> Iterator[tuple[str, LetterSheet]]:
    basis = "《中华人民共和国行政处罚法》第二十六条，国办发〔2024〕54号"
    facts = BureauFacts("南召县市场监督管理局", UNITS, FIRM, TOLD, TODAY, basis, CONTACT, 14)
    slip = ReceiptSlip("回执", (Line("收到日期"), Line("意见", "□受理　□退回")), "盖章后退回。")
    for kind in bureau_letters.KINDS:
        days = 14 if kind in bureau_letters.REPLY_LIMITS else 0
        sheet = bureau_letters.sheet(kind, replace(facts, reply_days=days))
        yield kind.label, replace(with_annexes(sheet), receipt=slip)
