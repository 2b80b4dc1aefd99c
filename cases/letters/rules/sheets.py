"""A letter as a value: everything that stands on its pages, and nothing about how it came."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum
from math import ceil
from typing import Any

from cadres.errors import Invalid
from cases.letters.rules import layout
from cases.letters.rules.wording import clauses, title_lines
from cases.letters.rules.wording.title_parts import width


class Layout(StrEnum):
    """信函: red head and rules; 上行文: red head, number and 签发人 over one red rule; 表单: title,
    number and a form without a red head."""

    LETTER = "letter"
    UPWARD = "upward"
    FORM = "form"


class Level(IntEnum):
    """正文, then the four levels of headings: 一、 （一） 1. （1）."""

    BODY = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


HEADINGS = (
    (Level.FIRST, re.compile(r"[一二三四五六七八九十]+、")),
    (Level.SECOND, re.compile(r"（[一二三四五六七八九十]+）")),
    (Level.THIRD, re.compile(r"\d{1,2}[.．](?!\d)")),
    (Level.FOURTH, re.compile(r"（\d{1,2}）")),
)
HEADING_LENGTH = 40
FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|jpe?g|png|heic|zip|txt)$", re.I)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    level: int = Level.BODY


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: named below the text, and printed on a page of its own where it has a body.

    `copies` and `pages` are counted only where they are not nought; `digest` is the SHA-256 of
    the file that goes along, for the register.
    """

    title: str
    copies: int = 0
    pages: int = 0
    digest: str = ""
    body: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of a slip; where the text is empty, it is filled in by hand."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """回执联: what the receiver fills in and sends back, on a page of its own."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a form. `height_mm` keeps room for writing, signing and sealing by hand."""

    text: str = ""
    span: int = 1
    rows: int = 1
    is_label: bool = False
    is_centred: bool = False
    height_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class FormTable:
    """A titled form (交办单, 移送登记表): rows of cells over columns of these relative widths.

    The first `head_rows` stand again on each further page. Where it lies across the page, it
    stands on pages of its own.
    """

    title: str
    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    is_landscape: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address printed as a QR code, and the words under it."""

    address: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """Everything that stands on a letter. `mark` is printed small at the head, e.g. of a draft."""

    issuer: str
    title: str
    dated_on: date
    layout: str = Layout.LETTER
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    # 签发人, whose name stands on a 上行文 alone; given at issue.
    signatory: str = ""
    urgency: str = ""
    addressee: str = ""
    body: tuple[Paragraph, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signer: str = ""
    contact: str = ""
    cc: tuple[str, ...] = ()
    receipt: ReceiptSlip | None = None
    qr: QrCode | None = None
    tables: tuple[FormTable, ...] = ()
    mark: str = ""
    # Where the drafter breaks the title; empty, or of other words: by rule.
    title_breaks: tuple[str, ...] = ()
    # Names that no line of the title cuts, where they fit on one.
    names: tuple[str, ...] = ()
    # It hangs on a wall: smaller letters rather than a second page.
    is_one_sheet: bool = False

    def __post_init__(self) -> None:
        clauses.refuse_secrets(self.title, self.copy_number, self.mark, self.urgency)
        if self.urgency not in {"", "特急", "加急"}:
            raise Invalid("紧急程度只能是特急或加急。", {"urgency": "请从列表中选择"})
        if self.secrecy not in {"", clauses.WORKING}:
            raise Invalid("密级标志只能是工作秘密。", {"secrecy": "请从列表中选择"})

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title as it stands on the page."""
        return title_lines.lines(self.title, layout.TITLE_CHARACTERS, self.names, self.title_breaks)

    @property
    def text_size(self) -> tuple[float, float]:
        """Size and pitch of the text, in points."""
        if self.layout == Layout.FORM:
            return layout.FORM_TEXT
        if not self.is_one_sheet:
            return layout.BODY_PT, layout.LINE_PT
        lengths = [width(one.text) for one in self.body]
        return layout.one_sheet([*lengths, width(self.addressee)])

    @property
    def above(self) -> tuple[str, ...]:
        """份号、密级、紧急程度, each on a line of its own."""
        return tuple(part for part in (self.copy_number, self.secrecy, self.urgency) if part)


def body_of(text: str) -> tuple[Paragraph, ...]:
    """Read what a person typed: a paragraph a line; 一、 （一） 1. （1） begin headings."""
    lines = [line.strip() for line in clauses.clean(text).split("\n")]
    return tuple(Paragraph(line, level_of(line)) for line in lines if line)


def level_of(line: str) -> Level:
    """A heading is short, begins like one and does not end like a sentence."""
    if len(line) > HEADING_LENGTH or line[-1] in "。；;":
        return Level.BODY
    for level, pattern in HEADINGS:
        if pattern.match(line):
            return level
    return Level.BODY


def typed(body: tuple[Paragraph, ...]) -> str:
    """The reverse of `body_of`, for a form."""
    return "\n".join(paragraph.text for paragraph in body)


