"""A letter as an editable .docx with named styles, by the same measures as the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO

import docx as word
import segno
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from cases.letters.exchange import (
    docx_breaks,
    docx_forms,
    docx_pages,
    docx_styles,
    docx_upward,
)
from cases.letters.rules import layout, sheets
from cases.letters.rules.sheets import Annex, LetterSheet, Paragraph, QrCode, ReceiptSlip
from cases.letters.rules.wording import clauses, title_lines

CHARACTER_PT = layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM / layout.CHARACTERS
QR_MM = 32
# Fonts differ a little in width: half a character on either side keeps a name on its line.
SLACK = 0.5
# A closing is shorter than this, a long paragraph longer than that; in lines.
SHORT_LINES, LONG_LINES = 0.6, 4.0


def docx(sheet: LetterSheet) -> bytes:
    """Return the letter as Word reads it."""
    sheet = sheets.cleaned(sheet)
    document = word.Document()
    docx_styles.add_styles(document)
    docx_breaks.set_line_breaks(document)
    if sheet.is_one_sheet or sheet.layout == sheets.Layout.FORM:
        docx_styles.resize(document, *sheet.text_size)
    docx_pages.set_up(document, sheet)
    _describe(document, sheet)
    _head(document, sheet)
    _text(document, sheet)
    _further(document, sheet)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _describe(document: Document, sheet: LetterSheet) -> None:
    about, moment = document.core_properties, datetime.combine(sheet.dated_on, time(), UTC)
    about.title, about.author, about.comments = sheet.title[:255], sheet.issuer[:255], ""
    about.created = about.modified = moment


def _head(document: Document, sheet: LetterSheet) -> None:
    """份号、紧急程度 left and 文号 right, then the title and 主送机关."""
    if sheets.lies_across(sheet):
        return
    is_letter = sheet.layout != sheets.Layout.FORM
    if sheet.layout == sheets.Layout.UPWARD:
        docx_upward.head(document, sheet)
    elif is_letter:
        _numbered(document, sheet)
    else:
        _say(document, "\n".join(sheet.title_lines), "公文标题")
        _number(document, sheet, "　".join(sheet.above), layout.TEXT_WIDTH_MM)
    if sheet.mark:
        _say(document, sheet.mark, "附注")
    if is_letter:
        _title(document, sheet)
    if sheet.addressee:
        _say(document, f"{sheet.addressee}：", "主送机关")


def _title(document: Document, sheet: LetterSheet) -> None:
    """The rooms are counted from sign to sign, as in the PDF."""
    title = _say(document, "\n".join(sheet.title_lines), "公文标题").paragraph_format
    body, line = layout.BODY_PT, docx_styles.LINE_PT
    size, pitch = layout.TITLE_PT, docx_styles.TITLE_LINE_PT
    above = docx_styles.below_sign(body, line) + docx_styles.above_sign(size, pitch)
    below = docx_styles.below_sign(size, pitch) + docx_styles.above_sign(body, line)
    title.space_before = Pt(layout.TITLE_BELOW_LINES * line - above)
    if sheet.is_one_sheet:
        title.space_before = Pt(_room_above_number(sheet) + line)
    title.space_after = Pt(layout.ADDRESSEE_BELOW_LINES * line - below)


def _room_above_number(sheet: LetterSheet) -> float:
    """From the upper edge of the type area past the red head, in points."""
    ruled = (layout.below_first_rule_mm(sheet.issuer) - layout.TOP_MM) * layout.POINTS_PER_MM
    above = docx_styles.above_sign(layout.BODY_PT, docx_styles.LINE_PT)
    return ruled + layout.NUMBER_BELOW_RULE_PT - above


def _numbered(document: Document, sheet: LetterSheet) -> None:
    """份号、密级、紧急程度 one under the other on the left, the number beside the first of them."""
    if sheet.is_one_sheet:
        return
    first, *others = sheet.above or ("",)
    line = _number(document, sheet, first, layout.TEXT_WIDTH_MM)
    line.paragraph_format.space_before = Pt(_room_above_number(sheet))
    for words in others:
        _say(document, words, "发文字号")


def _number(document: Document, sheet: LetterSheet, left: str, width: float) -> Line:
    """The number stands right; of a form smaller than of a letter."""
    line = _say(document, left, "发文字号")
    line.add_run("\t")
    docx_breaks.write(line, sheet.number)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    if sheet.layout == sheets.Layout.FORM:
        for run in line.runs:
            run.font.size = Pt(layout.FORM_PT)
    return line


def _text(document: Document, sheet: LetterSheet) -> None:
    lines = _paragraphs(document, sheet.body)
    if sheet.qr and sheet.is_one_sheet:
        _code_beside_signature(document, sheet, sheet.qr)
        return
    lines = _below_text(document, sheet, lines) or lines
    if sheet.layout != sheets.Layout.FORM:
        _close(document, sheet, lines)
    for table in sheet.tables:
        if not table.is_landscape and not sheets.is_annexed(sheet, table):
            docx_forms.form(document, table, layout.TEXT_WIDTH_MM, has_title=bool(table.title))
    if sheet.layout == sheets.Layout.FORM and not sheets.lies_across(sheet):
        _close(document, sheet, ())
    if sheet.cc and not sheets.lies_across(sheet):
        docx_pages.keep_at_foot(document, _copied(document, sheet))


def _below_text(document: Document, sheet: LetterSheet, text: Sequence[Line]) -> list[Line]:
    """The code and the list of annexes; the last of them takes the signature along, and a few
    of them the end of the text."""
    lines = [_code(document, sheet.qr)] if sheet.qr else []
    many = len(sheet.annexes)
    listed = [_listed(document, annex, at, many) for at, annex in enumerate(sheet.annexes)]
    if sheets.lists_few(sheet):
        for line in (*text[-1:], *listed):
            line.paragraph_format.keep_with_next = True
    return listed or lines


def _close(document: Document, sheet: LetterSheet, before: Sequence[Line]) -> None:
    """署名、成文日期, and 附注 under the date."""
    if sheet.signer:
        _sign_off(document, sheet, before)
    if sheet.contact:
        line = _say(document, f"（{sheet.contact}）", "正文")
        line.paragraph_format.keep_with_next = bool(sheet.cc)


def _copied(document: Document, sheet: LetterSheet) -> Line:
    return _say(document, f"抄送：{'，'.join(sheet.cc)}。", "抄送")


def _paragraphs(document: Document, body: Sequence[Paragraph]) -> list[Line]:
    return [_say(document, one.text, docx_styles.LEVELS[one.level]) for one in body]


def _sign_off(document: Document, sheet: LetterSheet, before: Sequence[Line]) -> None:
    """The seal's room, the signer centred over the date; all of it on one page with the text."""
    for line in _last_words(before):
        line.paragraph_format.keep_with_next = line.paragraph_format.widow_control = True
    for _ in range(layout.SEAL_LINES):
        _say(document, "", "正文").paragraph_format.keep_with_next = True
    dated = clauses.day(sheet.dated_on)
    wide = max(_width(dated), min(_width(sheet.signer), 20.0))
    right = max(layout.DATE_RIGHT_CHARACTERS - (wide - _width(dated)) / 2, 0.0)
    for words in (sheet.signer, dated):
        line = _say(document, words, "署名")
        left = layout.CHARACTERS - right - wide
        line.paragraph_format.left_indent = Pt((left - SLACK) * CHARACTER_PT)
        line.paragraph_format.right_indent = Pt((right - SLACK) * CHARACTER_PT)
        # 抄送 never stands on a page alone.
        is_followed = bool(sheet.contact or sheet.cc)
        line.paragraph_format.keep_with_next = words is not dated or is_followed


