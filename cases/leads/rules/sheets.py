"""The room's letters as sheets: 移送函, 移送登记表, 结果反馈函, and the slip of a sealed stub.

Facts only: there is no line for what should be done to anybody, and none for who reported it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.leads.rules.content import Attachment, Feedback, Matter
from cases.leads.rules.matters import Field, Kind, Level, Source
from cases.leads.rules.procedure import Outcome, Return
from cases.rules.letters import wording
from cases.rules.letters.sheets import (
    Annex,
    Cell,
    FormTable,
    Layout,
    LetterSheet,
    Line,
    Paragraph,
    ReceiptSlip,
    body_of,
)

SIGN_MM = 32.0
CLOSING = {
    Kind.TRANSFER: "现移送你单位依规依纪依法处理，请在签收后按规定期限反馈受理情况和办理结果。",
    Kind.ASSISTANCE: "请你单位予以协助，并将办理情况函复我单位。",
    Kind.NOTICE: "现将有关情况通报你单位，请按职责处理。",
}
TITLES = {
    Kind.TRANSFER: "关于移送营商环境问题线索的函",
    Kind.ASSISTANCE: "关于商请协助办理涉企执法事项的函",
    Kind.NOTICE: "关于通报涉企有关情况的函",
}
KEEP = "本函及附件内容请严格保密，限指定人员知悉，不得转给或者告知被反映的单位和人员。"
OPINIONS = "□受理　□退回　□请补充材料　□转有管辖机关"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on a letter beside what it says."""

    issuer: str
    addressee: str
    number: str
    dated_on: date
    kind: str = Kind.TRANSFER
    contact: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The dates of the register form, as far as they are known; the rest is written by hand."""

    delivered_on: date | None = None
    signed_on: date | None = None
    decided_on: date | None = None
    answered_on: date | None = None
    outcome: str = ""


def transfer_letter(matter: Matter, files: Sequence[Attachment], facts: Facts) -> LetterSheet:
    """问题线索移送函 (and its two sisters between counties) with the slip that comes back."""
    kind = Kind(facts.kind)
    return LetterSheet(
        issuer=facts.issuer,
        number=facts.number,
        title=TITLES[kind],
        dated_on=facts.dated_on,
        urgency=wording.urgency_word(matter.urgency),
        addressee=facts.addressee,
        body=_body(matter, kind),
        annexes=tuple(_annex(one) for one in files),
        signer=facts.issuer,
        contact=facts.contact,
        receipt=_receipt(facts),
    )


def register_form(matter: Matter, files: int, facts: Facts, course: Course) -> LetterSheet:
    """移送登记表, across the page, with room for both sides' seals (双签章)."""
    rows = (
        _row("线索编号", facts.number, "线索来源", _source(matter)),
        _row("涉及人员", _persons(matter), "涉及单位", _units(matter)),
        (_label("主要问题"), Cell(matter.deed, 3, height_mm=24)),
        _row("附件", f"{files} 份", "紧急程度", wording.urgency_word(matter.urgency) or "普通"),
        _row("移送日期", _day(course.delivered_on), "签收日期", _day(course.signed_on)),
        _row("受理或退回日期", _day(course.decided_on), "反馈日期", _day(course.answered_on)),
        _row("办理结果", course.outcome, "备注", ""),
        (
            Cell("移送单位\n（签章）", is_label=True),
            Cell(_hand_over(facts.issuer, "移送人"), height_mm=SIGN_MM),
            Cell("接收单位\n（签章）", is_label=True),
            Cell(_hand_over(facts.addressee, "接收人"), height_mm=SIGN_MM),
        ),
    )
    table = FormTable("", (2, 5, 2, 5), rows, is_landscape=True)
    return _form(facts, "营商环境问题线索移送登记表", table)


def feedback_letter(feedback: Feedback, facts: Facts, lead_number: str) -> LetterSheet:
    """结果反馈函: the code, its day, and what goes with it; nothing of how it came about."""
    return LetterSheet(
        issuer=facts.issuer,
        number=facts.number,
        title="关于问题线索办理结果的反馈函",
        dated_on=facts.dated_on,
        addressee=facts.addressee,
        body=body_of(_feedback_text(feedback, lead_number)),
        signer=facts.issuer,
        contact=facts.contact,
        receipt=_receipt(facts),
    )


