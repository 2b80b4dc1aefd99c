"""The head of a 上行文 in Word: the organ in red, number and 签发人, one red rule."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cases.letters.exchange import docx_breaks, docx_styles
from cases.letters.rules import layout
from cases.letters.rules.sheets import LetterSheet

CHARACTER_PT = layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM / layout.CHARACTERS
SIGNED_FONT = "楷体_GB2312"


def head(document: Document, sheet: LetterSheet) -> None:
    """份号、密级、紧急程度 first, then what 文件格式 puts above the title."""
    for words in sheet.above:
        document.add_paragraph(words, style="发文字号")
    _issuer(document, sheet)
    _rule(_signed(document, sheet))


def _issuer(document: Document, sheet: LetterSheet) -> None:
    said = layout.headline(sheet.issuer)
    size = said.size_pt * layout.TEXT_WIDTH_MM / layout.RULE_WIDTH_MM
    line = document.add_paragraph(style="发文机关标志")
    for at, words in enumerate(said.lines):
        if at:
            line.add_run().add_break()
        line.add_run(words).font.size = Pt(int(size * 2) / 2)
    pitch = size * layout.ISSUER_PITCH
    shape = line.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    taken = len(sheet.above) * docx_styles.LINE_PT
    room = layout.UPWARD_TOP_MM * layout.POINTS_PER_MM - taken
    shape.space_before = Pt(room - docx_styles.above_sign(size, pitch))
    shape.space_after = Pt(layout.TITLE_BELOW_LINES * docx_styles.LINE_PT)


def _signed(document: Document, sheet: LetterSheet) -> Paragraph:
    """发文字号 left, 签发人 right, each one character from its edge; the name in 楷体."""
    line = document.add_paragraph(style="发文字号")
    docx_breaks.write(line, sheet.number)
    line.add_run("\t签发人：")
    name = line.add_run(sheet.signatory)
    name.font.name = SIGNED_FONT
    name._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), SIGNED_FONT)
    shape = line.paragraph_format
    # An indent of the whole paragraph would shorten its rule.
    shape.first_line_indent = Pt(CHARACTER_PT)
    right = Mm(layout.TEXT_WIDTH_MM) - Pt(CHARACTER_PT)
    shape.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    return line


def _rule(line: Paragraph) -> None:
    """One red rule under the line, as wide as the type area."""
    below = layout.RULE_BELOW_NUMBER_MM * layout.POINTS_PER_MM
    below -= docx_styles.below_sign(layout.BODY_PT, docx_styles.LINE_PT)
    borders, border = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (
        ("val", "single"),
        ("sz", str(round(layout.THICK_PT * 8))),
        ("space", str(max(round(below), 0))),
        ("color", layout.RED),
    ):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
