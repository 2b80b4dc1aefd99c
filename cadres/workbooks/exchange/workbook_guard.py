"""What is looked at before a workbook is opened: its true kind, its size, and its formulas."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadres.errors import Invalid
from cadres.workbooks.exchange import workbook_marks
from cadres.workbooks.exchange.workbook_marks import NOTHING, SOMETHING, Broken, Cell, Look, Text
from cadres.workbooks.rules import zip_list

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
SIGNATURES = (
    (b"%PDF", "是 PDF 文件"),
    (b"\x89PNG", "是图片"),
    (b"\xff\xd8\xff", "是图片"),
    (b"GIF87a", "是图片"),
    (b"GIF89a", "是图片"),
    (b"Rar!", "是压缩包"),
    (b"7z\xbc\xaf", "是压缩包"),
    (b"\x1f\x8b", "是压缩包"),
    (b"\x7fELF", "是程序"),
)
# Two letters with which a table may begin as well; only a picture or a program has empty bytes.
SHORT_SIGNATURES = ((b"BM", "是图片"), (b"MZ", "是程序"))
NO_LETTERS = re.compile("[\x00-\x08\x0e-\x1f]")
FEW = 100  # an empty byte in so many may stand in a text
ARCHIVES = (b"mime-version:", b"content-type: multipart")
PAGES = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")
SECONDS = 10.0
LOOK_EVERY = 4096
SLOW = "《{name}》太复杂，{seconds:.0f} 秒内没有看完。请把需要的数据复制到新工作簿，再上传。"
A_PICTURE = "这一格是图片，图片里的字系统读不到，请改写成文字"
FORMULA_FAILED = "公式出错，请改为数值"
TWICE = (
    "《{name}》的“{sheet}”表里第 {row} 行写了两遍，只能读到一遍。"
    "请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
)
NOT_CALCULATED = "公式还没有计算结果，请用 Excel 或 WPS 打开并保存一次，或改为数值"


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
        return _check_parts(parts, name, limits)
    except (
        Broken,
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
    for part in parts.values():
        workbook_marks.refuse_document_type(part, watch.tick)
    styles = _Styles(
        workbook_marks.texts(parts.get("xl/sharedstrings.xml", b""), watch.tick),
        workbook_marks.struck_styles(parts.get("xl/styles.xml", b""), watch.tick),
    )
    sheets = [
        _Sheet(title, parts.get(path, b""), styles, limits, watch)
        for title, path in _sheet_paths(parts, watch)
    ]
    if sum(sheet.letters for sheet in sheets) > limits.unpacked:
        raise Invalid(SWOLLEN.format(name=name))
    return [sheet.look for sheet in sheets]


class _Watch:
    """Ends a look that takes too long; who uploads waits for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._end = time.monotonic() + SECONDS

    def tick(self) -> None:
        if time.monotonic() > self._end:
            raise Invalid(SLOW.format(name=self.name, seconds=SECONDS))


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the cells of all sheets refer to by number."""

    texts: Sequence[Text]
    struck: frozenset[int]


class _Sheet:
    """One sheet that is looked at, and how much text it holds once references are followed."""

    def __init__(
        self, title: str, part: bytes, styles: _Styles, limits: Limits, watch: _Watch
    ) -> None:
        self.title, self.styles, self.limits, self.watch = title, styles, limits, watch
        self.look, self.letters = Look(), 0
        self._columns: dict[int, int] = {}
        self._seen = 0
        workbook_marks.cells(part, self.look.hidden, self._see, watch.tick)

    def _see(self, cell: Cell) -> None:
        self._seen += 1
        if self._seen % LOOK_EVERY == 0:
            self.watch.tick()
        self._check_place(*cell.place)
        self.letters += self._length(cell)
        fault = _fault(cell)
        if fault:
            self.look.failed[cell.place] = fault
        else:
            self._mark(cell)

    def _check_place(self, row: int, column: int) -> None:
        if row >= self.limits.rows or column >= self.limits.columns:
            raise Invalid(too_many_rows(self.watch.name, self.title, self.limits))
        taken = self._columns.get(row, 0)
        if taken >> column & 1:
            raise Invalid(TWICE.format(name=self.watch.name, sheet=self.title, row=row + 1))
        self._columns[row] = taken | 1 << column

    def _length(self, cell: Cell) -> int:
        at = cell.shared()
        return self.styles.texts[at].length if at is not None and at < len(self.styles.texts) else 0

    def _mark(self, cell: Cell) -> None:
        text = self._text(cell)
        if text.is_blank:
            return
        if text.is_struck or cell.style in self.styles.struck:
            self.look.struck.append(cell.place)
        row = cell.place[0]
        if not self.look.stored or self.look.stored[-1] != row:
            self.look.stored.append(row)

    def _text(self, cell: Cell) -> Text:
        """The text of a cell, as far as it is one; of a number, only that something is there."""
        if cell.kind == "inlineStr":
            return cell.text
        at = cell.shared()
        if at is not None and at < len(self.styles.texts):
            return self.styles.texts[at]
        return SOMETHING if (cell.value or "").strip() else NOTHING


def _fault(cell: Cell) -> str:
    if cell.is_picture():
        return A_PICTURE
    if cell.kind == "e":
        return FORMULA_FAILED
    return NOT_CALCULATED if cell.formula is not None and not cell.has_result() else ""


def _sheet_paths(parts: Mapping[str, bytes], watch: _Watch) -> list[tuple[str, str]]:
    """The name of each sheet and the part it stands in, in the order of the workbook."""
    relations = parts["xl/_rels/workbook.xml.rels"]
    targets = {
        found["Id"]: found["Target"]
        for found in workbook_marks.elements(relations, "Relationship", watch.tick)
    }
    paths = []
    for found in workbook_marks.elements(parts["xl/workbook.xml"], "sheet", watch.tick):
        target = targets.get(found.get("id", ""), "").replace("\\", "/")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        paths.append((found["name"], part_name(path)))
    return paths


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
    is_text = b"\x00" not in content
    for signature, what in SIGNATURES if is_text else SIGNATURES + SHORT_SIGNATURES:
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
