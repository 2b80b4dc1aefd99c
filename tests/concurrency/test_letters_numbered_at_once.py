"""Many letters are issued at once: no number is left out, none is given twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from cadres.models import AuditEntry
from cadres.viewers.rules.roles import Role
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter, LetterSeries
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.letters import LetterFactory

FRIDAY = date(2026, 3, 20)
PLAIN = Printer("1", lambda sheet: b"%PDF " + sheet.number.encode())


def broken(sheet):
    raise OSError("no paper")


def test_numbers_have_no_gaps_and_no_doubles(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    office = cast.unit("县助企办")
    clerk = cast.person("陈静", Role.OFFICE_CLERK, office).viewer(FRIDAY)
    head = cast.person("马超", Role.OFFICE_HEAD, office).viewer(FRIDAY)
    tickets = TicketFactory.create_batch(
        5, in_hand=True, enterprise__county=office.region, unit=cast.unit("县供电公司")
    )
    letters = [approved(LetterFactory(ticket=ticket), clerk, head) for ticket in tickets]
    twice = letters[0]

    def fail(letter: Letter) -> None:
        with suppress(OSError):
            issue_letter(letter, actor=clerk, printer=Printer("1", broken))

    together(
        *[lambda one=one: issue_letter(one, actor=clerk, printer=PLAIN) for one in letters[:4]],
        lambda: issue_letter(twice, actor=clerk, printer=PLAIN),
        lambda: fail(letters[4]),
    )

    serials = Letter.objects.filter(state="issued").values_list("serial", flat=True)
    assert sorted(serials) == [1, 2, 3, 4]
    assert LetterSeries.objects.get().last == 4
    assert AuditEntry.objects.filter(verb="letter.issue").count() == 4


def approved(letter: Letter, clerk, head) -> Letter:
    letter = propose_letter(letter, actor=clerk)
    return approve_letter(letter, actor=head, digest=letter.digest)
