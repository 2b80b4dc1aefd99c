"""The measures of an official letter (GB/T 9704-2012, 信函格式), in millimetres and points.

Where the standard fixes two measures that cannot both hold, the width of the type area wins:
28 characters of 16 pt would be 158 mm wide, so they stand a fifth of a point closer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.letters.rules.wording import title_lines

POINTS_PER_MM = 72 / 25.4

# 5.1 and 5.2.1: A4; 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm.
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
TOP_MM, LEFT_MM, RIGHT_MM, BOTTOM_MM = 37.0, 28.0, 26.0, 35.0
TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 156.0, 225.0
# 5.2.2 and 5.2.3: 3号仿宋, 22 lines of 28 characters.
LINES, CHARACTERS = 22, 28
# 字号: 2号, 3号, 4号, 小四, 五号.
TITLE_PT, BODY_PT, SMALL_PT, FORM_PT, NOTE_PT = 22.0, 16.0, 14.0, 12.0, 10.5
# So many signs of 2号 has a line of the title.
TITLE_CHARACTERS = int(TEXT_WIDTH_MM * POINTS_PER_MM / TITLE_PT)
LINE_PT = TEXT_HEIGHT_MM * POINTS_PER_MM / LINES
TRACKING_PT = TEXT_WIDTH_MM * POINTS_PER_MM / CHARACTERS - BODY_PT

# 10.1 信函格式: 发文机关标志上边缘至上页边 30 mm; 红色双线 4 mm below it and 20 mm above the
# lower edge of the first page, 170 mm wide, centred on the page.
ISSUER_TOP_MM = 30.0
RULE_BELOW_ISSUER_MM = 4.0
LOWER_RULE_MM = 20.0
RULE_WIDTH_MM = 170.0
# 7.2 文件格式, of a 上行文: 发文机关标志 35 mm below the upper edge of the type area, the red rule
# 4 mm below the number, as wide as the type area.
UPWARD_TOP_MM = 35.0
RULE_BELOW_NUMBER_MM = 4.0
RULE_OVERHANG_LEFT_MM = LEFT_MM - (PAGE_WIDTH_MM - RULE_WIDTH_MM) / 2
RULE_OVERHANG_RIGHT_MM = RIGHT_MM - (PAGE_WIDTH_MM - RULE_WIDTH_MM) / 2
THICK_PT, THIN_PT, GAP_PT = 2.25, 0.75, 1.5
RED = "C00000"
# 10.1: the number stands 7/8 of a character of 3号 below the rule, the title two lines further.
NUMBER_BELOW_RULE_PT = BODY_PT * 7 / 8
TITLE_BELOW_LINES = 2
# 7.3.3: 主送机关 one line below the title; 7.3.4: annexes one line below the text.
ADDRESSEE_BELOW_LINES = 1
ANNEXES_BELOW_LINES = 1
# So many lines of them stand on one page with the end of the text.
FEW_ANNEXES = 3
# What is left of a line behind 附件： and, where there are several, behind their number.
ANNEX_CHARACTERS, NUMBERED_ANNEX_CHARACTERS = CHARACTERS - 5, CHARACTERS - 6.5
# 7.3.5.1: 成文日期右空四字. The seal covers the signature, and its upper edge stands within one
# line of the text: a county's seal is 42 mm wide, so two lines stay free above the signature.
DATE_RIGHT_CHARACTERS = 4
SEAL_LINES = 2
# 7.5: the dash of the page number stands 7 mm below the type area, one character from the edge.
PAGE_NUMBER_BELOW_MM = 7.0

# A notice that hangs on a wall stands on one page: in 3号, else in 四号, 小四, 五号.
# Size and pitch of lines, in points.
ONE_SHEET = ((BODY_PT, LINE_PT), (SMALL_PT, 22.0), (FORM_PT, 17.0), (NOTE_PT, 14.0))
# What stands there besides the text, in points: red head, title, the code beside the signature.
BESIDE_PT = 225.0
# The words of a form are smaller than those of a letter: it is one sheet, where it can be.
FORM_TEXT = (SMALL_PT, SMALL_PT * 1.6)

LARGEST_ISSUER_PT, SMALLEST_ISSUER_PT = 36.0, TITLE_PT
# From line to line of a long name, in its size.
ISSUER_PITCH = 1.2
MOST_ISSUER_LINES = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """The issuer's name at the head of the page: how large, and on how many lines."""

    size_pt: float
    lines: tuple[str, ...]

    @property
    def height_mm(self) -> float:
        return self.size_pt * (len(self.lines) * ISSUER_PITCH - ISSUER_PITCH + 1) / POINTS_PER_MM


def one_sheet(lengths: Sequence[float]) -> tuple[float, float]:
    """Size and pitch in which paragraphs of so many signs fill no more than one page."""
    room = TEXT_HEIGHT_MM * POINTS_PER_MM - BESIDE_PT
    for size, pitch in ONE_SHEET:
        signs = int(TEXT_WIDTH_MM * POINTS_PER_MM / size)
        if sum(-(-(length + 2) // signs) for length in lengths) * pitch <= room:
            return size, pitch
    return ONE_SHEET[-1]


def headline(issuer: str) -> Headline:
    """Return the largest size in which the name fits 170 mm; a long name takes more lines."""
    room = RULE_WIDTH_MM * POINTS_PER_MM
    for count in range(1, MOST_ISSUER_LINES + 1):
        lines = title_lines.in_lines(issuer, count)
        size = min(LARGEST_ISSUER_PT, room / max(_width(line) for line in lines))
        if size >= SMALLEST_ISSUER_PT or count == MOST_ISSUER_LINES:
            break
    return Headline(int(size * 10) / 10, lines)


def first_rule_mm(issuer: str) -> float:
    """How far below the upper edge of the page the first double rule begins."""
    return ISSUER_TOP_MM + headline(issuer).height_mm + RULE_BELOW_ISSUER_MM


def below_first_rule_mm(issuer: str) -> float:
    """How far below the upper edge of the page the lower line of the first double rule ends."""
    return first_rule_mm(issuer) + (THICK_PT + GAP_PT + THIN_PT) / POINTS_PER_MM


def _width(line: str) -> float:
    return max(sum(1.0 if ord(sign) > 0x2E7F else 0.6 for sign in line), 1.0)
