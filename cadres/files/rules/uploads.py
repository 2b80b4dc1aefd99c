"""Uploads: who sends them, in which pieces, and how many may wait for an action."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cadres.errors import Conflict, Invalid

# Over 50 kB a second a piece takes three seconds: a lost line loses little, no worker waits long.
PIECE = 128 * 1024
MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
# What no action has taken by then is forgotten.
KEPT = timedelta(days=1)
NAME_LENGTH = 200
PLACE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Quota:
    """What may wait at a time, and how large a picture is still opened: its pixels in memory."""

    files: int
    total: int
    pixels: int


# A day's photos of a busy cadre; and what one enterprise adds to one answer.
OF_PERSON = Quota(60, 300 * MEGABYTE, 50_000_000)
OF_LINK = Quota(10, 60 * MEGABYTE, 25_000_000)
# All that waits of people nobody knows, who came in by the same code.
OF_CROWD = Quota(60, 200 * MEGABYTE, 25_000_000)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends files: a signed-in person, or whoever holds a link; nobody else finds them.

    `crowd` is how the `link` of everybody begins who came in by the same code: together they fill
    no more than OF_CROWD.
    """

    at: datetime
    cadre_id: int | None = None
    # The digest of the link's token; the token itself is kept nowhere.
    link: str = ""
    crowd: str = ""

    @property
    def quota(self) -> Quota:
        return OF_LINK if self.cadre_id is None else OF_PERSON


@dataclass(frozen=True, slots=True)
class Announced:
    """What a sender says of a file before it comes; `place` is the form that it is meant for.

    `check` is the CRC-32 of the whole file: it guards against the line, not against an adversary,
    and a browser can make it on pages without TLS too.
    """

    name: str
    size: int
    check: int
    place: str


def pieces(size: int) -> int:
    """In how many pieces a file of this size comes."""
    return -(-size // PIECE)


def check_piece(size: int, index: int, data: bytes, check: int) -> None:
    """Refuse a piece that does not belong there or did not arrive whole."""
    if not 0 <= index < pieces(size):
        raise Invalid("文件没有这一段，请移除后重新选择。")
    if len(data) != min(PIECE, size - index * PIECE) or zlib.crc32(data) != check:
        raise Conflict("这一段没有传完整，请再传一次。")


def check_size(name: str, size: int) -> None:
    """Refuse what is empty or too large, in a sentence that names the file."""
    if size <= 0:
        raise Invalid(f"《{name}》是空文件，请检查是不是选错了文件。")
    if size > LARGEST:
        raise Invalid(
            f"《{name}》有 {size / MEGABYTE:.0f} MB，超过 20 MB 的上限。请压缩或拆开后再传。"
        )


def check_room(waiting: int, total: int, size: int, quota: Quota) -> None:
    """Refuse one more file where too many wait already."""
    if waiting >= quota.files:
        raise Invalid(f"还没有提交的文件已有 {waiting} 个，请先提交或移除一些再传。")
    if total + size > quota.total:
        most = quota.total // MEGABYTE
        raise Invalid(f"还没有提交的文件合计超过 {most} MB，请先提交或移除一些再传。")
