"""Once-keys: what makes two arrivals the same submission, and what is kept of the first answer.

A key is made with the page, or by the client of the API. Whoever comes a second time with the same
key and the same content gets the first one's answer; nothing is done again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

FIELD = "once"
HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
# A form that makes something new (a visit, a ticket) says so in its key: opened again, or in a
# second tab, it brings another key, and the same content is the same submission all the same.
NEW = "new."
SAME_CONTENT = timedelta(days=1)
# A page that leads nowhere (a result that is shown only once) is kept up to this size.
LARGEST_PAGE = 2 * 1024 * 1024

_SHAPE = re.compile(r"[A-Za-z0-9._~-]{16,128}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One submission: its key, where it came to, and a digest of all that it carried."""

    key: str
    path: str
    content: str

    @property
    def makes_new(self) -> bool:
        return self.key.startswith(NEW)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: where it led to, and the body where it led nowhere else."""

    status: int
    place: str = ""
    content_type: str = ""
    body: bytes = b""
    # Cookies of the view's own, as arguments of `set_cookie`.
    cookies: tuple[dict[str, Any], ...] = ()


def is_key(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def owner(cadre_id: int | None, path: str) -> str:
    """Whose a key is: the person's; without an account, of the one address it was made for."""
    return f"cadre:{cadre_id}" if cadre_id else f"path:{path}"
