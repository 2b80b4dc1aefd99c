"""Leads as values, for tests of the room's letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cases.leads.handling.rules.sheets import Facts
from cases.leads.procedure.rules.content import (
    Attachment,
    ConcernedUnit,
    EarlierStep,
    Matter,
    Person,
)
from cases.leads.procedure.rules.vocabulary import Field, Level, Source

DATED_ON = date(2026, 3, 2)
NUMBER = "召营线移〔2026〕5号"
DEED = (
    "2026年1月至2月，该科在三次现场检查中要求企业到指定机构重复检测，否则不予通过复查；"
    "企业三次补交的材料均与首次相同。"
)
FACTS = Facts(
    issuer="南召县万人助万企活动办公室",
    addressee="县纪委监委案件监督管理室",
    number=NUMBER,
    dated_on=DATED_ON,
    contact="联系人：李娟，电话：0377-66900000",
)


def matter(**other: Any) -> Matter:
    plain = Matter(
        title="反映在检查中指定检测机构",
        field=Field.ENFORCEMENT,
        source=Source.HOTLINE,
        found_on="2026-02-25",
        found_by="县助企办督查组",
        persons=(Person("周某", "县市场监督管理局", "股长", Level.COUNTY),),
        units=(ConcernedUnit("县市场监督管理局", Level.COUNTY),),
        time="2026年1月8日至2月20日",
        place="城关镇恒信达艾草制品有限公司厂区",
        deed=DEED,
        consequence="企业支付重复检测费用 2.6 万元，复工推迟 11 天。",
        breached="《优化营商环境条例》第五十七条",
        earlier=(
            EarlierStep("交办", "召助企〔2026〕00123号", "2026年2月3日"),
            EarlierStep("督办", "召助企函〔2026〕4号", "2026年2月16日"),
        ),
        is_named=True,
    )
    return replace(plain, **other)


def crowded() -> Matter:
    """Twenty persons, six units, ten earlier steps, an urgent case: all there is at once."""
    persons = tuple(
        Person(f"欧阳某{at}", "县推进营商环境改革和重大项目服务保障工作专班", "副主任科员")
        for at in range(1, 21)
    )
    units = tuple(ConcernedUnit(f"第{at}行政审批服务中心") for at in range(1, 7))
    earlier = tuple(
        EarlierStep("督办", f"召助企函〔2026〕{at}号", f"2026年2月{at}日") for at in range(1, 11)
    )
    return matter(
        persons=persons,
        units=units,
        earlier=earlier,
        deed="\n".join([DEED * 3] * 4),
        urgency="most_pressing",
        urgent_because="正在发生的索要",
    )


def files(count: int = 2) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(f"第{at}次现场检查记录及照片.pdf", "pdf", 20_000, f"{at:064x}", 1, at + 2)
        for at in range(1, count + 1)
    )