def stub_slip(number: str, received_on: date, facts: Facts) -> LetterSheet:
    """密封转送交接单: number, days and signatures; what lies in the envelope nobody here knows."""
    rows = (
        _row("编号", number, "收到日期", wording.day(received_on)),
        _row("转送日期", "", "密封情况", "□完好　□破损"),
        (
            Cell("转送人\n（签字）", is_label=True),
            Cell("", height_mm=SIGN_MM),
            Cell("接收人\n（签字）", is_label=True),
            Cell("", height_mm=SIGN_MM),
        ),
    )
    note = "本件属上级机关管辖，原件密封转送，不拆阅、不复制、不摘抄、不录入。"
    table = FormTable("", (2, 4, 2, 4), rows, note=note)
    return _form(facts, "密封件转送交接单", table)


def _form(facts: Facts, title: str, table: FormTable) -> LetterSheet:
    return LetterSheet(
        issuer=facts.issuer,
        title=title,
        dated_on=facts.dated_on,
        layout=Layout.FORM,
        number=facts.number,
        tables=(table,),
    )


def _body(matter: Matter, kind: Kind) -> tuple[Paragraph, ...]:
    found = wording.day(matter.found_day)
    parts = [
        f"我单位在工作中发现一件涉及{Field(matter.field).label}的情况。{CLOSING[kind]}",
        "一、来源",
        f"{found}由{matter.found_by}发现，来源为{_source(matter)}，{_named(matter)}。",
        "二、涉及的人员和单位",
        *_concerned(matter),
        "三、主要情况",
        f"时间：{matter.time}。",
        f"地点：{matter.place}。",
        f"行为：{matter.deed}",
        *([f"后果：{matter.consequence}"] if matter.consequence else []),
        *(["四、违反的规定", matter.breached] if matter.breached else []),
        *_earlier(matter),
        *([f"紧急情况：{matter.urgent_because}"] if matter.urgent_because else []),
        KEEP,
    ]
    return body_of("\n".join(parts))


def _concerned(matter: Matter) -> list[str]:
    persons = [
        f"{at}. {one.name}，{'，'.join(p for p in (one.unit, one.post) if p) or '职务不详'}，"
        f"管理权限：{Level(one.level).label}。"
        for at, one in enumerate(matter.persons, 1)
    ]
    units = [f"单位：{one.name}（{Level(one.level).label}）。" for one in matter.units]
    return persons + units


def _earlier(matter: Matter) -> list[str]:
    if not matter.earlier:
        return []
    heading = "五、前期办理经过" if matter.breached else "四、前期办理经过"
    lines = [
        "，".join(part for part in (one.on, one.what, one.number) if part) + "。"
        for one in matter.earlier
    ]
    return [heading, *lines]


def _named(matter: Matter) -> str:
    return "反映人实名，身份信息另行保管" if matter.is_named else "匿名反映"


def _source(matter: Matter) -> str:
    return Source(matter.source).label


def _persons(matter: Matter) -> str:
    return "；".join(str(one) for one in matter.persons) or "无"


def _units(matter: Matter) -> str:
    return "；".join(one.name for one in matter.units) or "无"


def _annex(one: Attachment) -> Annex:
    return Annex(one.name, one.copies, one.pages, one.digest)


def _receipt(facts: Facts) -> ReceiptSlip:
    return ReceiptSlip(
        "回　执",
        (
            Line("来函文号", facts.number),
            Line("收到日期"),
            Line("收到份数"),
            Line("接收人"),
            Line("意见", OPINIONS),
            Line("接收单位（盖章）"),
        ),
        f"请在签收后退回{facts.issuer}。",
    )


def _feedback_text(feedback: Feedback, lead_number: str) -> str:
    outcome = Outcome(feedback.code)
    parts = [f"你单位移送的问题线索（{lead_number}），现将办理结果反馈如下。"]
    reason = f"（{Return(feedback.reason).label}）" if feedback.reason else ""
    parts.append(f"办理结果：{outcome.label}{reason}。")
    if feedback.persons:
        kinds = "、".join(feedback.kinds)
        parts.append(f"处理人次：{feedback.persons} 人次{f'（{kinds}）' if kinds else ''}。")
    if feedback.body:
        parts.append(feedback.body)
    return "\n".join([*parts, "特此函告。"])


def _hand_over(unit: str, who: str) -> str:
    return f"{unit}\n{who}：\n　　　　年　　月　　日"


def _day(on: date | None) -> str:
    return wording.day(on) if on else ""


def _label(text: str) -> Cell:
    return Cell(text, is_label=True)


def _row(label: str, text: str, other: str, more: str) -> tuple[Cell, ...]:
    return (_label(label), Cell(text), _label(other), Cell(more))