def _last_words(before: Sequence[Line]) -> Sequence[Line]:
    """A closing of a few words takes the paragraph before it along, where that is no long one:
    LibreOffice takes it as a whole, and would leave half a page empty; Word takes two lines."""
    lines = [_width(line.text) / layout.CHARACTERS for line in before[-2:]]
    takes_both = len(lines) > 1 and lines[1] < SHORT_LINES and lines[0] <= LONG_LINES
    return before[-2:] if takes_both else before[-1:]


def _width(words: str) -> float:
    """In characters of the grid; figures are about half as wide."""
    return sum(1.0 if ord(sign) > 0x2E7F else 0.55 for sign in words)


def _listed(document: Document, annex: Annex, at: int, count: int) -> Line:
    """The label is three characters wide, so that the figure needs no stop behind it."""
    label = "附件：" if at == 0 else "\t"
    number = f"{at + 1}.\t" if count > 1 else ""
    line = _say(document, label + number + sheets.annex_title(annex), "附件说明")
    _count(line, annex, layout.CHARACTERS - (6.5 if count > 1 else 5.0))
    line.paragraph_format.keep_together = True
    if at == 0:
        line.paragraph_format.space_before = Pt(layout.ANNEXES_BELOW_LINES * docx_styles.LINE_PT)
    if count == 1:
        line.paragraph_format.left_indent = Pt(5 * CHARACTER_PT)
        line.paragraph_format.first_line_indent = Pt(-3 * CHARACTER_PT)
    return line


def _count(line: Line, annex: Annex, room: float) -> None:
    """What is counted of an annex stays on one line, behind its name or under it."""
    name = sheets.annex_title(annex)
    counted = sheets.listed(annex).removeprefix(name)
    if counted and _width(name) % room + _width(counted) > room:
        line.add_run().add_break(WD_BREAK.LINE)
    line.add_run(counted)


