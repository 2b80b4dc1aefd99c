"""Files as they are sent into the room: looked at, digested, and handed on as bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from cases.leads.procedure.rules.content import Attachment
from cases.tickets.services import attachments


def file_of(upload: UploadedFile[Any], copies: int = 1, pages: int = 0) -> tuple[Attachment, bytes]:
    """Return what is known of a file, and its bytes; what it is, is told by its content."""
    kind = attachments.check(upload)
    upload.seek(0)
    data = upload.read()
    name = (upload.name or f"附件.{kind}")[: attachments.NAME_LENGTH]
    digest = hashlib.sha256(data).hexdigest()
    return Attachment(name, kind, len(data), digest, copies, pages), data
