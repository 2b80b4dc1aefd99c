"""What is looked at before a workbook is opened: its true kind, its size, and its formulas."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from cadres.errors import Invalid
from cadres.exchange import workbook_marks
from cadres.exchange.workbook_marks import Look, Text
from cadres.rules import zip_list

MEGABYTE = 1024 * 1024
BROKEN = "《{name}》已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
WRONG = "《{name}》{what}，不是 Excel 工作簿或 CSV 表格。请选择 .xlsx、.xls 或 .csv 文件。"
SAVE_AGAIN = "《{name}》{what}。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
TOO_LARGE = "《{name}》有 {size:.0f} MB，超过 {limit:.0f} MB 的上限。请拆成几个文件分别上传。"
SWOLLEN = "《{name}》解压后过大，系统不打开这样的文件。请把数据复制到新工作簿，再上传。"
ENCRYPTED = "《{name}》加了密码，系统打不开。请取消密码后重新保存，再上传。"
UNKNOWN_LETTERS = "《{name}》不是 UTF-8 或 GB18030 编码的文本，认不出文字。请另存为 .xlsx 再上传。"
TOO_MANY = (
    "《{name}》{sheet}超过 {rows} 行或 {columns} 列的上限。请拆分，或删除下方和右侧多余的内容。"
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SIGNATURES = (
    (b"%PDF", "是 PDF 文件"),
    (b"\x89PNG", "是图片"),
    (b"\xff\xd8\xff", "是图片"),
    (b"GIF8", "是图片"),
    (b"BM", "是图片"),
    (b"Rar!", "是压缩包"),
    (b"7z\xbc\xaf", "是压缩包"),
    (b"\x1f\x8b", "是压缩包"),
    (b"MZ", "是程序"),
    (b"\x7fELF", "是程序"),
)
# Every pattern ends at the next bracket, so that a sheet is walked over once, however it is made.
TOKEN = re.compile(rb"<(?:(/)(?:\w{1,20}:)?c\s{0,9}|(?:\w{1,20}:)?(row|c)\b([^<>]*))>")
REFERENCE = re.compile(rb'\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
ROW_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')
FORMULA = re.compile(rb"<(?:\w{1,20}:)?f\b")
RESULT = re.compile(rb"<(?:\w{1,20}:)?v>[^<]")
EMPTY_TEXT = re.compile(rb"<(?:\w{1,20}:)?v\s{0,9}/?>")
SHARED = re.compile(rb't="s"[^<>]{0,200}>\s{0,20}<(?:\w{1,20}:)?v>(\d{1,9})<')
VALUE = re.compile(rb"<(?:\w{1,20}:)?v(?:\s[^<>]*)?>([^<]*)<")
INDEX = re.compile(rb"\d{1,9}")
STYLE_NUMBER = re.compile(rb'\bs=["\'](\d{1,7})["\']')
ATTRIBUTE = re.compile(rb'(?<!\w)(?:\w{1,20}:)?(\w{1,40})="([^"]{0,4096})"')
NO_LETTERS = re.compile("[\x00-\x08\x0e-\x1f]")
FEW = 100  # an empty byte in so many may stand in a text
ARCHIVES = (b"mime-version:", b"content-type: multipart")
PAGES = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")
SECONDS = 10.0
LOOK_EVERY = 4096
SLOW = "《{name}》太复杂，{seconds:.0f} 秒内没有看完。请把需要的数据复制到新工作簿，再上传。"
# How WPS and Excel keep a picture that lies in a cell: as a formula that holds its own name.
PICTURE = re.compile(rb"<(?:\w{1,20}:)?f>\s{0,9}=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
A_PICTURE = "这一格是图片，图片里的字系统读不到，请改写成文字"
FORMULA_FAILED = "公式出错，请改为数值"
TWICE = (
    "《{name}》的“{sheet}”表里第 {row} 行写了两遍，只能读到一遍。"
    "请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
)
NOT_CALCULATED = "公式还没有计算结果，请用 Excel 或 WPS 打开并保存一次，或改为数值"
SOMETHING = Text(0, is_blank=False, is_struck=False)
NOTHING = Text(0, is_blank=True, is_struck=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may hold; above it the reader would only fill memory."""

    size: int = 20 * MEGABYTE
    unpacked: int = 300 * MEGABYTE
    rows: int = 100_000
    columns: int = 200
    seconds: float = SECONDS  # from the first look to the last cell


