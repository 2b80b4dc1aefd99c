"""存档: which copy of its own letter the sender keeps, where, and who holds it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from cadres.errors import Invalid
from cadres.submissions.rules import text_limits

NEEDED = {
    "copy_number": "请填写留存的是哪一份",
    "place": "请填写存放在哪里",
    "holder": "请填写由谁保管",
}


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """The paper that stays with whoever sent the letter (公文条例第二十七条)."""

    copy_number: str
    place: str
    holder: str
    on: str = ""

    @property
    def kept_on(self) -> date | None:
        return date.fromisoformat(self.on) if self.on else None


def check(kept: KeptCopy) -> KeptCopy:
    """Return it as it is kept; raise Invalid with a word per field that is missing."""
    given = {name: getattr(kept, name).strip() for name in NEEDED}
    wrong = {name: word for name, word in NEEDED.items() if not given[name]}
    wrong |= {name: "太长" for name, text in given.items() if len(text) > text_limits.TITLE}
    if wrong:
        raise Invalid("请写明本机关存档的份号、存放处和保管人。", wrong)
    return KeptCopy(**given, on=kept.on)


def as_bytes(kept: KeptCopy) -> bytes:
    return json.dumps(asdict(kept), ensure_ascii=False).encode("utf-8", "replace")


def kept_of(data: bytes) -> KeptCopy:
    return KeptCopy(**json.loads(data))
