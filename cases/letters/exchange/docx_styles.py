"""The named styles of a letter in Word."""

from __future__ import annotations

import math
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from cases.letters.rules import layout

SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
LATIN = "Times New Roman"
# What stands in on a machine without the fonts of the standard, so that text stays a text face.
STAND_INS = {
    SONG: "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    FANG: "FangSong_GB2312,仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    KAI: "KaiTi_GB2312,楷体,KaiTi,STKaiti,Noto Serif CJK SC",
    HEI: "SimHei,STHeiti,Noto Sans CJK SC",
}
LEFT, CENTRED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY
# In twentieths of a point, rounded so that the 22nd line still stands on the page.
LINE_PT = math.floor(layout.LINE_PT * 20) / 20
TITLE_LINE_PT = 32.0
LEVELS = ("正文", "一级标题", "二级标题", "三级标题", "四级标题")
CHARACTER_PT = layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM / layout.CHARACTERS


@dataclass(frozen=True, slots=True)
class Face:
    """A style: its font, size, alignment, and how far its first line stands in."""

    name: str
    font: str
    size: float = layout.BODY_PT
    align: WD_ALIGN_PARAGRAPH = JUSTIFIED
    characters_in: int = 0
    line: float = LINE_PT
    keeps: bool = False
    # Running text: 28 characters a line.
    is_set: bool = False


FACES = (
    Face("发文机关标志", SONG, 32, CENTRED, line=0),
    Face("公文标题", SONG, layout.TITLE_PT, CENTRED, line=TITLE_LINE_PT),
    Face("发文字号", FANG, align=LEFT),
    Face("主送机关", FANG, is_set=True),
    Face("正文", FANG, characters_in=2, is_set=True),
    Face("一级标题", HEI, characters_in=2, keeps=True, is_set=True),
    Face("二级标题", KAI, characters_in=2, keeps=True, is_set=True),
    Face("三级标题", FANG, characters_in=2, keeps=True, is_set=True),
    Face("四级标题", FANG, characters_in=2, keeps=True, is_set=True),
    Face("附件说明", FANG, align=LEFT, is_set=True),
    Face("附件标识", HEI, align=LEFT),
    Face("署名", FANG, align=CENTRED),
    Face("附注", FANG, layout.FORM_PT, LEFT, line=0),
    Face("抄送", FANG, layout.SMALL_PT),
    Face("回执", FANG),
    Face("二维码", FANG, layout.FORM_PT, CENTRED, line=0),
    Face("页码", SONG, layout.SMALL_PT, LEFT, line=18),
    Face("表格标签", HEI, layout.FORM_PT, CENTRED, line=0),
    Face("表格正文", FANG, layout.FORM_PT, LEFT, line=0),
)


def add_styles(document: Document) -> None:
    _base(document)
    _name_stand_ins(document)
    for face in FACES:
        _add(document, face)
    red = document.styles["发文机关标志"]
    red.font.color.rgb = RGBColor.from_string(layout.RED)
    _stops(document.styles["附件说明"])
    slip = document.styles["回执"].paragraph_format
    # Filled in by hand.
    slip.space_before = Pt(LINE_PT)
    slip.tab_stops.add_tab_stop(Pt(layout.CHARACTERS * CHARACTER_PT), WD_TAB_ALIGNMENT.RIGHT)


def _base(document: Document) -> None:
    """The grid counts its characters from the size of Normal, and punctuation from the language."""
    normal = document.styles["Normal"]
    set_font(normal, FANG, layout.BODY_PT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(spoken)


def _name_stand_ins(document: Document) -> None:
    """The table of fonts; the library keeps it as it came with its template."""
    fonts = OxmlElement("w:fonts")
    for name, others in STAND_INS.items():
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        for part, value in (("altName", others), ("charset", "86"), ("pitch", "variable")):
            said = OxmlElement(f"w:{part}")
            said.set(qn("w:val"), value)
            font.append(said)
        fonts.append(font)
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = serialize_part_xml(fonts)


def _add(document: Document, face: Face) -> None:
    style = document.styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    set_font(style, face.font, face.size)
    shape = style.paragraph_format
    shape.alignment = face.align
    shape.space_before = shape.space_after = Pt(0)
    shape.keep_with_next = face.keeps
    shape.widow_control = False
    _leave_grid(style)
    if face.is_set:
        _space(style)
    if face.line:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(face.line)
    if face.characters_in:
        shape.first_line_indent = Pt(face.characters_in * CHARACTER_PT)


def _leave_grid(style: ParagraphStyle) -> None:
    """Programs disagree about characters that are wider than the grid's, and some double the room.

    The section has the grid; each style has its pitch of lines and of characters itself.
    """
    mark = OxmlElement("w:snapToGrid")
    mark.set(qn("w:val"), "0")
    shape = style.element.get_or_add_pPr()
    rest = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        # No blank between Chinese and figures.
        none = OxmlElement(name)
        none.set(qn("w:val"), "0")
        shape.insert_element_before(none, "w:snapToGrid", *rest)
    shape.insert_element_before(mark, *rest)


def _space(style: ParagraphStyle) -> None:
    """In twentieths of a point, rounded so that the 28th character still stands on the line."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(math.floor(layout.TRACKING_PT * 20)))
    shape = style.element.get_or_add_rPr()
    shape.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def resize(document: Document, size: float, pitch: float) -> None:
    """Set everything that has the size of the text smaller: a notice stays on one page."""
    for face in FACES:
        if face.size == layout.BODY_PT and face.line:
            shape = document.styles[face.name].paragraph_format
            document.styles[face.name].font.size, shape.line_spacing = Pt(size), Pt(pitch)
            if face.characters_in:
                shape.first_line_indent = Pt(face.characters_in * size)


def above_sign(size: float, line: float) -> float:
    """How far below the upper edge of an exact line a sign begins, in points.

    Word puts the base line at four fifths of such a line, and a sign rises 0.88 of its size.
    """
    return 0.8 * line - 0.88 * size


def below_sign(size: float, line: float) -> float:
    return line - size - above_sign(size, line)


def set_font(style: ParagraphStyle, name: str, size: float) -> None:
    """Word asks for the font of Chinese signs apart from that of Latin ones."""
    style.font.name, style.font.size = LATIN, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _stops(style: ParagraphStyle) -> None:
    """左空二字, then the label, the figure, the title; continued lines stand under the title."""
    shape = style.paragraph_format
    shape.left_indent, shape.first_line_indent = Pt(6.5 * CHARACTER_PT), Pt(-4.5 * CHARACTER_PT)
    for at in (5, 6.5):
        shape.tab_stops.add_tab_stop(Pt(at * CHARACTER_PT))
