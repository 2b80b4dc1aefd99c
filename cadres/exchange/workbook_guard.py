"""What is looked at before a workbook is opened: its true kind, its size, and its formulas."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from cadres.errors import Invalid
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
STRING_ITEM = re.compile(rb"<(/?)(?:\w{1,20}:)?si\b[^<>]*>")
ATTRIBUTE = re.compile(rb'(?<!\w)(?:\w{1,20}:)?(\w{1,40})="([^"]{0,4096})"')
SECONDS = 10.0
LOOK_EVERY = 4096
SLOW = "《{name}》太复杂，{seconds:.0f} 秒内没有看完。请把需要的数据复制到新工作簿，再上传。"
# How WPS and Excel keep a picture that lies in a cell: as a formula that holds its own name.
PICTURE = re.compile(rb"<(?:\w{1,20}:)?f>\s{0,9}=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
A_PICTURE = "这一格是图片，图片里的字系统读不到，请改写成文字"
FORMULA_FAILED = "公式出错，请改为数值"
NOT_CALCULATED = "公式还没有计算结果，请用 Excel 或 WPS 打开并保存一次，或改为数值"
# (row, column) → reason
Failed = dict[tuple[int, int], str]


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


def decoded(content: bytes, name: str) -> str:
    """Return the letters of a CSV file: UTF-8 with or without mark, UTF-16 with mark, GB18030."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(UNKNOWN_LETTERS.format(name=name))


def check_xlsx(content: bytes, name: str, limits: Limits) -> dict[str, Failed]:
    """Refuse bombs; return, per sheet, the places of formulas that hold no result."""
    if zip_list.is_too_long(content):
        raise Invalid(SWOLLEN.format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > limits.unpacked:
                raise Invalid(SWOLLEN.format(name=name))
            parts = {
                member.filename.lstrip("/"): archive.read(member)
                for member in archive.infolist()
                if member.filename.endswith((".xml", ".rels"))
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


def _check_parts(parts: Mapping[str, bytes], name: str, limits: Limits) -> dict[str, Failed]:
    watch = _Watch(name)
    lengths = _lengths(parts.get("xl/sharedStrings.xml", b""), watch)
    letters, found = 0, {}
    for title, path in _sheet_paths(parts).items():
        sheet = parts.get(path, b"")
        letters += _letters(sheet, lengths, watch)
        found[title] = _failed(sheet, title, limits, watch)
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


def _lengths(shared: bytes, watch: _Watch) -> list[int]:
    """The length of each shared text, markup included."""
    lengths, begun = [], -1
    for tag in watch.over(STRING_ITEM.finditer(shared)):
        if not tag[1]:
            begun = tag.end()
        elif begun >= 0:
            lengths.append(tag.start() - begun)
            begun = -1
    return lengths


def _letters(sheet: bytes, lengths: list[int], watch: _Watch) -> int:
    """How much text the sheet holds once every reference to a shared text is followed."""
    used = Counter(int(found[1]) for found in watch.over(SHARED.finditer(sheet)))
    return sum(times * lengths[at] for at, times in used.items() if at < len(lengths))


def _failed(sheet: bytes, title: str, limits: Limits, watch: _Watch) -> Failed:
    failed = {}
    for row, column, attributes, inner in _cells(sheet, watch):
        if row >= limits.rows or column >= limits.columns:
            raise Invalid(too_many_rows(watch.name, title, limits))
        if PICTURE.search(inner):
            failed[row, column] = A_PICTURE
        elif b't="e"' in attributes:
            failed[row, column] = FORMULA_FAILED
        elif FORMULA.search(inner) and not _has_result(attributes, inner):
            failed[row, column] = NOT_CALCULATED
    return failed


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


def _sheet_paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    targets = {
        found["Id"]: found["Target"]
        for found in _attributes(parts["xl/_rels/workbook.xml.rels"], b"Relationship")
    }
    paths = {}
    for found in _attributes(parts["xl/workbook.xml"], b"sheet"):
        target = targets.get(found.get("id", ""), "")
        paths[found["name"]] = target[1:] if target.startswith("/") else f"xl/{target}"
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
            names = set(archive.namelist())
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
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")):
        raise Invalid(SAVE_AGAIN.format(name=name, what="其实是网页格式的表格"))
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\x00" in content and not is_wide:
        raise Invalid(WRONG.format(name=name, what="的内容认不出"))
    return "text"
