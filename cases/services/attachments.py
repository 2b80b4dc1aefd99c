"""Files of a ticket: what they really are is looked at, never what they are called."""

from __future__ import annotations

import hashlib
import io
import secrets
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.rules.viewer import Viewer
from cadres.services import audit
from cases.models import Attachment, Measure, Share, Ticket
from cases.rules import visibility, workflow
from cases.rules.workflow import Action
from cases.services.transitions import look_again

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
NAME_LENGTH = 200
KINDS = "照片、PDF、Word、Excel、PPT 和文本文件"
ENDINGS = (
    ".pdf", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".docx", ".xlsx", ".pptx", ".txt",
)  # fmt: skip
# To add a file is part of these deeds; whoever may do one of them now may add files.
ADDING = frozenset(
    {Action.CORRECT, Action.MEASURE, Action.NOTE, Action.ANSWER, Action.ANSWER_SHARE}
)
STARTS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
OFFICE_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
SAME = {"jpeg": "jpg"}


@transaction.atomic
def attach(
    ticket: Ticket,
    *,
    actor: Viewer,
    upload: UploadedFile[Any],
    measure: Measure | None = None,
    share: Share | None = None,
) -> Attachment:
    """A file is kept with the ticket, or with the measure or the answer that it shows."""
    kind = check(upload)
    ticket = look_again(ticket, actor=actor)
    parties = visibility.parties_of(actor, ticket)
    if not ADDING & set(workflow.actions_for(ticket.state, parties)):
        raise NotPermitted("工单现在的状态下，您不能添加附件。")
    content = _content(upload)
    attachment = _row(upload, content, actor)
    attachment.ticket, attachment.measure, attachment.share = ticket, measure, share
    # A name of chance: what a person typed never becomes a path.
    attachment.file.save(f"{secrets.token_hex(16)}.{kind}", ContentFile(content), save=False)
    attachment.save(force_insert=True)
    audit.record("ticket.attach", ticket, actor=actor, size=attachment.size, kind=kind)
    return attachment


@transaction.atomic
def attach_all(
    ticket: Ticket,
    *,
    actor: Viewer,
    uploads: Sequence[UploadedFile[Any]],
    measure: Measure | None = None,
    share: Share | None = None,
) -> list[Attachment]:
    """All files or none: they are all looked at before the first is kept."""
    for upload in uploads:
        check(upload)
    return [
        attach(ticket, actor=actor, upload=one, measure=measure, share=share) for one in uploads
    ]


def check(upload: UploadedFile[Any]) -> str:
    """Return the kind of the file, told by its content; raise Invalid with what to do instead."""
    name = _name(upload)
    if not upload.size:
        raise _refusal(f"《{name}》是空文件，请检查是不是选错了文件。")
    if upload.size > LARGEST:
        megabytes = upload.size / MEGABYTE
        raise _refusal(f"《{name}》有 {megabytes:.0f} MB，超过 20 MB 的上限。请压缩或拆开后再传。")
    kind, called = _kind(_content(upload)), PurePosixPath(name).suffix.lower().lstrip(".")
    if kind is None:
        raise _refusal(f"《{name}》不是可以上传的文件。请上传{KINDS}；其他文件请另存为 PDF。")
    if SAME.get(called, called) != kind:
        raise _refusal(f"《{name}》的内容其实是 {kind} 文件，与名称不符。请改正文件名后再传。")
    return kind


def _row(upload: UploadedFile[Any], content: bytes, actor: Viewer) -> Attachment:
    return Attachment(
        name=_name(upload),
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )


def _kind(content: bytes) -> str | None:
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return "txt" if _is_text(content) else None


def _office_kind(content: bytes) -> str | None:
    """Only the list of names is read: nothing is unpacked, so nothing can swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in OFFICE_PARTS if part in names), None)


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


def _content(upload: UploadedFile[Any]) -> bytes:
    upload.seek(0)
    content = upload.read()
    return content if isinstance(content, bytes) else content.encode()


def _name(upload: UploadedFile[Any]) -> str:
    """The name as it is shown: no folders, no control characters, its ending kept."""
    plain = PurePosixPath((upload.name or "").replace("\\", "/")).name
    shown = "".join(letter for letter in plain if letter.isprintable()) or "附件"
    ending = PurePosixPath(shown).suffix
    return shown if len(shown) <= NAME_LENGTH else shown[: NAME_LENGTH - len(ending)] + ending


def _refusal(sentence: str) -> Invalid:
    return Invalid(sentence, {"uploads": sentence})
