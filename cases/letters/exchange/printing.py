"""Letters as files: printed at issue and kept, or laid out anew from what was frozen."""

from __future__ import annotations

from dataclasses import replace

from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import font_files
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import VERSION, pdf, pictures
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterState
from cases.letters.rules.sheets import LetterSheet
from cases.letters.services import delivery_and_reply
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": PDF, "docx": DOCX}
PRINTER = Printer(VERSION, pdf, font_files.standing)


def issue(letter: Letter, *, actor: Viewer) -> Letter:
    """Issue the letter, printed by the template that is the newest now."""
    return issue_letter(letter, actor=actor, printer=PRINTER)


def pages(sheet: LetterSheet, *, is_issued: bool) -> list[bytes]:
    """The pages as pictures; of what is not issued yet marked so, as its file is."""
    return pictures(sheet if is_issued else replace(sheet, mark=composing.DRAFT_MARK))


def taken_out(letter: Letter, form: str, *, actor: Viewer) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that somebody takes out; it is on record.

    An issued PDF is the very file of its issue. A draft says on its face that it is one.
    """
    letter = delivery_and_reply.take_out(letter, form, actor=actor)
    name = f"{letter.number or '草稿'} {letter.title}.{form}"
    if form == "pdf" and letter.state == LetterState.ISSUED:
        return name, delivery_and_reply.printed(letter)
    sheet = _sheet(letter)
    return name, docx(sheet) if form == "docx" else pdf(sheet)


def _sheet(letter: Letter) -> LetterSheet:
    if letter.state == LetterState.ISSUED:
        return delivery_and_reply.frozen(letter)
    return replace(sheets.from_data(letter.sheet), mark=composing.DRAFT_MARK)
