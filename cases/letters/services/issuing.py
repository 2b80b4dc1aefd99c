"""A letter is issued: it takes the next number of its series, and nothing on it changes again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.files.base import ContentFile
from django.db import transaction

from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.selectors import calendar
from cadres.errors import WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import kinds, sheets
from cases.letters.rules.fonts import Standing
from cases.letters.rules.kinds import LetterState
from cases.letters.rules.kinds_of_letters import upward
from cases.letters.rules.sheets import Layout, LetterSheet
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import font_faces as letter_faces
from cases.letters.selectors import letter_sources
from cases.letters.services import circulars, recipients, talks
from cases.letters.services.approving import standing_approval
from cases.letters.services.drafting import ready, trace
from cases.letters.services.letter_numbers import take_number
from cases.models import Letter, LetterApproval
from cases.supervision.rules import ladder
from cases.supervision.rules.ladder import StepState
from cases.tickets.rules.workflow import State

# Upper rooms go on with what a letter was written about, in its transaction.
on_issued: list[Callable[[Letter, Viewer], None]] = []


@dataclass(frozen=True, slots=True)
class Printer:
    """Lays a sheet out as PDF by the template of this version; the layer above brings it along."""

    version: str
    pdf: Callable[[LetterSheet], bytes]
    # What it is set in; asked only when something is printed.
    faces: Callable[[], Standing] = Standing


@transaction.atomic
def issue_letter(letter: Letter, *, actor: Viewer, printer: Printer) -> Letter:
    """Number it, freeze it, keep its file, begin its reply clock, tell the unit.

    It is dated from the day on which the head signed (成文日期); the reply is counted from today.

    The number is taken in this transaction, under the lock of its series: where anything fails,
    it was never given.
    """
    letter = ready(letter, LetterVerb.ISSUE, actor=actor)
    approval = standing_approval(letter)
    _check(letter)
    letter.faces = checked_faces(letter.county_id, printer, actor=actor).said
    take_number(letter, actor=actor)
    letter.dated_on = day_of(approval.signed_at)
    sheet = _signed(letter, approval)
    letter.sheet, letter.frozen_digest = sheets.as_data(sheet), sheets.digest(sheet)
    days = calendar.work_calendar(region_id=letter.county_id)
    due = ladder.reply_due(letter.reply_days, actor.today, days)
    letter.reply_due_on = due.on if due else None
    letter.calendar, letter.is_reply_provisional = days.version, bool(due and due.is_provisional)
    letter.state, letter.issued_at = LetterState.ISSUED, actor.at
    letter.issued_by_id = actor.person_id
    _keep(letter, printer.pdf(sheet), printer.version, actor)
    if letter.kind in kinds.GATHERED:
        circulars.issue_items(letter, actor=actor)
        recipients.tell_all_units("letter_issued", letter, actor=actor)
    else:
        recipients.tell_unit("letter_issued", letter, actor=actor)
    for follow in on_issued:
        follow(letter, actor)
    return letter


FROZEN = (
    *("state", "prefix", "year", "serial", "number", "dated_on", "issued_at", "issued_by"),
    *("sheet", "frozen_digest", "template", "pdf", "pdf_digest", "reply_due_on", "calendar"),
    *("is_reply_provisional", "faces"),
)


def checked_faces(county_id: int, printer: Printer, *, actor: Viewer) -> Standing:
    """What it is printed in; in stand-ins only where the head of the office agreed to these."""
    standing = printer.faces()
    if standing.asks and not letter_faces.are_agreed(county_id, standing, seen_by=actor):
        raise WrongState(letter_faces.ASK.format(missing="、".join(standing.missing)))
    return standing


def _signed(letter: Letter, approval: LetterApproval) -> LetterSheet:
    """The sheet with what is given at issue; a 上行文 names who signed it (签发人)."""
    sheet = sheets.from_data(letter.sheet)
    is_upward = sheet.layout == Layout.UPWARD
    return replace(
        sheet,
        number=letter.number,
        dated_on=letter.dated_on or sheet.dated_on,
        mark="",
        signatory=approval.signed_by.name if is_upward else "",
    )


def _check(letter: Letter) -> None:
    """What it is about still stands; a rung that was not signed puts nothing on paper."""
    circulars.check_items(letter)
    talks.check_arranged(letter)
    if letter.step is not None and letter.step.state != StepState.ISSUED:
        state = StepState(letter.step.state).label
        raise WrongState(f"对应的“{letter.step.rung.name}”现在是“{state}”，签发督办后才能发文。")
    if letter.step is None and not _is_theirs(letter):
        raise WrongState("事项已经办结，或已不由这个单位办理，请撤销这份文书。")


def _is_theirs(letter: Letter) -> bool:
    """Does the ticket still stand so that this unit is written to about it?"""
    ticket = letter.ticket
    if ticket is None:
        return letter_sources.wants(letter)
    if letter.kind in upward.KINDS:
        return ticket.state == State.HANDED_UP
    offered = kinds.offered(ticket.state, ticket.unit_id)
    return letter.kind in offered and letter.unit_id == ticket.unit_id


def _keep(letter: Letter, printed: bytes, version: str, actor: Viewer) -> None:
    """The file lies apart under a name of chance, and shares the fate of its row."""
    letter.template, letter.pdf_digest = version, hashlib.sha256(printed).hexdigest()
    letter.pdf.save(f"{secrets.token_hex(16)}.pdf", ContentFile(printed), save=False)
    letter.save(update_fields=FROZEN)
    trace(letter, LetterVerb.ISSUE, actor=actor)
