"""What a county's own words mean: understood as a whole, or not at all."""

from __future__ import annotations

import pytest

from cases.ledgers.rules import ledger_rows
from cases.ledgers.rules.ledger_words import UNRATED, Standing, closing_of, key_of, satisfaction_of
from cases.tickets.rules.vocabulary import Satisfaction, Source

CLOSED = (
    "是|已办结|√|办结|✔️|办结。|已解决|已完成|已销号|已化解|已 办 结|"
    "已办结（2026年3月10日）|√ 3月10日|已解决，企业满意|2026.3.10已办结|已办结 已回访|"
    "已办结：已更换变压器|√已办结|圆满解决|该问题已解决|已整改到位|逾期办结|YES"
).split("|")
OPEN = (
    "|否|长期推进|暂时无法解决|正在办理|未办结|推进中|×|尚未完成|没有解决|正在办理，预计3月底完成|"
    "未解决（企业不配合）|待解决|挂账|未完成整改|需长期推进|未能解决|/|待企业补充|已作废|"
    "列入计划|已列入计划|纳入明年计划"
).split("|")
UNSURE = (
    "部分解决|基本解决|已处理|已答复|□是 ☑否|☑是□否|已办结？|已完成，现场正在施工|"
    "已办结，企业不认可|已转办|已解决90%|大部分已解决|已完成招标，正在施工|待验收|1|计划办结|已办结（待企业确认）|不予受理|"
    "已解决，列入计划"
).split("|")


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("实地走访", Source.VISIT),
        ("企业服务日", Source.SERVICE_DAY),
        ("12345热线", Source.HOTLINE),
        ("一把手走流程", Source.WALK_THROUGH),
        ("政企恳谈会", Source.MEETING),
        ("上级转办", Source.SUPERIOR),
        ("天上掉下", Source.OTHER),
        ("", Source.VISIT),
    ],
)
def test_sources_are_known_by_their_words(words, source):
    assert ledger_rows.source_of(words) == source


def test_closing_is_known_by_its_words_with_marks_days_and_remarks():
    assert {words: closing_of(words) for words in CLOSED} == dict.fromkeys(CLOSED, Standing.CLOSED)


def test_what_is_said_to_be_open_is_open():
    assert {words: closing_of(words) for words in OPEN} == dict.fromkeys(OPEN, Standing.OPEN)


def test_what_nobody_can_be_sure_of_is_neither():
    assert {words: closing_of(words) for words in UNSURE} == dict.fromkeys(UNSURE)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("满意", Satisfaction.SATISFIED),
        ("非常满意。", Satisfaction.VERY_SATISFIED),
        ("满意（电话回访）", Satisfaction.SATISFIED),
        ("3月10日已回访，企业表示满意", Satisfaction.SATISFIED),
        ("基本满意", Satisfaction.FAIRLY_SATISFIED),
        ("不满意", Satisfaction.DISSATISFIED),
        ("很不满意", Satisfaction.VERY_DISSATISFIED),
        ("未回访", UNRATED),
        ("无法联系", UNRATED),
        ("办理中", UNRATED),
        ("—", UNRATED),
        ("不太满意", None),
        ("一般", None),
        ("满意；不满意", None),
        ("满意，但希望加快", None),
        ("95分", None),
        ("已回访", None),
        ("√", None),
    ],
)
def test_only_a_level_is_satisfaction_and_only_nobody_asked_is_unrated(words, level):
    assert satisfaction_of(words) == level


def test_yes_and_no_are_levels_under_a_heading_that_asks_them():
    assert satisfaction_of("√", "企业是否满意") == Satisfaction.SATISFIED
    assert satisfaction_of("否", "是否满意") == Satisfaction.DISSATISFIED
    assert satisfaction_of("是", "企业满意度") is None


def test_a_word_is_remembered_without_its_day_and_punctuation():
    assert key_of("待验收（3月5日）") == key_of("待 验收，2026-04-01。") == "待验收"
