"""What a letter is written from: the facts of one ticket, and words that several kinds share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cases.letters.rules.wording import address, clauses
from cases.supervision.rules.ladder_clock import RungClock

PEOPLE = "群众"
# A sentence that asks for an answer.
ASKS = re.compile("回复|函复|答复|反馈|说明原因|承诺办结的日期")
PROMISE = RungClock.PROMISE.label


@dataclass(frozen=True, slots=True)
class Matter:
    """The facts as they stand on the day on which the letter is drafted.

    `why` and `text` come from a rung of the ladder and are empty where a person drafts.
    """

    issuer: str
    unit: str
    number: str
    title: str
    who: str
    filed_on: date
    due_on: date
    today: date
    description: str = ""
    category: str = ""
    handling: str = ""
    co_units: str = ""
    unit_due_on: date | None = None
    dispatched_on: date | None = None
    contact: str = ""
    why: str = ""
    text: str = ""
    reply_days: int = 0
    cc: tuple[str, ...] = ()
    # A person's name stands in no title.
    is_person: bool = False

    @property
    def titled(self) -> str:
        """Whose matter it is, as a title says it."""
        return PEOPLE if self.is_person else self.who


def facts(matter: Matter) -> str:
    """Who asked for what, and what was promised, where that is not said with how it stands."""
    filed, due = clauses.day(matter.filed_on), clauses.day(matter.due_on)
    promised = "" if matter.why.startswith(PROMISE) else f"，{PROMISE}{due}前办结"
    return (
        f"{matter.who}于{filed}反映“{matter.title}”（工单编号：{matter.number}），"
        f"由{address.you(matter.unit)}承办{promised}。"
    )


def standing(matter: Matter) -> str:
    """How it stands on the day."""
    if matter.why:
        return f"截至{clauses.day(matter.today)}，{clauses.tight(matter.why)}。"
    return f"截至{clauses.day(matter.today)}，尚未办结。"


def reply_wanted(matter: Matter, letter: str) -> str:
    """Until when it is answered: counted from the day of issue, which is known to nobody yet."""
    if not matter.reply_days:
        return ""
    return (
        f"请自本{letter}印发之日起{matter.reply_days}个工作日内说明未办结原因、"
        "已采取的措施和承诺办结的日期。"
    )


def demand(matter: Matter, usual: str, letter: str) -> str:
    """What is demanded and until when it is answered; the answer is asked for once."""
    wanted = reply_wanted(matter, letter)
    said = (matter.text or usual).split("。")
    if wanted:
        said = [one for one in said if not ASKS.search(one)]
    return "。".join(said) + wanted if said else wanted


def closing(matter: Matter, otherwise: str = "特此函告。") -> str:
    """A letter that demands an answer ends so, another says that it was written."""
    return "请予函复。" if matter.reply_days else otherwise


def says_reply_days(text: str, reply_days: int) -> bool:
    """Does the text name the very number of working days that is counted?"""
    plain = text.replace(" ", "").replace("\u3000", "")
    return not reply_days or f"{reply_days}个工作日" in plain


def lines(*said: str) -> str:
    """The paragraphs that say something."""
    return "\n".join(one for one in said if one)