def _code_beside_signature(document: Document, sheet: LetterSheet, qr: QrCode) -> None:
    """On a wall there is one sheet: the code stands left, the signature right of it."""
    code, signature = document.add_table(1, 2).rows[0].cells
    line, caption, signer, dated = (
        code.paragraphs[0],
        code.add_paragraph(qr.caption),
        signature.paragraphs[0],
        signature.add_paragraph(),
    )
    line.style, caption.style = "二维码", "二维码"
    signer.style, dated.style = "署名", "署名"
    _draw(line, qr)
    signer.add_run(sheet.signer)
    docx_breaks.write(dated, clauses.day(sheet.dated_on))
    signature.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _code(document: Document, qr: QrCode) -> Line:
    line = _say(document, "", "二维码")
    line.paragraph_format.space_before = Pt(docx_styles.LINE_PT / 2)
    _draw(line, qr)
    line.paragraph_format.keep_with_next = True
    return _say(document, qr.caption, "二维码")


def _draw(line: Line, qr: QrCode) -> None:
    drawn = BytesIO()
    segno.make(qr.address, error="m", micro=False).save(drawn, kind="png", scale=10, border=2)
    drawn.seek(0)
    line.add_run().add_picture(drawn, width=Mm(QR_MM))


def _further(document: Document, sheet: LetterSheet) -> None:
    """Annexes and the slip begin pages of their own; forms across the page follow them."""
    for at, annex in enumerate(sheet.annexes):
        _annex(document, sheet, annex, str(at + 1) if len(sheet.annexes) > 1 else "")
    across = [table for table in sheet.tables if table.is_landscape]
    for at, table in enumerate(across):
        width = _turned(document, is_first=at == 0 and sheets.lies_across(sheet))
        if at == 0 and sheets.lies_across(sheet):
            room = int(width * layout.POINTS_PER_MM / layout.TITLE_PT)
            _say(document, _lines(sheet.title, room), "公文标题")
            said = "　".join(part for part in (*sheet.above, sheet.mark) if part)
            _number(document, sheet, said, width)
            table = replace(table, title="" if table.title == sheet.title else table.title)
        if mark := sheets.annex_mark(sheet, table):
            _say(document, mark, "附件标识")
        docx_forms.form(document, table, width, has_title=bool(table.title))
    if sheets.lies_across(sheet):
        _close(document, sheet, ())
        if sheet.cc:
            _copied(document, sheet)
    if sheet.receipt:
        _slip(document, sheet.receipt)


def _annex(document: Document, sheet: LetterSheet, annex: Annex, count: str) -> None:
    own = [one for one in sheet.tables if sheets.is_annex(sheet, annex, one)]
    if not annex.body and not own:
        return
    _on_new_page(_say(document, f"附件{count}", "附件标识"))
    _spaced_title(document, _lines(sheets.annex_title(annex), layout.TITLE_CHARACTERS))
    _paragraphs(document, annex.body)
    for table in own:
        docx_forms.form(document, table, layout.TEXT_WIDTH_MM, has_title=False)


def _slip(document: Document, slip: ReceiptSlip) -> None:
    """It is cut off and sent back: no page of the letter, and without a number."""
    docx_pages.unnumbered(document.add_section(WD_SECTION.NEW_PAGE))
    _spaced_title(document, slip.title)
    for one in slip.lines:
        line = _say(document, f"{one.label}：", "回执")
        if one.text:
            docx_breaks.write(line, one.text)
        else:
            line.add_run("\t").underline = True
    if slip.note:
        note = _say(document, slip.note, "附注")
        note.paragraph_format.space_before = Pt(layout.LINE_PT)


def _spaced_title(document: Document, words: str) -> Line:
    title = _say(document, words, "公文标题")
    title.paragraph_format.space_before = Pt(docx_styles.LINE_PT)
    title.paragraph_format.space_after = Pt(docx_styles.LINE_PT)
    return title


def _lines(words: str, room: float) -> str:
    return "\n".join(title_lines.lines(words, room))


def _on_new_page(line: Line) -> None:
    line.paragraph_format.page_break_before = True


def _turned(document: Document, *, is_first: bool) -> float:
    """Open a section that lies across the page (or turn the first); return its type width."""
    section = document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    docx_pages.turn(section)
    if not is_first:
        docx_pages.without_head(section)
    return docx_pages.ACROSS_WIDTH_MM


def _say(document: Document, words: str, style: str) -> Line:
    """A paragraph of the style; a line end that a person typed stays inside it."""
    line = document.add_paragraph(style=style)
    for at, part in enumerate(words.split("\n")):
        if at:
            line.add_run().add_break(WD_BREAK.LINE)
        docx_breaks.write(line, part)
    return line
