"""Letters as values, for tests of rules and engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import factory

from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.sheets import (
    Annex,
    Cell,
    FormTable,
    Layout,
    LetterSheet,
    Line,
    QrCode,
    ReceiptSlip,
    body_of,
)
from cases.models import Letter
from tests.factories.cases import TicketFactory
from tests.factories.people import CadreFactory, moment
from tests.factories.rows import RowFactory

DATED_ON = date(2026, 3, 2)
SIXTY = (
    "南召县优化营商环境工作领导小组办公室"
    "（县推进营商环境改革和重大项目服务保障综合协调与督查督办联合工作专班）组成单位协调组"
)
TEXT = """恒信达艾草制品有限公司反映厂区变压器容量不足一事，至今没有办结。
一、需要督办的事项
（一）基本情况
1. 企业诉求
请于2026年3月9日前书面回复。"""


def sheet(**other: Any) -> LetterSheet:
    plain = LetterSheet(
        issuer="南召县万人助万企活动办公室",
        title="关于督促办理变压器增容诉求的函",
        dated_on=DATED_ON,
        number="召助企函〔2026〕5号",
        addressee="县工业和信息化局",
        body=body_of(TEXT),
        signer="南召县万人助万企活动办公室",
    )
    return replace(plain, **other)


def ten_annexes() -> LetterSheet:
    """Everything at once: long names, ten annexes with digests, copies, a slip, a QR code."""
    annexes = tuple(
        Annex(
            f"第{at}组现场勘查记录和有关证据材料清单",
            1,
            at,
            f"{at:064x}",
            body_of(f"附件{at}正文。"),
        )
        for at in range(1, 11)
    )
    return sheet(
        issuer=SIXTY,
        addressee=SIXTY,
        signer=SIXTY,
        urgency="特急",
        body=body_of("正文要写明时间、地点、行为和后果，只述事实。" * 60 + "\n特此函告。"),
        annexes=annexes,
        contact="联系人：李娟，电话：0377-66900000",
        cc=("县委督查室", "县政府督查室"),
        receipt=ReceiptSlip(
            "回执", (Line("收到日期"), Line("意见", "□受理　□退回")), "盖章后退回。"
        ),
        qr=QrCode("https://zhuqi.example.gov.cn/q/abcdefghijkmnpqr/", "扫码反映问题"),
    )


def register(rows: int = 30) -> LetterSheet:
    """A form across the page, with a head on each page and both sides' signatures."""
    head = tuple(Cell(name, is_label=True) for name in ("序号", "编号", "涉及单位", "签收日期"))
    lines = tuple(
        (Cell(str(at)), Cell(f"召线〔2026〕{at}号"), Cell(SIXTY if at == 3 else "某单位"), Cell())
        for at in range(1, rows + 1)
    )
    signed = (Cell("移送单位签章", 2, height_mm=30), Cell("接收单位签章", 2, height_mm=30))
    table = FormTable("移送登记表", (1, 3, 5, 2), (head, *lines, signed), 1, is_landscape=True)
    return sheet(
        title="移送登记表", layout=Layout.FORM, addressee="", body=(), signer="", tables=(table,)
    )


class LetterFactory(RowFactory):
    """A draft of 督办函 for a ticket in hand; traits carry it as far as the head's desk."""

    class Meta:
        model = Letter

    kind = LetterKind.LETTER
    ticket = factory.SubFactory(TicketFactory, in_hand=True)
    county = factory.SelfAttribute("ticket.county")
    unit = factory.SelfAttribute("ticket.unit")
    title = "关于督促办理变压器增容诉求的函"
    sheet = factory.LazyAttribute(lambda o: sheets.as_data(_unnumbered(o.title, o.reply_days)))
    reply_days = 5
    digest = factory.LazyAttribute(
        lambda o: composing.signed_digest(
            sheets.as_data(_unnumbered(o.title, o.reply_days)), o.unit.pk, o.reply_days
        )
    )
    drafted_at = moment(DATED_ON)

    class Params:
        proposed = factory.Trait(
            state=LetterState.PROPOSED,
            proposed_by=factory.SubFactory(CadreFactory),
            proposed_at=moment(DATED_ON),
        )


def _unnumbered(title: str, days: int) -> LetterSheet:
    body = body_of(f"{TEXT}\n请自本函印发之日起{days}个工作日内书面回复。\n特此函告。")
    return sheet(number="", title=title, body=body)