def kind_of(content: bytes, name: str, limits: Limits) -> str:
    """Return `xlsx`, `xls` or `text`, told by content; raise Invalid for everything else."""
    if len(content) > limits.size:
        megabytes = (len(content) / MEGABYTE, limits.size / MEGABYTE)
        raise Invalid(TOO_LARGE.format(name=name, size=megabytes[0], limit=megabytes[1]))
    if not content.strip():
        raise Invalid(f"《{name}》是空文件。请检查是不是选错了文件。")
    if content.startswith(ZIP):
        return _kind_of_zip(content, name)
    if content.startswith(OLE):
        return _kind_of_ole(content, name)
    return _kind_of_plain(content, name)


def too_many_rows(name: str, sheet: str, limits: Limits) -> str:
    where = f"的“{sheet}”表" if sheet else ""
    return TOO_MANY.format(name=name, sheet=where, rows=limits.rows, columns=limits.columns)


def check_xlsx(content: bytes, name: str, limits: Limits) -> list[Look]:
    """Refuse bombs and what contradicts itself; return, sheet by sheet, what the cells do not tell.

    Parts are found whichever way their paths are written: some programs write backslashes.
    """
    if zip_list.is_too_long(content):
        raise Invalid(SWOLLEN.format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > limits.unpacked:
                raise Invalid(SWOLLEN.format(name=name))
            parts = {
                path: archive.read(member)
                for member in archive.infolist()
                if (path := part_name(member.filename)).endswith((".xml", ".rels"))
            }
        if any(ENTITY.search(part[:2000]) for part in parts.values()):
            raise Invalid(BROKEN.format(name=name))
        return _check_parts(parts, name, limits)
    except (
        zipfile.BadZipFile,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise Invalid(BROKEN.format(name=name)) from error


def part_name(path: str) -> str:
    """Return the path of a part as the reader looks it up: forward slashes, small letters."""
    return path.replace("\\", "/").lstrip("/").lower()


def _check_parts(parts: Mapping[str, bytes], name: str, limits: Limits) -> list[Look]:
    watch = _Watch(name)
    styles = _Styles(
        workbook_marks.texts(parts.get("xl/sharedstrings.xml", b""), watch.over),
        workbook_marks.struck_styles(parts.get("xl/styles.xml", b""), watch.over),
    )
    letters, found = 0, []
    for title, path in _sheet_paths(parts):
        sheet = parts.get(path, b"")
        letters += _letters(sheet, styles.texts, watch)
        found.append(_look(sheet, title, styles, limits, watch))
    if letters > limits.unpacked:
        raise Invalid(SWOLLEN.format(name=name))
    return found


class _Watch:
    """Ends a look that takes too long; who uploads waits for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._end = time.monotonic() + SECONDS

    def over(self, found: Iterator[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
        for count, one in enumerate(found):
            if count % LOOK_EVERY == 0 and time.monotonic() > self._end:
                raise Invalid(SLOW.format(name=self.name, seconds=SECONDS))
            yield one


def _letters(sheet: bytes, texts: Sequence[Text], watch: _Watch) -> int:
    """How much text the sheet holds once every reference to a shared text is followed."""
    used = Counter(int(found[1]) for found in watch.over(SHARED.finditer(sheet)))
    return sum(times * texts[at].length for at, times in used.items() if at < len(texts))


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the cells of all sheets refer to by number."""

    texts: Sequence[Text]
    struck: frozenset[int]


def _look(sheet: bytes, title: str, styles: _Styles, limits: Limits, watch: _Watch) -> Look:
    look, columns_of = Look(hidden=workbook_marks.hidden_rows(sheet, watch.over)), {}
    for row, column, attributes, inner in _cells(sheet, watch):
        if row >= limits.rows or column >= limits.columns:
            raise Invalid(too_many_rows(watch.name, title, limits))
        taken = columns_of.get(row, 0)
        if taken >> column & 1:
            raise Invalid(TWICE.format(name=watch.name, sheet=title, row=row + 1))
        columns_of[row] = taken | 1 << column
        if PICTURE.search(inner):
            look.failed[row, column] = A_PICTURE
        elif b't="e"' in attributes:
            look.failed[row, column] = FORMULA_FAILED
        elif FORMULA.search(inner) and not _has_result(attributes, inner):
            look.failed[row, column] = NOT_CALCULATED
        else:
            _mark(look, (row, column), attributes, inner, styles)
    return look


def _mark(
    look: Look, place: tuple[int, int], attributes: bytes, inner: bytes, styles: _Styles
) -> None:
    text = _text(attributes, inner, styles.texts)
    if text.is_blank:
        return
    style = STYLE_NUMBER.search(attributes)
    if text.is_struck or (style and int(style[1]) in styles.struck):
        look.struck.append(place)
    if not look.stored or look.stored[-1] != place[0]:
        look.stored.append(place[0])


def _text(attributes: bytes, inner: bytes, texts: Sequence[Text]) -> Text:
    """The text of a cell, as far as it is one; a number only says that something stands there."""
    if b't="inlineStr"' in attributes:
        return workbook_marks.text_of(inner)
    value = VALUE.search(inner)
    if b't="s"' in attributes and value:
        at = int(value[1]) if INDEX.fullmatch(value[1]) else len(texts)
        return texts[at] if at < len(texts) else SOMETHING
    return SOMETHING if value and value[1].strip() else NOTHING


def _has_result(attributes: bytes, inner: bytes) -> bool:
    is_empty_text = b't="str"' in attributes and EMPTY_TEXT.search(inner)
    return bool(RESULT.search(inner) or is_empty_text)


def _cells(sheet: bytes, watch: _Watch) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Walk over the cells that hold something; places count from zero, as the reader's do."""
    row, column, attributes, begun = -1, -1, b"", -1
    for token in watch.over(TOKEN.finditer(sheet)):
        closes, kind, found = token.groups()
        if closes:
            if 0 <= begun < token.start():
                yield row, column, attributes, sheet[begun : token.start()]
            begun = -1
        elif kind == b"row":
            number = ROW_NUMBER.search(found)
            row, column, begun = int(number[1]) - 1 if number else row + 1, -1, -1
        else:
            place = REFERENCE.search(found)
            column = _column(place[1]) if place else column + 1
            row = int(place[2]) - 1 if place else row
            attributes, begun = found, -1 if found.endswith(b"/") else token.end()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_paths(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The name of each sheet and the part it stands in, in the order of the workbook."""
    targets = {
        found["Id"]: found["Target"]
        for found in _attributes(parts["xl/_rels/workbook.xml.rels"], b"Relationship")
    }
    paths = []
    for found in _attributes(parts["xl/workbook.xml"], b"sheet"):
        target = targets.get(found.get("id", ""), "").replace("\\", "/")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        paths.append((found["name"], part_name(path)))
    return paths


def _attributes(part: bytes, tag: bytes) -> Iterator[dict[str, str]]:
    """Attributes of each element of that name, without their prefixes."""
    for element in re.finditer(rb"<(?:\w{1,20}:)?" + tag + rb"\s([^<>]*)>", part):
        pairs = ATTRIBUTE.findall(element[1])
        yield {key.decode(): unescape(value.decode()) for key, value in pairs}


def _kind_of_zip(content: bytes, name: str) -> str:
    if zip_list.is_too_long(content):
        raise Invalid(SWOLLEN.format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(map(part_name, archive.namelist()))
    except zipfile.BadZipFile as error:
        raise Invalid(BROKEN.format(name=name)) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Invalid(SAVE_AGAIN.format(name=name, what="是另一种表格格式（.xlsb 或 .ods）"))
    inside = ("word/", "是 Word 文档"), ("ppt/", "是演示文稿"), ("", "是压缩包")
    what = next(what for prefix, what in inside if any(one.startswith(prefix) for one in names))
    raise Invalid(WRONG.format(name=name, what=what))


def _kind_of_ole(content: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Invalid(ENCRYPTED.format(name=name))
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return "xls"
    raise Invalid(WRONG.format(name=name, what="是 Word 等其他文档"))


def _kind_of_plain(content: bytes, name: str) -> str:
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            raise Invalid(WRONG.format(name=name, what=what))
    if what := _other_table(content[:4000].replace(b"\x00", b"")):
        raise Invalid(SAVE_AGAIN.format(name=name, what=what))
    if content.count(0) * FEW > len(content) and not wide_encoding(content):
        raise Invalid(WRONG.format(name=name, what="的内容认不出"))
    return "text"


def wide_encoding(content: bytes) -> str:
    """Name the UTF-16 of a text by its mark, or by the empty halves of its plain letters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) * FEW < len(content) or min(even, odd) * 10 > max(even, odd):
        return ""
    found = "utf-16-le" if odd > even else "utf-16-be"
    return "" if NO_LETTERS.search(content[:4000].decode(found, errors="replace")) else found


def _other_table(head: bytes) -> str:
    """Name the tables that programs save under the name of a workbook: pages, archives, XML."""
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if plain.startswith(ARCHIVES) or b"\nmime-version:" in plain:
        return "其实是网页归档（MHTML）格式的表格"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and plain.startswith(b"<?xml"):
        return "其实是 XML 格式的表格"
    is_page = plain.startswith(PAGES) or (plain.startswith(b"<") and b"<html" in plain)
    return "其实是网页格式的表格" if is_page else ""
