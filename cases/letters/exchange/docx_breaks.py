"""Where a line of a letter may be broken in Word, and what stands on one line there.

A date or a figure with its unit is a run of its own style, its signs joined by U+2060. That alone
holds in LibreOffice, which reads no lists of a document and heeds a joiner only where the signs are
in no language of its own lists; Word is told by its lists besides that no line begins or ends with
a joiner. The joiner takes a font that has it, or it would be drawn as a box.
"""

from __future__ import annotations

import re
from itertools import pairwise

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from cases.letters.rules.wording import title_parts, unbroken

# A longer word without a place to break would run out of the page: addresses, digests.
LONG_WORD = re.compile(r"[!-~]{20,}")
ZERO_WIDTH_SPACE = "\u200b"
JOINER = "\u2060"
# A blank at which nothing breaks; at the usual one (U+00A0) LibreOffice ends a line all the same.
BLANK = "\u202f"
STYLE = "不拆行"
NO_LANGUAGE = "x-none"
# Signs of no script take the font for signs beyond ASCII.
JOINER_FONT = "Tahoma"
# These are kept together by every program.
FIGURE = "0123456789.,"


def set_line_breaks(document: Document) -> None:
    """Say to the program which signs begin and end no line, and how a run looks that holds."""
    lists = (
        ("w:noLineBreaksAfter", unbroken.NO_END + JOINER),
        ("w:noLineBreaksBefore", unbroken.NO_START + JOINER),
    )
    for name, signs in lists:
        said = OxmlElement(name)
        said.set(qn("w:lang"), "zh-CN")
        said.set(qn("w:val"), signs)
        document.settings.element.insert_element_before(said, *AFTER)
    _style(document)


def write(line: Paragraph, words: str, *, size: float = 0.0, room: float = 0.0) -> None:
    """Add the words; what stands on one line holds together, where `room` (in characters of the
    line) is wide enough for it."""
    is_narrow = bool(room) and title_parts.widest_run(words) > room
    parts = unbroken.parts(words)
    is_followed = [*(is_held for _, is_held in parts[1:]), False]
    for (part, is_held), leads in zip(parts, is_followed, strict=False):
        holds = is_held and not is_narrow
        run = line.add_run(joined(part) if holds else _open(part, leads=leads and not is_narrow))
        if holds:
            run.style = STYLE
            _settle(line)
        if size:
            run.font.size = Pt(size)


def _open(words: str, *, leads: bool) -> str:
    """Behind a mark that leads to a run a line may end: LibreOffice would join mark and figure."""
    return breakable(words) + (ZERO_WIDTH_SPACE if leads and words[-1] in unbroken.NO_START else "")


def breakable(words: str) -> str:
    return LONG_WORD.sub(lambda found: ZERO_WIDTH_SPACE.join(found.group()), words)


def joined(words: str) -> str:
    """The signs with a joiner wherever a line might break between them."""
    signs = words.replace(" ", BLANK)
    gaps = [JOINER if _may_break(one, other) else "" for one, other in pairwise(signs)]
    return "".join(sign + gap for sign, gap in zip(signs, [*gaps, ""], strict=True))


def plain(words: str) -> str:
    """The reverse: the words as they were written."""
    return words.replace(JOINER, "").replace(ZERO_WIDTH_SPACE, "").replace(BLANK, " ")


def _may_break(one: str, other: str) -> bool:
    is_figure = one in FIGURE and other in FIGURE
    return not (is_figure or one in unbroken.NO_END or other in unbroken.NO_START)


def _style(document: Document) -> None:
    style = document.styles.add_style(STYLE, WD_STYLE_TYPE.CHARACTER)
    look = style.element.get_or_add_rPr()
    look.get_or_add_rFonts().set(qn("w:hAnsi"), JOINER_FONT)
    spoken = OxmlElement("w:lang")
    for name, language in (("val", "en-US"), ("eastAsia", NO_LANGUAGE)):
        spoken.set(qn(f"w:{name}"), language)
    look.append(spoken)


def _settle(line: Paragraph) -> None:
    """A line that a run leaves as a whole ends there: it is not drawn out over the room."""
    style = line.style
    if style is not None and style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY:
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT


# What stands behind the lists among the settings, in the order of the schema.
AFTER = (
    *("w:savePreviewPicture", "w:doNotValidateAgainstSchema", "w:saveInvalidXml"),
    *("w:ignoreMixedContent", "w:alwaysShowPlaceholderText", "w:doNotDemarcateInvalidXml"),
    *("w:saveXmlDataOnly", "w:useXSLTWhenSaving", "w:saveThroughXslt", "w:showXMLTags"),
    *("w:alwaysMergeEmptyNamespace", "w:updateFields", "w:hdrShapeDefaults", "w:footnotePr"),
    *("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema"),
    *("w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats", "w:shapeDefaults"),
    *("w:decimalSymbol", "w:listSeparator"),
)
