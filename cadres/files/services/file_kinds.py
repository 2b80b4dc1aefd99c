"""What a file is, told by its bytes; what it is called only decides between relatives."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from cadres.errors import Invalid
from cadres.files.rules.file_kinds import KINDS, PICTURES, RELATIVES
from cadres.files.rules.uploads import NAME_LENGTH, check_size
from cadres.workbooks.rules import zip_list

STARTS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
# Compound files of WPS: the streams by which text and sheets are known.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (("WordDocument", "wps"), ("Workbook", "et"))
MACROS = ("_VBA_PROJECT", "VBA")


def check(name: str, size: int, content: bytes) -> str:
    """Return the ending that is true for the content; raise Invalid with what to do instead."""
    check_size(name, size)
    kind, called = _kind(content), PurePosixPath(name).suffix.lower().lstrip(".")
    if kind is None:
        raise Invalid(f"《{name}》不是可以上传的文件。请上传{KINDS}；其他文件请另存为 PDF。")
    if kind in PICTURES:
        return kind
    if kind not in RELATIVES.get(called, {called}):
        raise Invalid(f"《{name}》的内容其实是 {kind} 文件，与名称不符。请改正文件名后再传。")
    return called


def shown_name(given: str | None) -> str:
    """The name as it is shown: no folders, no control characters, its ending kept."""
    plain = PurePosixPath((given or "").replace("\\", "/")).name
    shown = "".join(letter for letter in plain if letter.isprintable()) or "附件"
    ending = PurePosixPath(shown).suffix
    return shown if len(shown) <= NAME_LENGTH else shown[: NAME_LENGTH - len(ending)] + ending


def _kind(content: bytes) -> str | None:
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    if content.startswith(b"PK\x03\x04"):
        return _zipped_kind(content)
    if content.startswith(COMPOUND):
        return _compound_kind(content)
    return "txt" if _is_text(content) else None


def _zipped_kind(content: bytes) -> str | None:
    """Only the list of names is read: nothing is unpacked, so nothing can swell."""
    if zip_list.is_too_long(content):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in ZIPPED if part in names), None)


def _compound_kind(content: bytes) -> str | None:
    """Names of streams stand in the directory as UTF-16; a file with macros is not taken."""
    if any(_has_stream(content, name) for name in MACROS):
        return None
    return next((kind for name, kind in STREAMS if _has_stream(content, name)), None)


def _has_stream(content: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in content


def _is_text(content: bytes) -> bool:
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"\x00" in content or head.startswith((b"<", b"#!", b"mz", b"{\\rtf")):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(ord(letter) < 32 and letter not in "\r\n\t\f" for letter in words)
    return False
