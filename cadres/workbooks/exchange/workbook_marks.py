"""What a workbook tells beside its values: rows hidden or filtered away, cells struck through.

Its parts are read by the XML parser of the language, behind a guard that refuses every document
type and entity: comments, quotation marks, prefixes and encodings are understood as the reader of
the values understands them, and nothing can swell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

Place = tuple[int, int]
# Looks at the clock, and ends a look that takes too long.
Tick = Callable[[], None]

# Large enough that a single endless word is not gone over again from its start too often.
CHUNK = 1024 * 1024
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
NUMBER = re.compile(r"\d{1,9}")
YES, NO = frozenset({"1", "true"}), frozenset({"0", "false"})
# How WPS and Excel keep a picture that lies in a cell: as a formula that holds its own name.
PICTURE = re.compile(r"\s{0,9}=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)


class Broken(Exception):
    """A part that is no XML, or one with a document type or an entity."""


@dataclass(slots=True)
class Look:
    """One sheet: faulty cells with the reason, rows out of sight, cells struck through.

    `stored` are the rows in which something stands: the reader must find them all.
    """

    failed: dict[Place, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    struck: list[Place] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """A text: how long it is in bytes, whether anything stands in it, whether all is struck."""

    length: int
    is_blank: bool
    is_struck: bool


SOMETHING = Text(0, is_blank=False, is_struck=False)
NOTHING = Text(0, is_blank=True, is_struck=False)


@dataclass(slots=True)
class Cell:
    """What stands in one cell of a sheet; places count from zero.

    `value` is nothing where the cell has no element of a value, `formula` likewise.
    """

    place: Place
    kind: str
    style: int
    formula: str | None = None
    value: str | None = None
    text: Text = NOTHING
    holds_something: bool = False

    def has_result(self) -> bool:
        return bool(self.value) or (self.kind == "str" and self.value is not None)

    def is_picture(self) -> bool:
        return self.formula is not None and bool(PICTURE.match(self.formula))

    def shared(self) -> int | None:
        """The number of the shared text that the cell refers to."""
        if self.kind != "s" or not NUMBER.fullmatch(self.value or ""):
            return None
        return int(self.value or "")


def read(part: bytes, handler: ContentHandler, tick: Tick) -> None:
    """Hand the elements of a part to `handler`; raise Broken for what is no plain XML."""
    if not part.strip():
        return
    # Blanks before the declaration are no XML, and still some exporting programs write them.
    plain = memoryview(part.lstrip())
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        for start in range(0, len(plain), CHUNK):
            tick()
            parser.feed(bytes(plain[start : start + CHUNK]))
        parser.close()
    except (SAXException, DefusedXmlException, LookupError) as error:
        raise Broken from error


def refuse_document_type(part: bytes, tick: Tick) -> None:
    """Raise Broken for a part with a document type, which stands before its first element.

    What else is wrong with a part that nobody reads is no reason to refuse a workbook.
    """
    try:
        read(part, _Beginning(), tick)
    except _Begun:
        return
    except Broken as error:
        if isinstance(error.__cause__, DefusedXmlException):
            raise


def elements(part: bytes, tag: str, tick: Tick) -> list[dict[str, str]]:
    """Return the attributes, without their prefixes, of each element of that name."""
    found = _Elements(tag)
    read(part, found, tick)
    return found.found


def struck_styles(part: bytes, tick: Tick) -> frozenset[int]:
    """Return the numbers of the cell styles whose font is struck through."""
    found = _Styles()
    read(part, found, tick)
    return frozenset(at for at, is_struck in enumerate(found.styles) if is_struck)


def texts(part: bytes, tick: Tick) -> list[Text]:
    """Return the shared texts in their order."""
    found = _Texts()
    read(part, found, tick)
    return found.found


def cells(part: bytes, hidden: list[int], each: Callable[[Cell], None], tick: Tick) -> None:
    """Hand on each cell that holds an element; `hidden` gets the rows that are out of sight."""
    read(part, _Cells(hidden, each), tick)


class _Begun(Exception):
    """The first element is there."""


class _Beginning(ContentHandler):
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        raise _Begun


class _Elements(ContentHandler):
    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.found = tag, []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if plain(name) == self.tag:
            self.found.append({plain(key): value for key, value in attrs.items()})


class _Styles(ContentHandler):
    """Fonts come before the styles that refer to them by number."""

    def __init__(self) -> None:
        super().__init__()
        self.fonts: list[bool] = []
        self.styles: list[bool] = []
        self.inside = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = plain(name)
        if tag in {"fonts", "cellXfs"}:
            self.inside = tag
        elif self.inside == "fonts" and tag == "font":
            self.fonts.append(False)
        elif self.inside == "fonts" and tag == "strike" and self.fonts:
            self.fonts[-1] = attrs.get("val") not in NO
        elif self.inside == "cellXfs" and tag == "xf":
            at = number(attrs.get("fontId"), 0)
            self.styles.append(at < len(self.fonts) and self.fonts[at])

    def endElement(self, name: str) -> None:
        if plain(name) == self.inside:
            self.inside = ""


class _RichText:
    """Puts one text together; in a rich one every run with letters must be struck through."""

    def __init__(self) -> None:
        self.length, self.is_blank, self.has_runs, self.has_plain = 0, True, False, False
        self.is_spoken, self.is_struck = False, False  # how a word is said, and the run read now

    def begin(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "r":
            self.has_runs, self.is_struck = True, False
        elif tag == "strike":
            self.is_struck = attrs.get("val") not in NO
        elif tag == "rPh":
            self.is_spoken = True

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.is_spoken = False

    def say(self, letters: str) -> None:
        self.length += len(letters.encode(errors="replace"))
        if letters.strip() and not self.is_spoken:
            self.is_blank = False
            self.has_plain = self.has_plain or not self.is_struck

    def whole(self) -> Text:
        return Text(self.length, self.is_blank, self.has_runs and not self.has_plain)


class _Texts(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Text] = []
        self.item: _RichText | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = plain(name)
        if tag == "si":
            self.item = _RichText()
        elif self.item:
            self.item.begin(tag, attrs)

    def characters(self, content: str) -> None:
        if self.item:
            self.item.say(content)

    def endElement(self, name: str) -> None:
        tag = plain(name)
        if self.item and tag == "si":
            self.found.append(self.item.whole())
            self.item = None
        elif self.item:
            self.item.end(tag)


class _Cells(ContentHandler):
    def __init__(self, hidden: list[int], each: Callable[[Cell], None]) -> None:
        super().__init__()
        self.hidden, self.each = hidden, each
        self.row, self.column = -1, -1
        self.cell: Cell | None = None
        self.words: list[str] | None = None  # of the formula or value read now
        self.text = _RichText()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        tag = plain(name)
        if tag == "c":
            self._begin_cell(attrs)
        elif self.cell:
            self.cell.holds_something = True
            self._begin_inside(tag, attrs)
        elif tag == "row":
            self.row, self.column = number(attrs.get("r"), self.row + 2) - 1, -1
            if attrs.get("hidden") in YES:
                self.hidden.append(self.row)

    def _begin_cell(self, attrs: AttributesImpl) -> None:
        place = REFERENCE.fullmatch(attrs.get("r") or "")
        self.column = column(place[1]) if place else self.column + 1
        self.row = int(place[2]) - 1 if place else self.row
        kind, style = attrs.get("t") or "", number(attrs.get("s"), -1)
        self.cell, self.text = Cell((self.row, self.column), kind, style), _RichText()

    def _begin_inside(self, tag: str, attrs: AttributesImpl) -> None:
        if tag in {"f", "v"}:
            self.words = []
        else:
            self.text.begin(tag, attrs)

    def characters(self, content: str) -> None:
        if self.words is not None:
            self.words.append(content)
        elif self.cell:
            self.text.say(content)

    def endElement(self, name: str) -> None:
        tag, cell = plain(name), self.cell
        if not cell:
            return
        if tag == "c":
            cell.text, self.cell = self.text.whole(), None
            if cell.holds_something:
                self.each(cell)
        elif tag == "f":
            cell.formula, self.words = "".join(self.words or ()), None
        elif tag == "v":
            cell.value, self.words = "".join(self.words or ()), None
        else:
            self.text.end(tag)


def plain(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def number(text: str | None, otherwise: int) -> int:
    return int(text) if text and NUMBER.fullmatch(text) else otherwise


def column(letters: str) -> int:
    """The number of a column from zero: A is 0, AA is 26."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1
