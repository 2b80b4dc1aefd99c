"""Cells of the 问题台账 in which people write words: is it closed, and until when is it due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.workbooks.exchange import cells
from cadres.workbooks.exchange.rows import RowReader
from cadres.workbooks.rules.cell_text import is_nothing
from cases.ledgers.rules import ledger_answers, ledger_terms, ledger_words
from cases.ledgers.rules.ledger_answers import Asked, Unclear
from cases.ledgers.rules.ledger_words import LONGEST, Standing


@dataclass(frozen=True, slots=True)
class Closing:
    """Whether a row is closed, and on which day; or what has to be asked about it."""

    is_closed: bool = False
    on: date | None = None
    unclear: Unclear | None = None


def closing(reader: RowReader) -> Closing:
    """The status says it; a ledger without such a column says it by the closing day or its words.

    A status that says open, or nothing, beside a day of closing is asked. So is an account that
    says nothing but 已解决 where neither the status nor a day says anything.
    """
    if "status" not in reader.match.columns:
        return _unless_told(reader, _by_day(reader))
    written, on = reader.line("status", LONGEST), _closing_day(reader)
    said = ledger_words.closing_of(written)
    if said is None:
        return Closing(on=on, unclear=asked(reader, Asked.CLOSING, written))
    if said is Standing.OPEN and on:
        heading = reader.match.heading_of("status")
        unclear = ledger_answers.unclear(Asked.CLOSING, heading, written, with_day=True)
        return Closing(on=on, unclear=unclear)
    is_closed = said is Standing.CLOSED
    found = Closing(is_closed, on or (_day_in(written) if is_closed else None))
    return _unless_told(reader, found) if is_nothing(written) else found


def limit(reader: RowReader) -> tuple[str, date | None, Unclear | None]:
    """Return the limit as a term in words, or as a day, or what has to be asked about it."""
    raw = reader.raw("due_on")
    written = cells.line(raw) if isinstance(raw, str) else ""
    if term := ledger_terms.term_of(written):
        return term, None, None
    if not is_nothing(written) and ledger_answers.may_be_asked(Asked.TERM, written):
        return "", None, asked(reader, Asked.TERM, written)
    return "", reader.day("due_on"), None


def asked(reader: RowReader, column: Asked, written: str) -> Unclear | None:
    """Return the question about a cell; what is too long to be a word is refused at once."""
    question = ledger_answers.unclear(column, reader.match.heading_of(column.value), written)
    if ledger_answers.may_be_asked(column, written):
        return question
    reader.refuse(column.value, question.reason)
    return None


def _unless_told(reader: RowReader, found: Closing) -> Closing:
    """Where nothing else says that it is closed, the account alone is not passed over."""
    told = cells.line(reader.raw("result"))
    is_told = len(told) <= LONGEST and ledger_words.closing_of(told) is Standing.CLOSED
    if found.is_closed or not is_told:
        return found
    heading = reader.match.heading_of("status") or Asked.CLOSING.label
    return Closing(on=_day_in(told), unclear=ledger_answers.told_elsewhere(heading, told))


def _by_day(reader: RowReader) -> Closing:
    written = reader.line("closed_on", 100)
    said = ledger_words.closing_of(written)
    on = _closing_day(reader)
    return Closing(on is not None or said is Standing.CLOSED, on)


def _closing_day(reader: RowReader) -> date | None:
    """The day, also where words stand with it; 正在办理 in its place is no day and no fault."""
    raw = reader.raw("closed_on")
    if isinstance(raw, str) and ledger_words.closing_of(raw):
        return _day_in(raw)
    return reader.day("closed_on")


def _day_in(words: str) -> date | None:
    found = cells.day(ledger_words.day_in(words))
    return found if isinstance(found, date) else None
