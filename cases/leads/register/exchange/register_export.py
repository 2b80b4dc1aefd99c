"""The room's register (移送登记簿) as an .xlsx that prints on A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.leads.procedure.rules.procedure import Outcome
from cases.leads.procedure.rules.vocabulary import Body, Route, Side
from cases.letters.rules.wording import clauses

NAME = "移送登记簿"
COLUMNS = {
    "序号": 5,
    "线索编号": 22,
    "移送方向": 24,
    "外单位": 13,
    "紧急": 6,
    "立卷日期": 11,
    "送达日期": 11,
    "签收日期": 11,
    "受理日期": 11,
    "办理结果": 14,
    "反馈日期": 11,
    "时限": 18,
    "事由": 30,
    "涉及人员": 24,
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A lead in the register; `title` and `persons` are None where the reader may not read them."""

    number: str
    route: str
    opened_on: date
    body: str = ""
    is_urgent: bool = False
    delivered_on: date | None = None
    signed_on: date | None = None
    accepted_on: date | None = None
    outcome: str = ""
    answered_on: date | None = None
    due: str = ""
    title: str | None = None
    persons: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """Whose register it is, and of which day."""

    county: str
    side: str
    as_of: date

    @property
    def words(self) -> str:
        side = Side(self.side).label
        day = clauses.day(self.as_of)
        return f"{self.county}营商环境问题线索{NAME}　{side}　截至{day}"


def workbook(rows: Iterable[RegisterRow], caption: Caption, *, taken_by: Viewer) -> bytes:
    """Return the workbook; that it was taken out is the caller's to record."""
    out = BytesIO()
    title = f"{clauses.WORKING}　{caption.words}"
    outgoing.save_table(out, title, COLUMNS, _rows(rows), taken_by=taken_by, name=NAME)
    return out.getvalue()


def _rows(rows: Iterable[RegisterRow]) -> Iterator[list[Any]]:
    for at, row in enumerate(rows, 1):
        yield [
            at,
            row.number or "未编号",
            Route(row.route).label,
            Body(row.body).label if row.body else "",
            "紧急" if row.is_urgent else "",
            row.opened_on,
            row.delivered_on,
            row.signed_on,
            row.accepted_on,
            Outcome(row.outcome).label if row.outcome else "",
            row.answered_on,
            row.due,
            _readable(row.title),
            _readable(row.persons),
        ]


def _readable(text: str | None) -> str:
    return DASH if text is None else text
