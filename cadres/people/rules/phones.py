"""Phones as people write them: several in a cell, with remarks and extensions, without area code.

What was written is kept; which of its digits a phone can dial is read from it each time.
Numbers: 11 digits of a mobile, area code and 7 or 8 digits, those 7 or 8 alone, 400 and 800,
service numbers (12345, 95598), and foreign ones with `+` (工业和信息化部《电信网编号计划》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cadres.submissions.rules import pasted_text

MOBILE = re.compile(r"1[3-9]\d{9}")
FREE = re.compile(r"[48]00\d{7}")
SERVICE = re.compile(r"9[56]\d{3,4}|12\d{3}")
WITH_AREA = re.compile(r"(010|02\d|0[3-9]\d{2})([1-9]\d{6,7})")
LOCAL = re.compile(r"[2-8]\d{6,7}")
FOREIGN = re.compile(r"(?:\+|00)(?!86)\d{6,15}")
COUNTRY = re.compile(r"^(?:\+|00)86|^86(?=1\d{10}$)")
# Signs one for one, so that a place in the plain text is that place in the written one.
PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("·・•", ".")
    | dict.fromkeys("\u3000\u00a0", " ")
)
EXTENSION = r"\s*(?:转|分机号?|ext\.?)[\s:-]*"
RUN = re.compile(
    rf"(?<![0-9A-Za-z])(?:\+|\()?\d(?:[ \-().]{{0,2}}\d)+(?:{EXTENSION}\d{{1,6}})?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
NO_NUMBER = "没有认出电话号码，请填写手机号、座机号（可带区号、分机）或 400 电话"
# A spreadsheet turns a long number into 1.3937700002E+10; with fewer digits some are lost.
EXPONENT = re.compile(r"\s*(1)\.([3-9]\d{9})[Ee]\+?10\s*")
SHORTENED = re.compile(r"\s*\d(?:\.\d*)?[Ee]\+?\d{1,2}\s*")
DIGITS_LOST = "号码成了科学计数法，末几位已经丢失，请把这一列设成文本格式，再填写完整的号码"
BETWEEN = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was written: a number with what dials it, or words beside it."""

    text: str
    dial: str = ""

    @property
    def number(self) -> str:
        """The digits without an extension."""
        return self.dial.partition(",")[0]


def pieces(written: str) -> list[Piece]:
    """Return the whole text in pieces; `dial` is `03776666666,802` for an extension."""
    plain, at = written.translate(PLAIN), 0
    if whole := EXPONENT.fullmatch(plain):
        return [Piece(written, whole[1] + whole[2])]
    found = []
    for run in RUN.finditer(plain):
        for start, end, dial in _numbers(run[0]):
            start, end = run.start() + start, run.start() + end
            found += [Piece(written[at:start]), Piece(written[start:end], dial)]
            at = end
    found.append(Piece(written[at:]))
    return [piece for piece in found if piece.text]


def numbers(written: str) -> list[Piece]:
    """Return the numbers alone."""
    return [piece for piece in pieces(written) if piece.dial]


def kept(text: str) -> str:
    """Return how a phone is kept: a mobile in its eleven digits, everything else as written."""
    written = BETWEEN.sub("、", pasted_text.value(text))
    return sole_mobile(written) or written


def sole_mobile(written: str) -> str:
    """Return the eleven digits where a mobile is all that is written, else nothing."""
    found = pieces(written.strip())
    return found[0].dial if len(found) == 1 and MOBILE.fullmatch(found[0].dial) else ""


def mobile(text: str) -> str:
    """Return the one mobile number that is written, whatever stands beside it; else nothing."""
    found = {
        piece.dial for piece in numbers(pasted_text.value(text)) if MOBILE.fullmatch(piece.dial)
    }
    return found.pop() if len(found) == 1 else ""


def fault(written: str) -> str:
    """Say that something was written by which nobody can call; nothing where all is well."""
    if not written or numbers(written):
        return ""
    return DIGITS_LOST if is_shortened(written) else NO_NUMBER


def is_shortened(written: str) -> bool:
    """Whether a spreadsheet wrote it with an exponent and left digits out."""
    plain = written.translate(PLAIN)
    return bool(SHORTENED.fullmatch(plain)) and not EXPONENT.fullmatch(plain)


def is_public(written: str) -> bool:
    """Whether it may hang at a gate: office lines alone, none of which is somebody's own."""
    shapes = (WITH_AREA, FREE, SERVICE)
    found = [piece.number for piece in numbers(written)]
    return bool(found) and all(any(s.fullmatch(number) for s in shapes) for number in found)


def keys(written: str) -> set[str]:
    """Return under which words the numbers are found: `~` marks the end of a longer number."""
    found = set()
    for piece in numbers(written):
        found.add(piece.number)
        if parted := WITH_AREA.fullmatch(piece.number):
            found.add(f"~{parted[2]}")
    return found


def asked_for(words: str) -> set[str]:
    """Return the keys by which a number is sought, with or without its area code.

    Nothing where the words are anything but one number.
    """
    found = pieces(pasted_text.value(words))
    if len(found) != 1 or not found[0].dial:
        return set()
    number = found[0].number
    parted = WITH_AREA.fullmatch(number)
    return {number, parted[2]} if parted else {number, f"~{number}"}


def _numbers(run: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, dial) of what can be dialled in a run of digits and signs."""
    if dial := _dial(run):
        yield 0, len(run), dial
        return
    for shape in (r"\S+", r"\d(?:\D{0,2}\d){10}"):
        parts = list(re.finditer(shape, run))
        dials = [_dial(part[0]) for part in parts]
        if len(parts) > 1 and all(dials) and parts[-1].end() == len(run):
            yield from ((*part.span(), dial) for part, dial in zip(parts, dials, strict=True))
            return


def _dial(run: str) -> str:
    """Return what a phone dials, with a comma before an extension; nothing for no number."""
    head, extension = _parted(run)
    digits = re.sub(r"[^\d+]", "", head)
    home = COUNTRY.sub("", digits)
    if home != digits and not MOBILE.fullmatch(home):
        home = f"0{home.lstrip('0')}"
    shapes = (MOBILE, FREE, SERVICE, WITH_AREA, LOCAL, FOREIGN)
    if not any(shape.fullmatch(home) for shape in shapes):
        return ""
    return f"{home},{extension}" if extension else home


def _parted(run: str) -> tuple[str, str]:
    """Part an extension from its number: behind 转 or 分机, or as the last of three groups."""
    head, *rest = re.split(EXTENSION, run, maxsplit=1, flags=re.IGNORECASE)
    if rest:
        return head, rest[0]
    groups = re.fullmatch(r"(\(?0\d{2,3}\)?[ -]*\d{7,8})-(\d{1,6})", run)
    return (groups[1], groups[2]) if groups else (run, "")
