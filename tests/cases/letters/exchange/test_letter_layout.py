"""What a secretary measures on the printed page: title, dates, pages, the last line."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from cases.letters.exchange.pdf import pdf, pictures
from cases.letters.rules import layout
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds_of_letters import business_notice, circular, dispatch_form
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts
from cases.letters.rules.kinds_of_letters.circular import Frame, Item
from cases.letters.rules.sheets import Annex, body_of
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


def ink_of(sheet, band):
    """How far the ink of a band of the first page reaches, in millimetres from above and left."""
    with Image.open(BytesIO(pictures(sheet)[0])) as page:
        scale = page.width / layout.PAGE_WIDTH_MM
        dark = page.convert("L").point(lambda grey: 255 if grey < 128 else 0)
        left, top, right, bottom = (round(edge * scale) for edge in band)
        box = dark.crop((left, top, right, bottom)).getbbox()
    return (box[0] + left) / scale, (box[2] + left) / scale


@pytest.mark.parametrize("run", ["南召助企 2026-54", "2026年11月10日", "5个工作日"])
def test_a_line_that_a_figure_leaves_as_a_whole_is_not_drawn_out(run):
    """The line ends where its words end, and not at the edge of the text."""
    sheet = letters.sheet(body=body_of(f"{'文' * 22}，{run}前办结，{'文' * 40}"))
    first = min(down for down, line in downs_of(sheet).items() if line.startswith("文"))
    _, right = ink_of(sheet, (0, first - 6, layout.PAGE_WIDTH_MM, first + 1))
    character = layout.TEXT_WIDTH_MM / layout.CHARACTERS
    assert right < layout.LEFT_MM + 25.2 * character


def downs_of(sheet):
    """The lines of the first page by how far down they stand, in millimetres."""
    found = {}

    def seen(text, cm, tm, _font, _size):
        down = layout.PAGE_HEIGHT_MM - (tm[5] * cm[3] + cm[5]) / layout.POINTS_PER_MM
        if text.strip():
            found[down] = found.get(down, "") + "".join(text.split())

    PdfReader(BytesIO(pdf(sheet))).pages[0].extract_text(visitor_text=seen)
    return found


def test_a_bracket_keeps_its_width_where_a_number_holds_together():
    sheet = letters.sheet(number="召〔2026〕5号")
    at = next(down for down, line in downs_of(sheet).items() if "〔2026〕" in line)
    character = layout.TEXT_WIDTH_MM / layout.CHARACTERS
    right = layout.LEFT_MM + layout.TEXT_WIDTH_MM
    # 召, two brackets and 号 of a full character each, five figures of about a half.
    left, _ = ink_of(sheet, (right - 60, at - 6, right + 1, at + 1))
    assert right - left > 6.4 * character


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


@pytest.mark.parametrize("many", range(1, 10))
def test_an_annex_is_listed_on_one_page(many):
    """Its name, and how many copies and pages it has, are not parted."""
    annexes = tuple(Annex(f"第{at}组现场勘查记录和有关证据材料清单", 1, at) for at in range(1, 8))
    sheet = letters.sheet(body=body_of("\n".join(["文文文"] * many)), annexes=annexes)
    assert not [one for one in pages_of(sheet)[1:] if one.startswith("（1份")]


@pytest.mark.parametrize("many", range(4, 15))
def test_few_annexes_and_the_signature_stand_with_the_last_words(many):
    body = body_of("\n".join([*["文文文"] * many, "最后一段。"]))
    sheet = letters.sheet(body=body, annexes=(Annex("抽样单"), Annex("现场照片")))
    last = pages_of(sheet)[-1]
    assert "最后一段。附件：1.抽样单2.现场照片" in last
    assert "2026年3月2日" in last


@pytest.mark.parametrize("many", range(2, 12))
def test_long_names_of_annexes_leave_no_white_space_before_the_signature(many):
    """What fits on the first page stands there: only the last annex goes with the signature."""
    body = body_of("\n".join([*["文文文"] * many, "最后一段。", "请予函复。"]))
    annexes = tuple(Annex(f"{LONG}第{at}次来函和答复意见汇编", 1, at) for at in range(1, 4))
    first = pages_of(letters.sheet(body=body, annexes=annexes))[0]
    assert "请予函复。" in first


def test_the_list_of_a_circular_is_its_annex_on_a_page_of_its_own():
    frame = Frame("南召县万人助万企活动办公室", *[letters.DATED_ON] * 3, cc=("县委督查室",))
    items = [Item("县供电公司", "南召助企 2026-54", "线路跳闸", LONG, "两次督办未回复")]
    letter, listed = pages_of(circular.sheet(frame, items, 5))
    assert "附件：通报事项清单" in letter
    assert "抄送：县委督查室。" in letter
    assert listed.startswith("附件通报事项清单序号")


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
        description="企业扩建二期生产线，现有变压器容量不足，申请增容315千伏安。" * 3,
        category="用电用气用水",
        handling="跨部门（15个工作日）",
        co_units="县供电公司、县自然资源局",
        unit_due_on=letters.DATED_ON,
        contact="联系人：陈静，电话：0377-66900000",
        cc=("县委督查室", "县政府督查室"),
    )
    assert len(pages_of(dispatch_form.sheet(matter))) == 1
