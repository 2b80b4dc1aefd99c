"""The room's letters as sheets: 移送函, 移送登记表, 结果反馈函, and the slip of a sealed stub.

Facts only: there is no line for what should be done to anybody, and none for who reported it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.leads.procedure.rules.content import Attachment, Feedback, Matter, Person
from cases.leads.procedure.rules.procedure import Outcome
from cases.letters.rules.sheets import (
    FILE_ENDING,
    Annex,
    Cell,
    FormTable,
    Layout,
    LetterSheet,
    Line,
    Paragraph,
    ReceiptSlip,
)
from cases.letters.rules.sheets import Level as Heading
from cases.letters.rules.wording import address, clauses

SIGN_MM = 26.0
HAND_DATED = "　　　　年　　月　　日"
# So much of a digest tells two files apart on paper; the whole one lies with the file.
CHECKED_SIGNS = 16
ENDS = ("。", "！", "？", "。”", "！”", "？”", "。）")
CLOSING = "现移送{you}依规依纪依法处置，请在签收后按规定期限反馈受理情况和办理结果。"
TITLE = "关于移送营商环境问题线索的函"
SEALED = "有实名反映人，其身份信息另行密封，随卷移送，请指定专人拆阅、保管。"
STAYS = "有实名反映人，按其要求身份信息由移送单位专人保管，不随函移送。"
KEEP = "本函及附件内容请严格保密，限指定人员知悉，不得转给或者告知被反映的单位和人员。"
FEEDBACK_TITLE = "关于问题线索办理结果的反馈函"
ANSWERED = "{you}移送的问题线索"
OPINIONS = Line("意见", "□受理　□退回　□补充　□转送")
ORDINALS = "一二三四五六七"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on a letter beside what it says."""

    issuer: str
    addressee: str
    number: str
    dated_on: date
    contact: str = ""
    approved_by: str = ""
    # A named reporter did not want to be handed over.
    reporter_stays: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The dates of the register form, as far as they are known; the rest is written by hand."""

    delivered_on: date | None = None
    signed_on: date | None = None
    decided_on: date | None = None
    answered_on: date | None = None
    outcome: str = ""


def transfer_letter(matter: Matter, files: Sequence[Attachment], facts: Facts) -> LetterSheet:
    """问题线索移送函 with the slip that comes back."""
    return LetterSheet(
        issuer=facts.issuer,
        number=facts.number,
        title=TITLE,
        dated_on=facts.dated_on,
        secrecy=clauses.WORKING,
        urgency=clauses.urgency_word(matter.urgency),
        addressee=facts.addressee,
        body=_body(matter, facts),
        annexes=tuple(_annex(one) for one in files),
        signer=facts.issuer,
        contact=facts.contact,
        receipt=_receipt(facts, OPINIONS),
    )


def register_form(
    matter: Matter, files: Sequence[Attachment], facts: Facts, course: Course
) -> LetterSheet:
    """移送登记表, across the page, with room for both sides' seals (双签章).

    The digests of the annexes stand here, for both sides; the letter itself prints none.
    """
    rows = (*_of_matter(matter, files, facts), *_of_course(facts, course))
    table = FormTable("", (2, 3, 2, 3, 2, 3), rows, is_landscape=True)
    return _form(facts, "营商环境问题线索移送登记表", facts.number, table)


def _of_matter(
    matter: Matter, files: Sequence[Attachment], facts: Facts
) -> tuple[tuple[Cell, ...], ...]:
    number, source, field = facts.number, clauses.tight(matter.source_label), matter.field_label
    named = "实名" if matter.is_named else "否"
    return (
        _row(("线索编号", number), ("线索来源", source), ("所属领域", field)),
        _row(
            ("发现日期", _day(matter.found_day)),
            ("发现单位（人）", matter.found_by),
            ("紧急程度", _urgency(matter)),
        ),
        _wide("涉及人员", "；".join(_person(one) for one in matter.persons) or "无"),
        _wide("涉及单位", _units(matter) or "无"),
        _wide("主要问题", "\n".join(_facts(matter))),
        _wide("违反的规定", matter.breached),
        _wide("前期办理经过", "；".join(_earlier(matter)) or "无"),
        _row(("是否实名", named), ("附件", f"{len(files)}份"), ("备注", "")),
        _wide(
            "附件校验码", "；".join(_checked(at, one) for at, one in enumerate(files, 1)) or "无"
        ),
    )


def _of_course(facts: Facts, course: Course) -> tuple[tuple[Cell, ...], ...]:
    return (
        _row(
            ("移送日期", _day(course.delivered_on)),
            ("签收日期", _day(course.signed_on)),
            ("受理退回日期", _day(course.decided_on)),
        ),
        (*_pair("反馈日期", _day(course.answered_on)), _label("办理结果"), Cell(course.outcome, 3)),
        (
            *_sealed("移送单位", _handed(facts)),
            *_sealed("接收单位", _signed(facts.addressee, "接收人：")),
        ),
    )


def feedback_letter(feedback: Feedback, facts: Facts, lead_number: str) -> LetterSheet:
    """结果反馈函: the code, and what goes with it; nothing of how it came about."""
    return LetterSheet(
        issuer=facts.issuer,
        number=facts.number,
        title=FEEDBACK_TITLE,
        dated_on=facts.dated_on,
        secrecy=clauses.WORKING,
        addressee=facts.addressee,
        body=_paragraphs(_feedback_lines(feedback, lead_number, facts.addressee)),
        signer=facts.issuer,
        contact=facts.contact,
        receipt=_receipt(facts),
    )


def stub_slip(number: str, received_on: date, facts: Facts) -> LetterSheet:
    """密封件转送交接单: number, days and signatures; what lies inside nobody here knows."""
    rows = (
        _row(("编号", number), ("收到日期", _day(received_on))),
        _row(("转送日期", ""), ("密封情况", "□完好　□破损")),
        (
            _label("转送人\n（签字）"),
            Cell(f"{facts.issuer}\n{HAND_DATED}", height_mm=SIGN_MM),
            _label("接收人\n（签字）"),
            Cell(HAND_DATED, height_mm=SIGN_MM),
        ),
    )
    note = "本件属上级机关管辖，原件密封转送，不拆阅、不复制、不摘抄、不录入。"
    table = FormTable("", (2, 4, 2, 4), rows, note=note)
    return _form(facts, "密封件转送交接单", "", table)


def _form(facts: Facts, title: str, number: str, table: FormTable) -> LetterSheet:
    return LetterSheet(
        issuer=facts.issuer,
        title=title,
        dated_on=facts.dated_on,
        layout=Layout.FORM,
        secrecy=clauses.WORKING,
        number=number,
        tables=(table,),
    )


def _body(matter: Matter, facts: Facts) -> tuple[Paragraph, ...]:
    """Only our own headings are headings: what a person typed is shown as running text."""
    we, you = address.we(facts.issuer), address.you(facts.addressee)
    found_out = f"{we}在工作中发现一件涉及{matter.field_label}的情况。"
    opening = found_out + CLOSING.format(you=you)
    parts = [
        ("线索编号和来源", _origin(matter, facts)),
        ("涉及的人员和单位", _concerned(matter)),
        ("主要情况", _facts(matter)),
        ("违反的规定", [_sentence(matter.breached)] if matter.breached.strip() else []),
        ("前期办理经过", [_sentence(line) for line in _earlier(matter)]),
        ("紧急情形", [_sentence(matter.urgent_because)] if matter.urgent_because.strip() else []),
        ("保密要求", [_named(matter, facts) + KEEP]),
    ]
    found = [(heading, lines) for heading, lines in parts if lines]
    body = list(_paragraphs([opening]))
    for ordinal, (heading, lines) in zip(ORDINALS, found, strict=False):
        body += [Paragraph(f"{ordinal}、{heading}", Heading.FIRST), *_paragraphs(lines)]
    return tuple(body)


def _paragraphs(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    lines = (line.strip() for text in texts for line in clauses.clean(text).split("\n"))
    return tuple(Paragraph(line) for line in lines if line)


def _origin(matter: Matter, facts: Facts) -> list[str]:
    source = clauses.tight(matter.source_label)
    found = f"{_day(matter.found_day)}由{matter.found_by}发现，来源为{source}。"
    return [*([f"线索编号：{facts.number}。"] if facts.number else []), found]


def _concerned(matter: Matter) -> list[str]:
    persons = [
        _sentence(f"{at}.{one.name}，{'，'.join(_about(one)) or '职务不详'}，{_managed(one)}")
        for at, one in enumerate(matter.persons, 1)
    ]
    units = [f"涉及单位：{_units(matter)}。"] if matter.units else []
    settled = [_sentence(f"管辖：{matter.jurisdiction}")] if matter.jurisdiction.strip() else []
    return persons + units + settled


def _facts(matter: Matter) -> list[str]:
    """时间、地点、行为、后果, and nothing of what should be done about it."""
    named = (
        ("时间", matter.time),
        ("地点", matter.place),
        ("行为", matter.deed),
        ("后果", matter.consequence),
    )
    return [_sentence(f"{name}：{text.strip()}") for name, text in named if text.strip()]


def _earlier(matter: Matter) -> list[str]:
    """文号 and day of what was done before, as one line each, without a full stop."""
    steps = [(_typed_day(one.on), one.what, one.number) for one in matter.earlier]
    return ["，".join(part for part in step if part) for step in steps]


def _named(matter: Matter, facts: Facts) -> str:
    """Never who: there may also be nobody, where an inspection found it."""
    if not matter.is_named:
        return ""
    return STAYS if facts.reporter_stays else SEALED


def _person(one: Person) -> str:
    return f"{one.name}（{'，'.join([*_about(one), _managed(one)])}）"


def _about(one: Person) -> list[str]:
    return [part for part in (one.unit, one.post) if part]


def _managed(one: Person) -> str:
    return f"管理权限：{one.level_label}"


def _units(matter: Matter) -> str:
    return "；".join(f"{one.name}（{one.level_label}）" for one in matter.units)


def _urgency(matter: Matter) -> str:
    return clauses.urgency_word(matter.urgency) or clauses.Urgency.PLAIN.label


def _annex(one: Attachment) -> Annex:
    return Annex(one.name, one.copies, one.pages, one.digest)


def _checked(at: int, one: Attachment) -> str:
    return f"{at}.{FILE_ENDING.sub('', one.name)} {one.digest[:CHECKED_SIGNS]}"


def _receipt(facts: Facts, *more: Line) -> ReceiptSlip:
    return ReceiptSlip(
        "回　执",
        (
            Line("来函文号", facts.number),
            Line("收到日期"),
            Line("收到份数"),
            Line("接收人"),
            *more,
            Line("签章机关", facts.addressee),
        ),
        f"请在签收后退回{facts.issuer}。",
    )


def _feedback_lines(feedback: Feedback, lead_number: str, addressee: str) -> list[str]:
    reason = f"（{feedback.reason_label}）" if feedback.reason else ""
    lines = [
        f"{ANSWERED.format(you=address.you(addressee))}（{lead_number}），现将办理结果反馈如下。",
        f"办理结果：{feedback.code_label}{reason}。",
    ]
    if feedback.persons:
        kinds = f"（{'、'.join(feedback.kinds)}）" if feedback.kinds else ""
        lines.append(f"处理人次：{feedback.persons}人次{kinds}。")
    if feedback.body.strip():
        is_advice = feedback.code == Outcome.ADVICE
        lines.append(_sentence(f"{'整改建议：' if is_advice else ''}{feedback.body.strip()}"))
    return [*lines, "特此函告。"]


def _handed(facts: Facts) -> str:
    approved = f"审批人：{facts.approved_by}"
    return _signed(facts.issuer, f"{approved}\n移送人：")


def _signed(unit: str, who: str) -> str:
    return f"{unit}\n{who}\n{HAND_DATED}"


def _sentence(text: str) -> str:
    """Ends with one full stop, whatever was typed there."""
    plain = text.strip()
    return plain if plain.endswith(ENDS) else f"{plain.rstrip('，、；;.')}。"


def _typed_day(text: str) -> str:
    """A day as letters write it where it was typed as `2026-03-02`, else what was typed."""
    try:
        return _day(date.fromisoformat(text.strip()))
    except ValueError:
        return text.strip()


def _day(on: date | None) -> str:
    return clauses.day(on) if on else ""


def _label(text: str) -> Cell:
    return Cell(text, is_label=True)


def _row(*pairs: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(cell for label, text in pairs for cell in _pair(label, text))


def _pair(label: str, text: str) -> tuple[Cell, Cell]:
    return (_label(label), Cell(text))


def _wide(label: str, text: str) -> tuple[Cell, Cell]:
    return (_label(label), Cell(text, 5))


def _sealed(label: str, text: str) -> tuple[Cell, Cell]:
    return (_label(f"{label}\n（签章）"), Cell(text, 2, height_mm=SIGN_MM))
