"""Which kinds of files may be attached; how a kind is told from bytes: services/file_kinds.py."""

from __future__ import annotations

KINDS = "照片、PDF、OFD、Word、Excel、PPT、WPS 文档和文本文件"
ENDINGS = (
    ".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".webp", ".heic",
    ".docx", ".xlsx", ".pptx", ".wps", ".et", ".txt",
)  # fmt: skip
PICTURES = frozenset({"jpg", "png", "webp", "heic"})
# What WPS writes under its own ending may be either form inside.
RELATIVES = {"jpeg": {"jpg"}, "wps": {"wps", "docx"}, "et": {"et", "xlsx"}}
