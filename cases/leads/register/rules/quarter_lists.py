"""What a quarter's list (季度清单) holds, frozen: numbers, days, codes and counts.

No title and no name: what has been given away would otherwise stay in the list of those who gave
it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cadres.errors import Conflict, Invalid, WrongState
from cases.leads.procedure.rules.procedure import UNANSWERED, Outcome, State
from cases.leads.register.rules import quarterly
from cases.leads.register.rules.figures import Figures
from cases.leads.register.rules.quarterly import FigureRow, Quarter, QuarterlyFigures, WaitingRow
from cases.letters.rules.sheets import LetterSheet


@dataclass(frozen=True, slots=True)
class ListRow:
    """One lead as it stood; days are written out."""

    lead_id: int
    number: str
    state: str
    outcome: str = ""
    delivered_on: str = ""
    signed_on: str = ""
    accepted_on: str = ""
    answer_due_on: str = ""
    answered_on: str = ""
    # Delivered in an earlier quarter, and not answered when this one began (结转).
    is_carried: bool = False
    is_overdue: bool = False
    # Nothing was heard for so long that the joint meeting (联席会议) asks about it.
    is_silent: bool = False

    @property
    def state_label(self) -> str:
        return State(self.state).label

    @property
    def outcome_label(self) -> str:
        return Outcome(self.outcome).label if self.outcome else ""

    @property
    def remarks(self) -> str:
        said = (
            (self.is_carried, "上季结转"),
            (self.is_overdue, "超期"),
            (self.is_silent, "提交联席会议"),
        )
        return "、".join(word for holds, word in said if holds)


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """The figures of one field, or of what the maker could not read."""

    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class ListSheet:
    """The whole list. Figures are of what was delivered in the quarter, without what is carried."""

    year: int
    quarter: int
    made_on: str
    made_by: str
    total: Figures
    by_field: tuple[FieldFigures, ...] = ()
    rows: tuple[ListRow, ...] = ()

    @property
    def title(self) -> str:
        return f"{Quarter(self.year, self.quarter).words}问题线索移送清单"

    @property
    def digest(self) -> str:
        """Of what stands in the list, whoever draws it up and on whichever day."""
        said = repr(replace(self, made_on="", made_by=""))
        return hashlib.sha256(said.encode()).hexdigest()


def check_shown(sheet: ListSheet, digest: str) -> None:
    """What is frozen for good is what its maker had before their eyes."""
    if digest != sheet.digest:
        raise Conflict("打开这一页之后，清单的内容有了变化。请看清楚新的内容，再生成一次。")


def paper(sheet: ListSheet, issuer: str, receiver: str) -> LetterSheet:
    """The list on paper for the joint meeting (联席会议): what is unanswered, and figures."""
    waiting = [
        WaitingRow(
            row.number,
            receiver,
            date.fromisoformat(row.signed_on),
            row.state,
            row.remarks or _term(row.answer_due_on, sheet.year),
        )
        for row in sheet.rows
        if row.state in UNANSWERED and row.signed_on
    ]
    fields = tuple(_figure_row(one) for one in sheet.by_field)
    quarter, day = Quarter(sheet.year, sheet.quarter), date.fromisoformat(sheet.made_on)
    return quarterly.quarterly_list(issuer, quarter, day, waiting, QuarterlyFigures(fields))


def _term(day: str, year: int) -> str:
    """`6月2日前`, with the year where it is another one."""
    if not day:
        return ""
    on = date.fromisoformat(day)
    return f"{'' if on.year == year else f'{on.year}年'}{on.month}月{on.day}日前"


def _figure_row(one: FieldFigures) -> FigureRow:
    found = one.figures
    counts = (found.transferred, found.accepted, found.due, found.answered, found.overdue)
    return FigureRow(one.label, *counts)


def period_of(year: int, quarter: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    if quarter not in (1, 2, 3, 4) or not 2000 <= year <= 2999:
        raise Invalid("请选择年份和季度。", {"quarter": "1 至 4"})
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


def check_over(until: date, on: date) -> None:
    if on <= until:
        raise WrongState(f"本季度到 {until.month}月{until.day}日 才结束，结束后再生成清单。")


def sheet_of(data: bytes) -> ListSheet:
    values = json.loads(data)
    parts = [
        FieldFigures(one["label"], Figures(**one["figures"])) for one in values.pop("by_field")
    ]
    rows = [ListRow(**one) for one in values.pop("rows")]
    total = Figures(**values.pop("total"))
    return ListSheet(**values, total=total, by_field=tuple(parts), rows=tuple(rows))
