"""The wording of the official notices, and the small table that may stand in its place."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import cadres
from cadres.deadlines.exchange import holiday_notices
from cadres.deadlines.exchange.holiday_notices import Heading
from cadres.deadlines.rules import holiday_notices as notices
from cadres.errors import Invalid

PACKAGED = Path(cadres.__file__).parent / "calendars"

OF_2026 = """国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日
"""
OF_2023 = """国务院办公厅关于2023年部分节假日安排的通知
国办发明电〔2022〕16号
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
国务院办公厅
2022年12月8日
"""
OF_2024 = """国务院办公厅关于2024年部分节假日安排的通知 国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
国务院办公厅
2023年10月25日
"""


@pytest.mark.parametrize(
    ("text", "file"), [(OF_2026, "08-2026"), (OF_2023, "05-2023"), (OF_2024, "06-2024")]
)
def test_the_official_text_gives_the_official_days(text, file):
    packaged = notices.notice_from(json.loads((PACKAGED / f"{file}.json").read_text("utf-8")))

    read = holiday_notices.read_notice(text, Heading(source=packaged.source))

    notices.check(read)
    assert notices.marked_days(read) == notices.marked_days(packaged)
    assert (read.year, read.title) == (packaged.year, packaged.title)
    assert read.document_number == packaged.document_number
    assert read.published_on == packaged.published_on


def test_one_line_without_numbering_is_enough():
    line = "国庆节：10月1日（周四）至7日（周三）放假调休。9月20日（周日）、10月10日上班。"

    read = holiday_notices.read_notice(line, Heading(year=2026))

    assert len(notices.marked_days(read)) == 9
    assert read.make_up[0] == (date(2026, 9, 20), "国庆节")


def test_full_width_digits_and_other_dashes_are_read():
    text = "一、春节：２月５日（周五）—１２日（周五）放假调休，共８天；１月３１日（星期天）上班"

    read = holiday_notices.read_notice(text, Heading(year=2027))

    assert (read.off[0].first, read.off[0].last) == (date(2027, 2, 5), date(2027, 2, 12))
    assert read.make_up == ((date(2027, 1, 31), "春节"),)


def test_new_year_may_begin_in_december():
    read = holiday_notices.read_notice(
        "元旦：12月30日至1月1日放假调休，共3天。", Heading(year=2030)
    )

    assert read.off[0].first == date(2029, 12, 30)


@pytest.mark.parametrize(
    ("text", "year", "word"),
    [
        ("元旦：1月1日（周四）至3日（周六）放假调休，共3天。", 2027, "周五"),
        ("元旦：1月1日至3日放假调休，共4天。", 2027, "读到 3 天"),
        ("元旦：2月30日放假。", 2027, "没有 2027年2月30日"),
        ("元旦：至3日放假。", 2027, "缺少月份"),
        ("今天天气很好", 2027, "没有读到放假日期"),
        ("", 2027, "没有读到放假日期"),
        ("元旦：1月1日放假。", None, "请填写通知是哪一年"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(text, year, word):
    with pytest.raises(Invalid, match=word):
        holiday_notices.read_notice(text, Heading(year=year))


TABLE = "名称,类别,开始,结束\n春节,放假,2027-02-05,2027-02-12\n春节,上班,2027/1/31\n"


def test_a_small_table_is_read():
    read = holiday_notices.read_notice(TABLE, Heading(year=2027))

    assert len(notices.marked_days(read)) == 9
    assert read.make_up == ((date(2027, 1, 31), "春节"),)


def test_a_row_without_a_kind_is_refused():
    with pytest.raises(Invalid, match="第 1 行"):
        holiday_notices.read_notice("春节 2027-02-05", Heading(year=2027))


def test_a_workbook_is_read_as_a_table():
    book = openpyxl.Workbook()
    book.active.append(["春节", "放假", date(2027, 2, 5), date(2027, 2, 12)])
    book.active.append(["春节", "上班", "2027-01-31"])
    content = BytesIO()
    book.save(content)

    text = holiday_notices.text_of(content.getvalue(), "2027.xlsx")

    assert len(notices.marked_days(holiday_notices.read_notice(text, Heading(year=2027)))) == 9


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_files_are_read_in_their_encoding(encoding):
    assert holiday_notices.text_of(TABLE.encode(encoding), "a.csv") == TABLE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04broken", "a.xlsx"),
        (b"", "a.xlsx"),
        (b"%PDF", "a.pdf"),
        (b"\xff\xfe\x00\x81\x20\xff", "a.txt"),
        (b" " * (1024 * 1024 + 1), "a.txt"),
    ],
)
def test_a_file_that_is_no_notice_is_refused(content, name):
    with pytest.raises(Invalid):
        holiday_notices.text_of(content, name)


def test_the_same_day_twice_is_refused():
    text = "元旦：1月1日至3日放假。1月3日（周日）上班。"

    with pytest.raises(Invalid, match="重复"):
        notices.check(holiday_notices.read_notice(text, Heading(year=2027)))


def test_a_make_up_day_on_a_weekday_is_refused():
    with pytest.raises(Invalid, match="不是调休上班日"):
        notices.check(
            holiday_notices.read_notice("元旦：1月1日放假。1月4日上班。", Heading(year=2027))
        )


def test_a_day_off_in_lieu_is_a_day_off():
    text = (
        "国务院办公厅关于2015年部分节假日安排的通知\n"
        "三、清明节：4月5日放假，4月6日（星期一）补休。\n"
        "五、端午节：6月20日放假，6月22日（星期一）补休。"
    )
    read = holiday_notices.read_notice(text, Heading())

    assert {marked.day for marked in notices.marked_days(read)} == {
        date(2015, 4, 5), date(2015, 4, 6), date(2015, 6, 20), date(2015, 6, 22),
    }  # fmt: skip
    assert read.make_up == ()
    table = holiday_notices.read_notice("清明节 补休 2015-04-06", Heading(year=2015))
    assert [day.first for day in table.off] == [date(2015, 4, 6)]
