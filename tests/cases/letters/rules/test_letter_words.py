"""What letters say: to whom as 你局 or 你委, what is demanded once, both dates of a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cadres.errors import Invalid
from cases.letters.rules import composing, sheets
from cases.letters.rules.composing import Words
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import (
    bureau_letters,
    business_notice,
    finding_letters,
    upward,
)
from cases.letters.rules.kinds_of_letters.bureau_letters import BureauFacts
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts
from cases.letters.rules.kinds_of_letters.finding_letters import FindingFacts
from cases.letters.rules.kinds_of_letters.upward import UpwardFacts
from cases.letters.rules.wording import address, clauses, copied_to
from tests.factories import letter_kinds, letters

MATTER = Matter(
    issuer="南召县万人助万企活动办公室",
    unit="县工业和信息化局",
    number="南召助企 2026-54",
    title="厂区变压器增容",
    who="恒信达艾草制品有限公司",
    filed_on=date(2026, 10, 28),
    due_on=date(2026, 11, 10),
    unit_due_on=date(2026, 11, 8),
    dispatched_on=date(2026, 10, 29),
    today=date(2026, 11, 20),
    reply_days=3,
)
WORDS = Words(title="关于督促办理用电诉求的函", addressee="县工信局", body="请研究。")


def body(kind: LetterKind, **other: object) -> str:
    return sheets.typed(composing.compose(kind, replace(MATTER, **other)).body)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("县工业和信息化局", "你局"),
        ("县发展和改革委员会", "你委"),
        ("县卫健委", "你委"),
        ("县纪委监委", "你委"),
        ("城关镇人民政府", "你镇"),
        ("皇后乡政府", "你乡"),
        ("县供电公司", "你公司"),
        ("县政府办公室", "你办"),
        ("某协会", "你单位"),
        ("县工信局、县自然资源局", "各单位"),
    ],
)
def test_a_receiver_is_called_by_what_it_is(name, called):
    assert address.you(name) == called


TYPED = "申请增容 315 千伏安，总投资 1.5 亿元，影响 3 条生产线。"
QUOTED = "申请增容315千伏安，总投资1.5亿元，影响3条生产线。"


@pytest.mark.parametrize("kind", composing.COMPOSERS)
def test_what_was_typed_is_quoted_without_blanks_between_chinese_and_figures(kind):
    sheet = composing.compose(kind, replace(MATTER, title="增容 315 千伏安", description=TYPED))
    said = str(sheets.as_data(sheet))
    assert "增容315千伏安" in said
    assert "315 千伏安" not in said
    assert "南召助企 2026-54" in said


def test_letters_of_the_other_kinds_quote_so_too():
    day = MATTER.today
    told = UpwardFacts(
        *(
            "县助企办",
            "市助企办",
            "某公司",
            "某公司",
            "南召助企 2026-54",
            "县供电公司",
            "增容 315 千伏安",
        ),
        *(TYPED, TYPED, TYPED, TYPED, day, day),
    )
    found = FindingFacts("县督查室", "县供电公司", "暗访", "窗口", day, TYPED, day)
    lead = BureauFacts("县局", "邻县局", "某公司", TYPED, day, TYPED)
    made = [
        upward.sheet(LetterKind.REQUEST, told),
        finding_letters.sheet(LetterKind.HINT, found),
        bureau_letters.sheet(LetterKind.CASE_LEAD, lead),
    ]
    assert all(QUOTED in sheets.typed(one.body) for one in made)


@pytest.mark.parametrize("kind", [LetterKind.URGE, LetterKind.HINT, LetterKind.LETTER])
def test_a_letter_that_demands_an_answer_ends_so_and_asks_once(kind):
    said = body(kind, text="现予督办。请在期限内书面回复原因和措施。")
    assert said.endswith("请予函复。")
    assert "书面回复" not in said
    assert said.count("3个工作日") == 1
    assert said.count("现予督办") == 1


def test_each_kind_of_letter_is_looked_at_filled_full():
    shown = {name for name, _ in letter_kinds.every_kind()}
    assert {kind.label for kind in LetterKind} <= shown


def test_a_letter_without_an_answer_says_that_it_was_written():
    assert body(LetterKind.LETTER, reply_days=0).endswith("特此函告。")
    for kind in (LetterKind.URGE, LetterKind.TALK):
        assert body(kind, reply_days=0).endswith("特此通知。")


@pytest.mark.parametrize("kind", [LetterKind.URGE, LetterKind.HINT, LetterKind.LETTER])
def test_a_person_s_name_stands_in_no_title(kind):
    sheet = composing.compose(kind, replace(MATTER, who="张三", is_person=True))
    assert "张三" not in sheet.title
    assert "群众" in sheet.title
    assert "张三" in sheets.typed(sheet.body)


def test_a_form_says_both_dates_whose_they_are_and_which_comes_first():
    cells = [
        cell.text
        for row in composing.compose(LetterKind.DISPATCH, MATTER).tables[0].rows
        for cell in row
    ]
    said = dict(zip(cells[::2], cells[1::2], strict=True))
    assert said["承办时限\n（承办单位）"] == "2026年11月8日前办结（先到期）"
    assert said["承诺时限\n（县对企业）"] == "2026年11月10日前办结"
    assert said["交办日期"] == "2026年10月29日"


@pytest.mark.parametrize("name", ["县委书记", "县分管领导", "张伟同志", "县工信局局长", ""])
def test_persons_are_no_organs(name):
    assert not copied_to.is_organ(name)


@pytest.mark.parametrize("name", ["县政府办公室", "县委督查室", "县发展和改革委员会"])
def test_organs_are(name):
    assert copied_to.is_organ(name)


@pytest.mark.parametrize(
    "change",
    [
        {"cc": ("县委督查室", "县委书记")},
        {"title_breaks": ("关于督促办理", "用水诉求的函")},
        {"title_breaks": ("关于督促办理用电诉求", "的函")},
    ],
)
def test_a_person_in_抄送_or_a_title_that_is_broken_badly_is_refused(change):
    with pytest.raises(Invalid):
        composing.reworded(letters.sheet(), replace(WORDS, **change))


def test_the_drafter_breaks_the_title():
    words = replace(WORDS, title_breaks=("关于督促办理", "用电诉求的函"))
    sheet = composing.reworded(letters.sheet(), words)
    assert sheet.title_lines == ("关于督促办理", "用电诉求的函")
    assert composing.words_of(sheet, 0).title_breaks == words.title_breaks


def test_generated_text_has_no_blanks_between_chinese_and_figures():
    facts = NoticeFacts("恒信达", "南召县活动办公室", "0377-6690", [], date(2026, 11, 20))
    notice = business_notice.compose(facts, "https://zhuqi.example.gov.cn/q/a/")
    said = sheets.typed(notice.body) + body(LetterKind.LETTER).replace(MATTER.number, "")
    assert " " not in said


@pytest.mark.parametrize("kind", [LetterKind.HINT, LetterKind.LETTER, LetterKind.TALK])
def test_the_promised_day_is_asked_for_once(kind):
    assert body(kind).count("承诺办结的日期") == 1


def test_an_hour_is_written_as_letters_write_it():
    assert clauses.moment(datetime(2026, 11, 12, 9, 30, tzinfo=UTC)) == "2026年11月12日9时30分"
    assert clauses.moment(datetime(2026, 11, 12, 15, tzinfo=UTC)) == "2026年11月12日15时"
