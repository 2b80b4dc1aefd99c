"""What is asked about a ledger's words, what may be answered, and what an answer does to a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cadres.workbooks.rules.row_values import Fault, RowError
from cases.ledgers.rules import ledger_terms
from cases.ledgers.rules.ledger_words import LONGEST, Standing, key_of
from cases.tickets.rules.vocabulary import Satisfaction

if TYPE_CHECKING:
    from cases.ledgers.rules.ledger_rows import IssueRow

# A day of closing beside words that say otherwise is asked as a word of its own.
WITH_DAY = "有办结时间"
# So is an account that says nothing but 已解决, where the cell that was asked is empty.
IN_ACCOUNT = "写在办理情况里"
UNRATED = "unrated"
# No word of a column: whose a new number under a known name is, kept among the answers by a key.
PERSON = "person"
DIGIT = re.compile(r"\d")
CLOSED_WITHOUT_DAY = "写明已办结，但没有办结时间"
CLOSED_TOO_EARLY = "办结时间早于反映时间"


class Asked(TextChoices):
    """The columns whose words may be asked; each is the key of its field."""

    CLOSING = "status", "是否办结"
    RATING = "satisfaction", "企业满意度"
    TERM = "due_on", "办理时限"


ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    Asked.CLOSING: tuple(Standing.choices),
    Asked.RATING: (*Satisfaction.choices, (UNRATED, "没有评价")),
    Asked.TERM: ledger_terms.ANSWERS,
}
NOT_UNDERSTOOD = {
    Asked.CLOSING: "“{written}”看不出是否办结，请写“是”或“否”，或在“核对写法”里说明一次",
    Asked.RATING: "“{written}”看不出满意程度，请写五级之一，或在“核对写法”里说明一次",
    Asked.TERM: "“{written}”看不出时限，请写日期或“15个工作日”，或在“核对写法”里说明一次",
}
Answers = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that nobody can be sure of, as it is written and as it is remembered."""

    column: Asked
    heading: str
    written: str
    key: str

    @property
    def reason(self) -> str:
        return NOT_UNDERSTOOD[self.column].format(written=self.written)


def unclear(column: Asked, heading: str, written: str, *, with_day: bool = False) -> Unclear:
    """Return the question about a cell; `with_day` where a day of closing stands beside it."""
    key = key_of(written) + (WITH_DAY if with_day else "")
    shown = f"{written or '空白'}（{WITH_DAY}）" if with_day else written
    return Unclear(column, heading, shown, key)


def told_elsewhere(heading: str, account: str) -> Unclear:
    """Return the question about an empty cell beside which the account says that it is closed."""
    key = key_of(account) + IN_ACCOUNT
    return Unclear(Asked.CLOSING, heading, f"空白（办理情况写的是“{account}”）", key)


def may_be_asked(column: Asked, written: str) -> bool:
    """Long cells are reports, digits that make no day are slips: both are refused as they are."""
    has_digits = column is Asked.TERM and bool(DIGIT.search(written))
    return bool(key_of(written)) and len(written) <= LONGEST and not has_digits


def settled(row: IssueRow, answers: Answers, due: Callable[[str, date], date | None]) -> IssueRow:
    """Return the row as the office's answers explain it; what they do not stays unclear."""
    said = {one.column: answers.get((one.column, one.key)) for one in row.unclear}
    is_closed, satisfaction = row.is_closed, row.satisfaction
    if answer := said.get(Asked.CLOSING):
        is_closed = answer == Standing.CLOSED
    if answer := said.get(Asked.RATING):
        satisfaction = "" if answer == UNRATED else answer
    term = said.get(Asked.TERM) or row.term
    return replace(
        row,
        is_closed=is_closed,
        closed_on=row.closed_on if is_closed or not said.get(Asked.CLOSING) else None,
        satisfaction=satisfaction,
        due_on=row.due_on or (due(term, row.reported_on) if term else None),
        unclear=tuple(one for one in row.unclear if not said[one.column]),
    )


def fault(row: IssueRow) -> RowError | None:
    """Why a row that was explained cannot be taken yet: its first cell, and every reason."""
    if row.unclear:
        first = row.unclear[0]
        reasons = "；".join(one.reason for one in row.unclear)
        return RowError(row.origin, first.heading, first.written, reasons)
    if found := closing_fault(row):
        return RowError(row.origin, "办结时间", row.origin.cells.get("closed_on", ""), *found)
    return None


def closing_fault(row: IssueRow) -> tuple[str, Fault] | None:
    """A closing has its day, and the day is not before the report."""
    if row.is_closed and row.closed_on is None:
        return CLOSED_WITHOUT_DAY, Fault.OTHER
    if row.closed_on and row.closed_on < row.reported_on:
        return CLOSED_TOO_EARLY, Fault.CLOSED_BEFORE_REPORTED
    return None
