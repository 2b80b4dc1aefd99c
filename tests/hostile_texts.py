"""Words and files as nobody means them: the same for the same seed."""

from __future__ import annotations

import random

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import pictures

ALPHABETS = (
    "厂区变压器跳闸，",
    "<script>'\"&",
    "\x00\x08\x1f\ud800\u202e\ufeff",
    "😀🏭",
    "=+-@\t\r\n",
    "0123456789²٣.-/年月日",
)
LENGTHS = (0, 1, 9, 400)
BODIES = (b"", b"\xff\xd8\xff\xe0junk", b"%PDF-1.7", b"PK\x03\x04", pictures.photo())


def text(drawn: random.Random) -> str:
    """Signs of all kinds in all lengths, as a browser would send them."""
    signs = (drawn.choice(drawn.choice(ALPHABETS)) for _ in range(drawn.choice(LENGTHS)))
    return "".join(signs).encode("utf-8", "replace").decode()


def file(drawn: random.Random) -> SimpleUploadedFile:
    """A picture, or what only says that it is one."""
    name = text(drawn)[:40] or "x"
    return SimpleUploadedFile(f"{name}.jpg", drawn.choice(BODIES), content_type="image/jpeg")
