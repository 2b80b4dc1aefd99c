"""A draft meets the facts of today: what nobody has reworded is written anew, the rest is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from cases.letters.rules.sheets import FormTable, LetterSheet, Paragraph


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that the facts of today word otherwise.

    Where a person had reworded it, it stays as they wrote it (`is_applied` is False).
    """

    before: str
    after: str
    is_applied: bool


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The sheet as it would be signed today, and what is new in it."""

    sheet: LetterSheet
    changes: tuple[Change, ...] = ()

    @property
    def is_new(self) -> bool:
        return any(change.is_applied for change in self.changes)


def refreshed(sheet: LetterSheet, composed: LetterSheet | None, fresh: LetterSheet) -> Refreshed:
    """Return the sheet with the facts of today.

    `composed` is the sheet as it was written from the facts of its drafting day; where it is not
    known, nothing is written anew and each passage that differs is named.
    """
    base = composed or sheet
    changes = list(_of_body(sheet, base, fresh, is_known=composed is not None))
    for before, after, now in _lines(sheet, base, fresh):
        changes.append(Change(before, after, composed is not None and now == before))
    changes += _of_tables(base.tables, fresh.tables, is_known=composed is not None)
    return Refreshed(_applied(sheet, base, fresh, changes), tuple(changes))


def _of_body(
    sheet: LetterSheet, base: LetterSheet, fresh: LetterSheet, *, is_known: bool
) -> Iterable[Change]:
    old, new = _texts(base.body), _texts(fresh.body)
    standing = set(_texts(sheet.body))
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for before, after in zip_longest(old[a:b], new[c:d], fillvalue=""):
            # A new passage has no place in words that a person has arranged otherwise.
            yield Change(before, after, is_known and bool(before) and before in standing)


def _lines(
    sheet: LetterSheet, base: LetterSheet, fresh: LetterSheet
) -> Iterable[tuple[str, str, str]]:
    """Title and receiver: as composed, as the facts are now, as it stands."""
    for name in ("title", "addressee"):
        before, after = getattr(base, name), getattr(fresh, name)
        if before != after:
            yield before, after, getattr(sheet, name)


def _of_tables(
    old: Sequence[FormTable], new: Sequence[FormTable], *, is_known: bool
) -> Iterable[Change]:
    """Nobody rewords a form: its cells are facts."""
    before = [cell.text for table in old for row in table.rows for cell in row]
    after = [cell.text for table in new for row in table.rows for cell in row]
    for was, now in zip_longest(before, after, fillvalue=""):
        if was != now:
            yield Change(was, now, is_known)


def _applied(
    sheet: LetterSheet, base: LetterSheet, fresh: LetterSheet, changes: Iterable[Change]
) -> LetterSheet:
    by_text = {one.before: one.after for one in changes if one.is_applied}
    if not by_text:
        return sheet
    body = (replace(one, text=by_text.get(one.text, one.text)) for one in sheet.body)
    return replace(
        sheet,
        title=by_text.get(sheet.title, sheet.title),
        addressee=by_text.get(sheet.addressee, sheet.addressee),
        body=tuple(one for one in body if one.text),
        tables=fresh.tables if sheet.tables == base.tables else sheet.tables,
    )


def _texts(body: Iterable[Paragraph]) -> list[str]:
    return [one.text for one in body]
