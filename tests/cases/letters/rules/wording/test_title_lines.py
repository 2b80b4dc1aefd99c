"""A title on its lines: no word is cut, and the lines make a 梯形 or a 菱形."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.letters.rules import layout, sheets
from cases.letters.rules.wording import title_lines, title_parts, unbroken
from tests.factories import letters

ROOM = layout.TITLE_CHARACTERS
LONG = "河南省恒信达生态艾草制品科技开发集团股份有限公司"
TITLES = (
    "关于督促办理恒信达艾草制品有限公司诉求的函",
    "关于督促办理南召县恒信达艾草制品有限公司诉求的函",
    f"关于督促办理{LONG}诉求的函",
    f"关于催办{LONG}诉求的通知",
    "关于恳请协调解决南召县天池抽水蓄能电站项目用地手续办理问题的请示",
    "南召县万人助万企活动办公室关于2026年11月10日前未办结工单情况的通报",
    "关于转发《河南省营商环境投诉举报案件调查处理办法》和做好2026年第四季度涉企问题线索移送工作的通知",
    "关于约谈县住房和城乡建设局主要负责人的通知",
    "关于督促办理南召县云阳镇玉兰种植农民专业合作社诉求的函",
)
WHOLE = (
    *("有限公司", "股份有限公司", "专业合作社", "督促办理", "催办", "诉求", "2026年11月10日"),
    *("手续", "住房和城乡建设局", "主要负责人", "活动办公室", "2026年", "投诉举报", "艾草制品"),
)


@pytest.mark.parametrize("title", TITLES)
def test_no_line_is_too_wide_or_has_one_sign_or_two(title):
    lines = title_lines.lines(title, ROOM)
    assert "".join(lines) == title
    assert all(title_parts.width(line) <= ROOM and len(line) > 2 for line in lines)


@pytest.mark.parametrize("title", TITLES)
def test_no_word_is_cut(title):
    lines = title_lines.lines(title, ROOM)
    assert [word for word in WHOLE if word in title and not any(word in one for one in lines)] == []


@pytest.mark.parametrize("title", TITLES)
def test_lines_grow_shrink_or_are_widest_in_the_middle(title):
    wide = [title_parts.width(line) for line in title_lines.lines(title, ROOM)]
    top = wide.index(max(wide))
    is_diamond = wide[:top] == sorted(wide[:top]) and wide[top:] == sorted(wide[top:], reverse=True)
    assert is_diamond or wide == sorted(wide, reverse=True)


def test_a_short_title_has_one_line():
    assert title_lines.lines("关于移送营商环境问题线索的函", ROOM) == (
        "关于移送营商环境问题线索的函",
    )


def test_a_name_that_fits_on_a_line_is_not_cut():
    assert title_lines.lines(TITLES[1], ROOM) == (
        "关于督促办理",
        "南召县恒信达艾草制品有限公司诉求的函",
    )


def test_a_name_of_25_signs_is_cut_between_its_trades():
    assert title_lines.lines(TITLES[2], ROOM) == (
        "关于督促办理河南省恒信达生态艾草制品",
        "科技开发集团股份有限公司诉求的函",
    )


def test_a_name_that_is_given_is_kept_whole_whatever_it_is_called():
    lines = title_lines.lines(
        "关于督促办理老王家门口修车铺用电增容诉求的函", ROOM, ("老王家门口修车铺",)
    )
    assert any("老王家门口修车铺" in line for line in lines)


def test_the_drafter_s_own_breaks_stand_while_they_are_of_this_title():
    chosen = ("关于督促办理恒信达", "艾草制品有限公司诉求的函")
    sheet = letters.sheet(title="".join(chosen), title_breaks=chosen)
    assert sheet.title_lines == chosen
    assert letters.sheet(title=TITLES[1], title_breaks=chosen).title_lines != chosen


@given(st.text(alphabet="县政府（）《》办公室A，的2026年月日关于函有限公司", max_size=60))
def test_whatever_is_typed_nothing_of_it_is_lost(title):
    assert "".join(title_lines.lines(title, ROOM)) == title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请于11月10日前", ["11月10日"]),
        ("2026年11月10日", ["2026年11月10日"]),
        ("召助企函〔2026〕54号", ["〔2026〕54号"]),
        ("增容315千伏安，投入1.2万元", ["315千伏安", "1.2万元"]),
        ("3个工作日内", ["3个工作日"]),
        ("南召助企 2026-54", ["南召助企 2026-54"]),
        ("㛃𬭎助企 2026-54", ["㛃𬭎助企 2026-54"]),
        ("电话：0377-66900000", ["0377-66900000"]),
        ("占比98.5%", ["98.5%"]),
        ("记录（1份，3页）", ["（1份，3页）"]),
    ],
)
def test_dates_figures_and_numbers_hold_together(text, found):
    assert unbroken.runs(text) == found


def test_a_place_of_rarer_characters_is_a_place():
    assert title_parts.name_parts("㛃川县𬭎江镇人民政府") == ("㛃川县", "𬭎江镇", "人民政府")


def test_an_annex_is_called_without_the_ending_and_the_digest_of_its_file():
    annex = sheets.Annex("现场勘查记录.pdf", 1, 3, "a" * 64)
    assert sheets.listed(annex) == "现场勘查记录（1份，3页）"