def listed(annex: Annex) -> str:
    """How an annex stands in the list below the text: no punctuation at its end."""
    counted = []
    if annex.copies:
        counted.append(f"{annex.copies}份")
    if annex.pages:
        counted.append(f"{annex.pages}页")
    return annex_title(annex) + (f"（{'，'.join(counted)}）" if counted else "")


def lists_few(sheet: LetterSheet) -> bool:
    """Are the annexes so few, and their names so short, that their list stands on one page with
    the end of the text? Longer lists would leave white space before the signature."""
    many = len(sheet.annexes)
    room = layout.NUMBERED_ANNEX_CHARACTERS if many > 1 else layout.ANNEX_CHARACTERS
    taken = sum(ceil(width(listed(one)) / room) for one in sheet.annexes)
    return 0 < taken <= layout.FEW_ANNEXES


def annex_title(annex: Annex) -> str:
    """Its name without the ending of a file: that is not how an annex is called."""
    return FILE_ENDING.sub("", annex.title)


def is_annex(sheet: LetterSheet, annex: Annex, table: FormTable) -> bool:
    """Is the table of a letter this annex? It is printed as one then, behind the letter."""
    is_letter = sheet.layout != Layout.FORM
    return is_letter and not table.is_landscape and table.title == annex.title


def annex_mark(sheet: LetterSheet, table: FormTable) -> str:
    """`附件2` above a table across the page that is an annex of the letter; else nothing."""
    titles = [annex.title for annex in sheet.annexes]
    is_letter = sheet.layout != Layout.FORM
    if not (is_letter and table.is_landscape and table.title in titles):
        return ""
    return f"附件{titles.index(table.title) + 1 if len(titles) > 1 else ''}"


def is_annexed(sheet: LetterSheet, table: FormTable) -> bool:
    return any(is_annex(sheet, annex, table) for annex in sheet.annexes)


def placed(table: FormTable) -> tuple[tuple[tuple[int, Cell], ...], ...]:
    """Each cell with the column in which it begins: the next one that no higher row has taken."""
    taken: set[tuple[int, int]] = set()
    return tuple(_placed_row(down, row, taken) for down, row in enumerate(table.rows))


def lies_across(sheet: LetterSheet) -> bool:
    """Is it nothing but forms across the page?"""
    is_form = sheet.layout == Layout.FORM
    return is_form and any(table.is_landscape for table in sheet.tables) and not sheet.body


def as_data(sheet: LetterSheet) -> dict[str, Any]:
    """The sheet as plain data, as it is kept and given to the engines."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(sheet), default=_plain))
    return data


def from_data(data: Mapping[str, Any]) -> LetterSheet:
    """The reverse of `as_data`; names that are not of the sheet are an error."""
    values = dict(data)
    values["dated_on"] = date.fromisoformat(values["dated_on"])
    values["body"] = _body(values.get("body", ()))
    values["annexes"] = tuple(
        Annex(**{**annex, "body": _body(annex["body"])}) for annex in values.get("annexes", ())
    )
    for name in ("cc", "title_breaks", "names"):
        values[name] = tuple(values.get(name, ()))
    values["tables"] = tuple(_table(table) for table in values.get("tables", ()))
    receipt, qr = values.get("receipt"), values.get("qr")
    values["receipt"] = _slip(receipt) if receipt else None
    values["qr"] = QrCode(**qr) if qr else None
    return LetterSheet(**values)


def content_digest(sheet: LetterSheet) -> str:
    """What a signature stands for: the sheet but its number, its date and its mark.

    Number and date are given at issue and must not kill the signatures.
    """
    return digest(replace(sheet, number="", mark="", signatory="", dated_on=date.min))


def digest(sheet: LetterSheet) -> str:
    """SHA-256 over everything that stands on the sheet."""
    text = json.dumps(as_data(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def cleaned(sheet: LetterSheet) -> LetterSheet:
    """The same sheet without characters that no document can carry."""
    return from_data(_cleaned(as_data(sheet)))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clauses.clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    return value


def _placed_row(
    down: int, row: tuple[Cell, ...], taken: set[tuple[int, int]]
) -> tuple[tuple[int, Cell], ...]:
    found, across = [], 0
    for cell in row:
        while (down, across) in taken:
            across += 1
        found.append((across, cell))
        taken |= {
            (down + lower, across + further)
            for lower in range(cell.rows)
            for further in range(cell.span)
        }
        across += cell.span
    return tuple(found)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not for a letter: {value!r}")


def _body(rows: Any) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(**row) for row in rows)


def _slip(data: Mapping[str, Any]) -> ReceiptSlip:
    return ReceiptSlip(**{**data, "lines": tuple(Line(**line) for line in data["lines"])})


def _table(data: Mapping[str, Any]) -> FormTable:
    rows = tuple(tuple(Cell(**cell) for cell in row) for row in data["rows"])
    return FormTable(**{**data, "columns": tuple(data["columns"]), "rows": rows})
