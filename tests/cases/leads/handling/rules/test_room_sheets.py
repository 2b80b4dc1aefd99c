"""What stands on the room's letters and forms, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.leads.handling.rules import sheets
from cases.leads.handling.rules.sheets import Course
from cases.leads.procedure.rules.content import Feedback, Matter
from cases.leads.procedure.rules.procedure import Outcome, Return
from cases.letters.rules.sheets import Layout, as_data, typed
from tests.factories import leads as matters
from tests.factories.leads import FACTS

HANDLED = Feedback(Outcome.HANDLED, persons=3, kinds=("批评教育", "诫勉"), body="已督促公开目录")


def letter(facts=FACTS, files=2, **other):
    return sheets.transfer_letter(matters.matter(**other), matters.files(files), facts)


def headings(sheet):
    return [one.text for one in sheet.body if one.level]


def cells(sheet):
    return [cell.text for row in sheet.tables[0].rows for cell in row]


def beside(sheet, label):
    """What stands in the cell after the label."""
    found = cells(sheet)
    return found[found.index(label) + 1]


def test_a_transfer_letter_says_its_parts_in_order():
    assert headings(letter(urgent_because="正在发生的索要")) == [
        "一、线索编号和来源",
        "二、涉及的人员和单位",
        "三、主要情况",
        "四、违反的规定",
        "五、前期办理经过",
        "六、紧急情形",
        "七、保密要求",
    ]


def test_parts_of_which_nothing_is_known_leave_no_gap_in_the_order():
    assert headings(letter(breached="", earlier=()))[3:] == ["四、保密要求"]


@pytest.mark.parametrize(
    "words",
    [
        matters.NUMBER,
        "2026年2月25日由县助企办督查组发现，来源为12345热线。",
        "1.周某，县市场监督管理局，股长，管理权限：县管。",
        "涉及单位：县市场监督管理局（县管）。",
        "时间：2026年1月8日至2月20日。",
        "地点：城关镇恒信达艾草制品有限公司厂区。",
        "后果：企业支付重复检测费用 2.6 万元，复工推迟 11 天。",
        "《优化营商环境条例》第五十七条。",
        "2026年2月16日，督办，召助企函〔2026〕4号。",
        "有实名反映人",
    ],
)
def test_a_transfer_letter_says_each_fact(words):
    assert words in typed(letter().body)


def test_annexes_are_listed_with_copies_pages_and_digest():
    first = letter().annexes[0]
    assert (first.copies, first.pages, first.digest) == (1, 3, f"{1:064x}")


def test_the_slip_asks_for_receipt_and_opinion():
    slip = letter().receipt
    assert [line.label for line in slip.lines] == [
        "来函文号",
        "收到日期",
        "收到份数",
        "接收人",
        "意见",
        "签章机关",
    ]
    assert slip.lines[4].text == "□受理　□退回　□补充　□转送"


def test_an_urgent_letter_says_so_at_its_head():
    assert letter(urgency="most_pressing", urgent_because="证据灭失").urgency == "特急"


def test_a_letter_has_no_field_for_whoever_reported_it():
    assert {"reporter", "phone", "wishes"}.isdisjoint(Matter.__dataclass_fields__)


def test_a_lead_that_nobody_reported_is_not_called_anonymous():
    text = typed(letter(is_named=False).body)
    assert "反映人" not in text
    assert "匿名" not in text


def test_a_letter_proposes_no_disposition():
    text = str(as_data(letter()))
    assert not [word for word in ("立案", "处分", "谈话函询", "建议给予") if word in text]


def test_what_was_typed_is_no_heading():
    sheet = letter(deed="一、指定机构\n要求重复检测")
    assert "一、指定机构" not in headings(sheet)


@pytest.mark.parametrize("text", ["证据灭失", "证据灭失。", "证据灭失；"])
def test_a_sentence_ends_with_one_full_stop(text):
    assert "证据灭失。\n" in typed(letter(urgent_because=text).body)


def test_a_day_typed_with_hyphens_is_written_as_letters_write_it():
    step = replace(matters.matter().earlier[0], on="2026-02-03")
    assert "2026年2月3日，交办" in typed(letter(earlier=(step,)).body)


def test_a_letter_says_what_it_transfers():
    sheet = letter(FACTS)
    assert sheet.title == "关于移送营商环境问题线索的函"
    assert "现移送你单位" in sheet.body[0].text


def test_the_register_form_lies_across_the_page():
    sheet = sheets.register_form(matters.matter(), matters.files(2), FACTS, Course())
    assert sheet.layout == Layout.FORM
    assert sheet.tables[0].is_landscape


def test_the_register_form_puts_no_blank_before_or_behind_a_figure():
    sheet = sheets.register_form(matters.matter(), (), FACTS, Course())
    assert beside(sheet, "线索来源") == "12345热线"


def test_rows_of_the_register_form_are_as_wide_as_its_columns():
    table = sheets.register_form(matters.crowded(), matters.files(10), FACTS, Course()).tables[0]
    assert {sum(cell.span for cell in row) for row in table.rows} == {len(table.columns)}


def test_known_dates_stand_in_the_register_form_and_others_stay_blank():
    course = Course(delivered_on=date(2026, 3, 3), signed_on=date(2026, 3, 4))
    sheet = sheets.register_form(matters.matter(), matters.files(2), FACTS, course)
    assert beside(sheet, "移送日期") == "2026年3月3日"
    assert beside(sheet, "签收日期") == "2026年3月4日"
    assert beside(sheet, "受理退回日期") == ""
    assert beside(sheet, "反馈日期") == ""


def test_both_sides_seal_the_register_form():
    sheet = sheets.register_form(matters.matter(), matters.files(2), FACTS, Course())
    assert FACTS.issuer in beside(sheet, "移送单位\n（签章）")
    assert FACTS.addressee in beside(sheet, "接收单位\n（签章）")


def test_a_feedback_letter_says_code_persons_and_kinds():
    text = typed(sheets.feedback_letter(HANDLED, FACTS, matters.NUMBER).body)
    assert text.split("\n")[1:] == [
        "办理结果：已处理。",
        "处理人次：3人次（批评教育、诫勉）。",
        "已督促公开目录。",
        "特此函告。",
    ]


def test_a_feedback_letter_says_why_a_lead_goes_back():
    feedback = Feedback(Outcome.RETURNED, reason=Return.NOT_OURS)
    text = typed(sheets.feedback_letter(feedback, FACTS, matters.NUMBER).body)
    assert "办理结果：退回（不属于本机关管辖）。" in text


def test_advice_is_called_advice():
    feedback = Feedback(Outcome.ADVICE, body="公开检测机构目录")
    text = typed(sheets.feedback_letter(feedback, FACTS, matters.NUMBER).body)
    assert "整改建议：公开检测机构目录。" in text


def test_the_slip_of_a_feedback_letter_asks_for_no_opinion():
    sheet = sheets.feedback_letter(HANDLED, FACTS, matters.NUMBER)
    assert "意见" not in [line.label for line in sheet.receipt.lines]


def test_a_sealed_stub_has_number_days_and_signatures_only():
    sheet = sheets.stub_slip("召纪密转〔2026〕1号", date(2026, 3, 2), FACTS)
    labels = [cell.text for row in sheet.tables[0].rows for cell in row if cell.is_label]
    assert labels == [
        "编号",
        "收到日期",
        "转送日期",
        "密封情况",
        "转送人\n（签字）",
        "接收人\n（签字）",
    ]
    assert sheet.body == ()
