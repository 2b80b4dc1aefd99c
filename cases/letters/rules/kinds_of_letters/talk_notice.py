"""约谈通知书: who is asked to come, about what, when and where, and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.letters.rules.facts import Matter, closing, demand, facts, lines, standing
from cases.letters.rules.sheets import Cell, FormTable, Layout, LetterSheet, body_of
from cases.letters.rules.wording import clauses

TO_BE_SET = "约谈时间、地点、主持人另行确定后填写。"
USUAL = "请分析原因，说明整改措施和承诺办结的日期。"


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where it takes place, who holds it, who is asked to come."""

    planned_at: datetime
    place: str
    host: str
    invited: str

    @property
    def words(self) -> str:
        return f"{clauses.moment(timezone.localtime(self.planned_at))}在{self.place}"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title="约谈通知书",
        dated_on=matter.today,
        addressee=matter.unit,
        body=body_of(
            lines(
                "一、约谈事由",
                facts(matter) + standing(matter),
                "二、约谈安排",
                TO_BE_SET,
                "三、有关要求",
                demand(matter, USUAL, "通知"),
                closing(matter, "特此通知。"),
            )
        ),
        signer=matter.issuer,
        contact=matter.contact,
        cc=matter.cc,
    )


def arranged(text: str, before: Meeting | None, meeting: Meeting) -> str:
    """Return the words of the letter with the meeting in them."""
    standing_words = said(before) if before else TO_BE_SET
    if standing_words in text:
        return text.replace(standing_words, said(meeting))
    return f"{text}\n{said(meeting)}"


def said(meeting: Meeting) -> str:
    return (
        f"请{meeting.invited}于{meeting.words}参加约谈，由{meeting.host}主持。"
        "确不能参加的，请提前一个工作日书面说明。"
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said and asked at the meeting."""

    held_at: datetime
    place: str
    host: str
    attended: str
    said: str
    answered: str
    measures: str
    until: str
    recorder: str


def record(issuer: str, notice: str, unit: str, matter: str, minutes: Minutes) -> LetterSheet:
    """约谈记录: a form with room for both sides' signatures; it has no number of its own."""
    at = timezone.localtime(minutes.held_at)
    rows = (
        _pair("约谈时间", clauses.moment(at), "约谈地点", minutes.place),
        _pair("主持人", minutes.host, "被约谈单位", unit),
        _wide("参加人员", minutes.attended),
        _wide("约谈事由", f"{matter}（{notice}）"),
        _wide("约谈内容", minutes.said, 40),
        _wide("单位说明", minutes.answered, 30),
        _wide("整改要求", f"{minutes.measures}（{minutes.until}前完成）", 30),
        (
            Cell("主持人\n签名", is_label=True),
            Cell("\n　　　年　月　日", height_mm=24),
            Cell("被约谈单位\n负责人签名", is_label=True),
            Cell("\n　　　年　月　日", height_mm=24),
        ),
        _wide("记录人", minutes.recorder),
    )
    return LetterSheet(
        issuer=issuer,
        title="约谈记录",
        dated_on=at.date(),
        layout=Layout.FORM,
        tables=(FormTable("", (2.6, 5.8, 2.9, 4.7), rows),),
    )


def _pair(label: str, text: str, other: str, more: str) -> tuple[Cell, ...]:
    return (Cell(label, is_label=True), Cell(text), Cell(other, is_label=True), Cell(more))


def _wide(label: str, text: str, height_mm: float = 0.0) -> tuple[Cell, ...]:
    return (Cell(label, is_label=True), Cell(text, 3, height_mm=height_mm))
