"""What somebody drops into the room (密封投递): its words, its limits, and its number."""

from __future__ import annotations

import hmac
import json
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from django.db.models import TextChoices
from django.utils import timezone

from cadres.errors import Invalid
from cadres.people.rules import naming, phones
from cadres.submissions.rules import text_limits
from cases.leads.procedure.rules.content import LONGEST_TITLE, Attachment, Matter, Reporter
from cases.leads.procedure.rules.vocabulary import Source

# Nobody is known here, and all of it waits in memory: less than a form of a signed-in person takes.
MEGABYTES, MOST_FILES = 10, 5
LARGEST = MEGABYTES * 1024 * 1024
# Of one day, where the county has set nothing else.
USUAL_A_DAY = 50
FIGURES, GROUP = 12, 4
ORIGINAL = "密封投递原文.txt"


class State(TextChoices):
    OPEN = "open", "待研判"
    TAKEN = "taken", "已起草"
    ASIDE = "aside", "不作线索"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was typed. Who it was is not asked: name and phone stand there if somebody wishes."""

    words: str
    about: str = ""
    name: str = ""
    phone: str = ""

    @property
    def reporter(self) -> Reporter:
        return Reporter(name=self.name, phone=self.phone)


Files = Sequence[tuple[Attachment, bytes]]


def as_bytes(paper: Dropped) -> bytes:
    values = {"words": paper.words, "about": paper.about, "name": paper.name, "phone": paper.phone}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def dropped_of(data: bytes) -> Dropped:
    return Dropped(**json.loads(data))


def check(paper: Dropped, files: Files) -> Dropped:
    """Return it as it is locked away; raise Invalid with a sentence per field."""
    wrong = {}
    if not paper.words.strip():
        wrong["words"] = "请填写反映的情况。"
    if len(paper.words) > text_limits.SENTENCES or len(paper.about) > text_limits.TASK:
        wrong["words"] = (
            f"太长了，请控制在 {text_limits.SENTENCES} 字以内，其余的可以作为文件附上。"
        )
    phone = naming.phone(paper.phone)
    if len(phone) > text_limits.PHONE or phones.fault(phone):
        wrong["phone"] = "请写能打通的电话号码，或者不填。"
    if len(files) > MOST_FILES or sum(len(data) for _, data in files) > LARGEST:
        wrong["files"] = f"最多 {MOST_FILES} 个文件，合计不超过 {MEGABYTES} MB。"
    if wrong:
        raise Invalid("还没有投递，请按提示修改。", wrong)
    return Dropped(paper.words.strip(), paper.about.strip(), paper.name.strip(), phone)


def is_named(name: str, said: Iterable[str]) -> bool:
    """Whether somebody's name stands in what was said: such a one does not receive it (回避)."""
    plain = _plain(name)
    return bool(plain) and any(plain in _plain(text) for text in said)


def day_of(at: datetime) -> datetime:
    """The beginning of the day: no row and no line tells the hour at which somebody was here."""
    local = timezone.localtime(at)
    return timezone.make_aware(datetime.combine(local.date(), time.min))


def number_of(once_key: str, secret: bytes) -> str:
    """The number of the receipt. It follows from the key of the form: a second arrival of the same
    form finds the first one by it, and no list of keys is kept. Without a key it is by chance.
    """
    if not once_key:
        return f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    made = hmac.new(secret, b"dropped:" + once_key.encode(), sha256).digest()
    return f"{int.from_bytes(made) % 10**FIGURES:0{FIGURES}d}"


def content_mark(once_key: str, paper: Dropped, files: Files) -> str:
    """By what the same form with other content is known: under a key that left with the page."""
    made = hmac.new(b"dropped:" + once_key.encode(), as_bytes(paper), sha256)
    for known, _ in files:
        made.update(known.digest.encode())
    return made.hexdigest()


def printed(number: str) -> str:
    return " ".join(number[at : at + GROUP] for at in range(0, FIGURES, GROUP))


def matter_of(paper: Dropped, number: str, taken_on: str, taken_by: str) -> Matter:
    """The draft of a lead to be completed by hand; who told of it is no part of it."""
    about = f"反映的是{paper.about}。" if paper.about else ""
    whole = f"{about}{paper.words}"
    return Matter(
        title=paper.words.splitlines()[0][:LONGEST_TITLE],
        field="",
        source=Source.DROPPED,
        found_on=taken_on,
        found_by=f"密封投递{printed(number)}，{taken_by}研判",
        deed=whole if len(whole) <= text_limits.SENTENCES else paper.words,
        is_named=bool(paper.name or paper.phone),
    )


def original(paper: Dropped) -> tuple[Attachment, bytes]:
    """What was dropped, word for word, as a file of the lead; without name and phone."""
    about = f"反映的是谁：{paper.about}\r\n\r\n" if paper.about else ""
    data = f"{about}{paper.words}\r\n".encode()
    return Attachment(ORIGINAL, "txt", len(data), sha256(data).hexdigest()), data


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
