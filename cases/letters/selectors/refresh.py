"""Drafts with the facts of today beside those of their drafting day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing, refreshing, sheets
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.refreshing import Change, Refreshed
from cases.letters.rules.sheets import LetterSheet
from cases.letters.selectors import facts as letter_matters
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.styles import Style
from cases.models import LadderStep, Letter
from cases.supervision.rules import ladder, ladder_clock
from cases.supervision.selectors.ladder import as_rung

# What is looked over or decided; afterwards the words are signed as they are.
OPEN = (LetterState.DRAFT, LetterState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Fresh:
    """What would be signed today: the sheet, its digest, and what is new in it."""

    sheet: LetterSheet
    digest: str
    changes: tuple[Change, ...] = ()
    is_new: bool = False
    # What a later look compares with, where people have reworded the letter.
    composed: dict[str, Any] | None = None


def of_letter(letter: Letter, *, seen_by: Viewer) -> Fresh:
    return of_letters([letter], seen_by=seen_by)[letter.pk]


def of_letters(letters: Iterable[Letter], *, seen_by: Viewer) -> dict[int, Fresh]:
    """Return visible letters as they would be signed now; five queries however many.

    A letter that needs no decision any more, or that belongs to no ticket, is as it stands.
    """
    taken = list(letters)
    open_ones = [one for one in taken if _is_written_anew(one)]
    system = Viewer.system(seen_by.at)
    facts = letter_matters.full_all([one.ticket_id or 0 for one in open_ones], seen_by=system)
    styles = letter_styles.of_counties({one.county_id for one in open_ones}, seen_by=system)
    days = calendar.work_calendars({one.county_id for one in open_ones})
    found = {one.pk: _as_it_is(one) for one in taken}
    for one in open_ones:
        row = facts.get(one.ticket_id or 0)
        if row is not None:
            style = styles[one.county_id, one.organ, one.kind]
            found[one.pk] = _fresh(one, _matter(one, row, style, days[one.county_id], seen_by))
    return found


def _is_written_anew(letter: Letter) -> bool:
    """Facts of a ticket are taken again; what was put before those above is as it was drafted."""
    return (
        letter.state in OPEN and letter.ticket_id is not None and letter.kind in composing.COMPOSERS
    )


def _as_it_is(letter: Letter) -> Fresh:
    return Fresh(sheets.from_data(letter.sheet), letter.digest)


def _fresh(letter: Letter, matter: Matter) -> Fresh:
    sheet = sheets.from_data(letter.sheet)
    try:
        written = composing.compose(LetterKind(letter.kind), matter)
    except Invalid:
        # Words that no letter may carry have come into the ticket: the draft stands as it was.
        return _as_it_is(letter)
    written = sheets.cleaned(written)
    now = refreshing.refreshed(sheet, _composed(letter, sheet), written)
    kept = letter.composed and {**letter.composed, "sheet": sheets.as_data(written)}
    return replace(_signed(letter, now), composed=kept)


def _signed(letter: Letter, now: Refreshed) -> Fresh:
    digest = letter.digest
    if now.is_new:
        data = sheets.as_data(now.sheet)
        digest = composing.signed_digest(data, letter.unit_id, letter.reply_days)
    return Fresh(now.sheet, digest, now.changes, now.is_new)


def _composed(letter: Letter, sheet: LetterSheet) -> LetterSheet | None:
    """As it was composed: the sheet itself while nobody has reworded it."""
    if letter.composed is None:
        return sheet
    return sheets.from_data(letter.composed["sheet"]) if letter.composed else None


def _matter(
    letter: Letter, row: dict[str, Any], style: Style, days: WorkCalendar, viewer: Viewer
) -> Matter:
    given = {"issuer": style.issuer, "contact": style.contact, "today": viewer.today}
    if letter.step is None:
        kept = letter.composed or {}
        return letter_matters.matter(
            row, **given, reply_days=kept.get("reply_days", letter.reply_days)
        )
    why = _why(letter.step, row, days, viewer.today)
    return letter_matters.of_step(row, as_rung(letter.step.rung), why, **given)


def _why(step: LadderStep, row: dict[str, Any], days: WorkCalendar, on: date) -> str:
    """Why the rung was taken, as it is today; what was unanswered then is so for good."""
    standing = ladder_clock.standing_of(row.__getitem__)
    return ladder.why_now(as_rung(step.rung), standing, days, on) or step.why
