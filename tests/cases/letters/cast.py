"""Letters carried along their road by the people whose actions these are."""

from __future__ import annotations

from datetime import date

from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter

FRIDAY = date(2026, 3, 20)
MONDAY = date(2026, 3, 23)
# What it prints is another file's matter; here it is enough that it is kept.
PLAIN = Printer("1", lambda sheet: f"%PDF {sheet.number} {sheet.title}".encode())


def approved(letter: Letter, clerk, head) -> Letter:
    letter = propose_letter(letter, actor=clerk.viewer(FRIDAY))
    return approve_letter(letter, actor=head.viewer(FRIDAY), digest=letter.digest)


def issued(letter: Letter, clerk, head) -> Letter:
    return issue_letter(approved(letter, clerk, head), actor=clerk.viewer(FRIDAY), printer=PLAIN)
