"""约谈记录 as a file, laid out from what was recorded."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.exchange.letters.docx import docx
from cases.exchange.letters.pdf import pdf
from cases.models import Letter, Talk
from cases.rules.letters import sheets, talk_notice, wording
from cases.rules.letters.sheets import LetterSheet
from cases.rules.letters.talk_notice import Minutes
from cases.selectors import talks
from cases.services.letters import following


def taken_out(letter: Letter, form: str, *, actor: Viewer) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that somebody takes out; it is on record."""
    talk = talks.recorded(letter, seen_by=actor)
    following.take_out(letter, f"talk-{form}", actor=actor)
    sheet = sheet_of(letter, talk)
    return f"{letter.number} 约谈记录.{form}", docx(sheet) if form == "docx" else pdf(sheet)


def sheet_of(letter: Letter, talk: Talk) -> LetterSheet:
    issuer = sheets.from_data(letter.sheet).issuer
    until, held_at = talk.measures_until, talk.held_at
    assert held_at is not None
    assert until is not None
    minutes = Minutes(
        held_at=held_at,
        place=talk.place,
        host=talk.host,
        attended=talk.attended,
        said=talk.said,
        answered=talk.answered,
        measures=talk.measures,
        until=wording.day(until),
        recorder=talk.recorded_by.name if talk.recorded_by else "",
    )
    unit = letter.unit.name if letter.unit else ""
    matter = letter.ticket.title if letter.ticket else ""
    return talk_notice.record(issuer, letter.number, unit, matter, minutes)
