"""What a secretary measures on the printed page: title, dates, pages, the last line."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from cases.letters.exchange.pdf import pdf
from cases.letters.rules import layout
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds_of_letters import business_notice, dispatch_form
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts
from cases.letters.rules.sheets import body_of
from tests.factories import letters

LONG = "河南省恒信达生态艾草制品科技开发集团股份有限公司"
RUNS = ("2026年11月10日", "11月10日", "315千伏安", "〔2026〕54号", "5个工作日", "南召助企 2026-54")


def lines_of(sheet, page=0):
    """The lines of a page by their place, from above, without the blanks of the extraction."""
    reader, found = PdfReader(BytesIO(pdf(sheet))), {}

    def seen(text, cm, tm, _font, _size):
        down = layout.PAGE_HEIGHT_MM - (tm[5] * cm[3] + cm[5]) / layout.POINTS_PER_MM
        if text.strip():
            found.setdefault(round(down, 1), []).append(text)

    reader.pages[page].extract_text(visitor_text=seen)
    return ["".join("".join(found[at]).split()) for at in sorted(found)]


@pytest.mark.parametrize("at", range(1, 30))
@pytest.mark.parametrize("run", RUNS)
def test_a_date_or_a_figure_never_runs_over_a_line(at, run):
    words = f"{'文' * at}{run}前，{'文' * 30}{run}办结"
    shown = lines_of(letters.sheet(body=body_of(words)))
    plain = run.replace(" ", "")
    assert sum(line.count(plain) for line in shown) == 2


def test_the_title_stands_on_its_lines():
    sheet = letters.sheet(title=f"关于督促办理{LONG}诉求的函")
    shown = lines_of(sheet)
    assert len(sheet.title_lines) == 2
    assert all(line in shown for line in sheet.title_lines)


def test_copy_number_secrecy_and_urgency_have_lines_of_their_own_beside_the_number():
    sheet = letters.sheet(copy_number="000001", secrecy="工作秘密", urgency="特急")
    shown = lines_of(sheet)
    assert shown[1:4] == ["000001召助企函〔2026〕5号", "工作秘密", "特急"]


@pytest.mark.parametrize("many", [0, 3, 9])
def test_a_notice_for_a_wall_is_one_page(many):
    team = [f"包联干部：王磊（城关镇人民政府），电话：1390000000{at}。" for at in range(many)]
    facts = NoticeFacts(LONG, "南召县万人助万企活动办公室", "0377-66900000", team, letters.DATED_ON)
    sheet = business_notice.compose(facts, "https://zhuqi.example.gov.cn/q/abcdefghijkmnpqr/")
    assert len(PdfReader(BytesIO(pdf(sheet))).pages) == 1


def test_the_date_is_the_last_line_of_a_plain_letter():
    assert lines_of(letters.sheet())[-1] == "2026年3月2日"


def pages_of(sheet):
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf(sheet))).pages]


@pytest.mark.parametrize("many", range(60, 400, 20))
def test_neither_the_signature_nor_those_copied_to_stand_alone_on_a_page(many):
    body = body_of("文" * many + "\n请自本函印发之日起3个工作日内说明原因。\n请予函复。")
    last = pages_of(letters.sheet(body=body, cc=("县委督查室", "县政府督查室")))[-1]
    assert "抄送：县委督查室，县政府督查室。" in last
    assert "2026年3月2日" in last
    assert "说明原因。请予函复。" in last


def test_a_form_with_a_long_name_and_a_copy_is_one_page():
    matter = Matter(
        issuer="南召县万人助万企活动办公室",
        unit="县工业和信息化局",
        number="南召助企 2026-54",
        title="厂区变压器增容",
        who=LONG,
        filed_on=letters.DATED_ON,
        due_on=letters.DATED_ON,
        today=letters.DATED_ON,
        description="企业扩建二期生产线，现有变压器容量不足，申请增容315千伏安。",
        contact="联系人：陈静，电话：0377-66900000",
        cc=("县委督查室",),
    )
    assert len(pages_of(dispatch_form.sheet(matter))) == 1
