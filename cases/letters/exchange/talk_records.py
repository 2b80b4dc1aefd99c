"""约谈记录 as a file, laid out from what was recorded."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf
from cases.letters.rules import sheets
from cases.letters.rules.kinds_of_letters import talk_notice
from cases.letters.rules.kinds_of_letters.talk_notice import Minutes
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.wording import clauses
from cases.letters.selectors import talks
from cases.letters.services import delivery_and_reply
from cases.models import Letter, Talk


def taken_out(letter: Letter, form: str, *, actor: Viewer) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that somebody takes out; it is on record."""
    talk = talks.recorded(letter, seen_by=actor)
    delivery_and_reply.take_out(letter, f"talk-{form}", actor=actor)
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
        until=clauses.day(until),
        recorder=talk.recorded_by.name if talk.recorded_by else "",
    )
    unit = letter.unit.name if letter.unit else ""
    matter = letter.ticket.title if letter.ticket else ""
    return talk_notice.record(issuer, letter.number, unit, matter, minutes)
