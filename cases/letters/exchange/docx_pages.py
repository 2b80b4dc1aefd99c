"""Pages of a letter in Word: margins, grid, red head, red rules, page numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cases.letters.exchange import docx_styles
from cases.letters.rules import layout, sheets
from cases.letters.rules.sheets import LetterSheet

# Nothing flows in the header: the red head is a frame in it, and the text begins at its 37 mm.
HEADER_MM = 15.0
FLAT_PT = 1.0
# Forms that lie across the page.
ACROSS_TOP_MM, ACROSS_SIDE_MM, ACROSS_BOTTOM_MM = 28.0, 25.0, 26.0
ACROSS_WIDTH_MM = layout.PAGE_HEIGHT_MM - 2 * ACROSS_SIDE_MM
CHARACTER_PT = layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM / layout.CHARACTERS
# Above the lower rule of the first page nothing else stands in the footer; of the further pages
# the number stands 7 mm below the type area, and this much lies under it.
BELOW_NUMBER_MM = (
    layout.BOTTOM_MM
    - layout.PAGE_NUMBER_BELOW_MM
    - layout.LOWER_RULE_MM
    - layout.SMALL_PT / 2 / layout.POINTS_PER_MM
)


def set_up(document: Document, sheet: LetterSheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance = Mm(HEADER_MM)
    section.footer_distance = Mm(layout.LOWER_RULE_MM)
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    _grid(section)
    _numbers(section)
    if sheet.layout == sheets.Layout.LETTER:
        _red_head(section, sheet.issuer)
        _lower_rule(section)
    elif sheet.layout == sheets.Layout.UPWARD:
        # Its first page has a number, as every one of 文件格式.
        section.different_first_page_header_footer = False


def turn(section: Section) -> None:
    """Lay the section across the page; it has no red head of its own."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.PAGE_HEIGHT_MM), Mm(layout.PAGE_WIDTH_MM)
    section.top_margin, section.bottom_margin = Mm(ACROSS_TOP_MM), Mm(ACROSS_BOTTOM_MM)
    section.left_margin = section.right_margin = Mm(ACROSS_SIDE_MM)
    section.header_distance = section.footer_distance = Mm(12)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)


def without_head(section: Section) -> None:
    """A later section: the red head of the first page, which it would take over, is not its own."""
    section.different_first_page_header_footer = False


def unnumbered(section: Section) -> None:
    """An upright page without a number, whatever the pages before it had."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.different_first_page_header_footer = False
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False


def keep_at_foot(document: Document, line: Paragraph) -> None:
    """Keep the line lowest in the type area of its page (版记).

    A frame belongs to the paragraph behind it: without one here it would go with the next page.
    """
    width = layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM - 2 * CHARACTER_PT
    _frame(line, width, wrap="around", vAnchor="margin", hAnchor="margin", yAlign="bottom")
    _flatten(document.add_paragraph())


def _frame(line: Paragraph, width_pt: float, **place: str) -> None:
    """Take the line out of the flow, centred where `place` says."""
    frame = OxmlElement("w:framePr")
    for name, value in {"w": str(round(width_pt * 20)), "xAlign": "center", **place}.items():
        frame.set(qn(f"w:{name}"), value)
    line._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:spacing", "w:ind")


def _grid(section: Section) -> None:
    """22 lines of 28 characters: the pitch of lines in twentieths of a point, the room between
    characters in 4096ths of a point."""
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(docx_styles.LINE_PT * 20)))
    # Counted from the size of the style Normal, which is 3号 here.
    grid.set(qn("w:charSpace"), str(round(layout.TRACKING_PT * 4096)))


def _red_head(section: Section, issuer: str) -> None:
    """机关全称 and the double rule under it: the same places as in the PDF, in every program."""
    head = layout.headline(issuer)
    header = section.first_page_header
    header.is_linked_to_previous = False
    line = header.paragraphs[0]
    line.style = "发文机关标志"
    for at, words in enumerate(head.lines):
        if at:
            line.add_run().add_break()
        line.add_run(words).font.size = Pt(head.size_pt)
    pitch = head.size_pt * layout.ISSUER_PITCH
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(pitch)
    above = docx_styles.above_sign(head.size_pt, pitch)
    _frame_on_page(line, layout.ISSUER_TOP_MM * layout.POINTS_PER_MM - above)
    # A frame of its own: programs disagree about the room between the text of a frame and its rule.
    rule = header.add_paragraph()
    _flatten(rule)
    _frame_on_page(rule, layout.first_rule_mm(issuer) * layout.POINTS_PER_MM - FLAT_PT)
    _rule(rule, "bottom", "thickThinSmallGap")
    _flatten(header.add_paragraph())


def _frame_on_page(line: Paragraph, top_pt: float) -> None:
    # No text stands beside it; with any other manner some programs push the text under the frame.
    _frame(
        line,
        layout.RULE_WIDTH_MM * layout.POINTS_PER_MM,
        wrap="none",
        vAnchor="page",
        hAnchor="page",
        y=str(round(top_pt * 20)),
    )


def _flatten(line: Paragraph) -> None:
    """An empty line of the usual height would push the text down from its 37 mm."""
    shape = line.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(FLAT_PT)
    shape.space_before = shape.space_after = Pt(0)


def _lower_rule(section: Section) -> None:
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "页码"
    line.paragraph_format.line_spacing = Pt(2)
    _overhang(line)
    _rule(line, "bottom", "thinThickSmallGap")


def _overhang(line: Paragraph) -> None:
    """The rules are 170 mm wide, the type area 156."""
    line.paragraph_format.left_indent = Mm(-layout.RULE_OVERHANG_LEFT_MM)
    line.paragraph_format.right_indent = Mm(-layout.RULE_OVERHANG_RIGHT_MM)


def _rule(line: Paragraph, side: str, kind: str) -> None:
    borders = OxmlElement("w:pBdr")
    border = OxmlElement(f"w:{side}")
    border.set(qn("w:val"), kind)
    # In eighths of a point.
    border.set(qn("w:sz"), str(round((layout.THICK_PT + layout.THIN_PT) * 8)))
    border.set(qn("w:space"), "0")
    border.set(qn("w:color"), layout.RED)
    borders.append(border)
    shape = line._p.get_or_add_pPr()
    shape.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _numbers(section: Section) -> None:
    """单右空一字, 双左空一字; the first page has none."""
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    for footer, align in ((section.footer, right), (section.even_page_footer, left)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style, line.alignment = "页码", align
        _number_field(line)
        indent = Pt(CHARACTER_PT)
        line.paragraph_format.right_indent = line.paragraph_format.left_indent = indent
        room = footer.add_paragraph(style="页码")
        room.paragraph_format.line_spacing = Mm(BELOW_NUMBER_MM)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        _flatten(header.paragraphs[0])


def _number_field(line: Paragraph) -> None:
    line.add_run("— ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()._r
        run.append(_field_part(kind, text))
    line.add_run(" —")


def _field_part(kind: str, text: str) -> Any:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = f" {text} "
    return part
