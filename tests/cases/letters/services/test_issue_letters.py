"""A letter is approved by somebody who did not write it, numbered, and frozen as it stands."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.letters.exchange import printing
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.services import delivery_and_reply
from cases.letters.services.approving import approve_letter, propose_letter, refuse_letter
from cases.letters.services.drafting import draft_letter, withdraw_letter
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter, LetterApproval, LetterSeries, Ticket
from cases.supervision.rules.ladder import StepState
from tests.cases.letters.cast import FRIDAY, MONDAY, PLAIN, approved, issued
from tests.factories.cases import LadderStepFactory, TicketFactory
from tests.factories.letters import LetterFactory
from tests.factories.people import DelegationFactory
from tests.fresh import edit_letter, set_style


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letter(in_hand) -> Letter:
    return LetterFactory(ticket=in_hand)


def test_proposed_it_lies_before_the_head_of_the_office(letter, dispatcher, office_head):
    letter = propose_letter(letter, actor=dispatcher.viewer(FRIDAY))

    assert (letter.state, letter.proposed_by) == (LetterState.PROPOSED, dispatcher.cadre)
    assert OutboxRow.objects.get(kind="letter_proposed").to == office_head.cadre
    assert AuditEntry.objects.filter(verb="letter.propose").count() == 1


def test_the_head_approves_the_words_that_were_seen(letter, dispatcher, office_head):
    letter = approved(letter, dispatcher, office_head)

    row = LetterApproval.objects.get()
    assert (letter.state, row.is_approved, row.digest) == (
        LetterState.APPROVED,
        True,
        letter.digest,
    )
    assert (row.signed_by, row.posting) == (office_head.cadre, office_head.cadre.postings.get())
    assert AuditEntry.objects.filter(verb="letter.approve").count() == 1


def test_other_words_than_those_seen_are_not_approved(letter, dispatcher, office_head):
    letter = propose_letter(letter, actor=dispatcher.viewer(FRIDAY))

    with pytest.raises(Conflict):
        approve_letter(letter, actor=office_head.viewer(FRIDAY), digest="0" * 64)


def test_nobody_approves_what_they_drafted(in_hand, dispatcher, office_head):
    letter = draft_letter(in_hand, LetterKind.LETTER, actor=office_head.viewer(FRIDAY))
    letter = propose_letter(letter, actor=dispatcher.viewer(FRIDAY))

    with pytest.raises(NotPermitted, match="另一位"):
        approve_letter(letter, actor=office_head.viewer(FRIDAY), digest=letter.digest)


def test_nobody_approves_what_they_proposed(letter, office_head):
    letter = propose_letter(letter, actor=office_head.viewer(FRIDAY))

    with pytest.raises(NotPermitted, match="另一位"):
        approve_letter(letter, actor=office_head.viewer(FRIDAY), digest=letter.digest)


@pytest.mark.parametrize("who", ["dispatcher", "leader", "supervisor"])
def test_nobody_but_the_head_of_the_office_approves(letter, caller, who, request):
    letter = propose_letter(letter, actor=caller.viewer(FRIDAY))

    with pytest.raises(NotPermitted):
        approve_letter(
            letter, actor=request.getfixturevalue(who).viewer(FRIDAY), digest=letter.digest
        )


def test_a_deputy_approves_for_the_head_and_not_what_the_head_drafted(
    letter, in_hand, dispatcher, office_head, caller
):
    lent = office_head.cadre.postings.get()
    DelegationFactory(posting=lent, deputy=caller.cadre, from_on=FRIDAY, to_on=FRIDAY)
    own = draft_letter(in_hand, LetterKind.URGE, actor=office_head.viewer(FRIDAY))
    own = propose_letter(own, actor=dispatcher.viewer(FRIDAY))

    letter = approved(letter, dispatcher, caller)

    assert LetterApproval.objects.get().principal == office_head.cadre
    told = OutboxRow.objects.filter(kind="letter_proposed", object_id=letter.pk)
    assert set(told.values_list("to_id", flat=True)) == {office_head.cadre.pk, caller.cadre.pk}
    with pytest.raises(NotPermitted, match="另一位"):
        approve_letter(own, actor=caller.viewer(FRIDAY), digest=own.digest)


def test_refused_it_is_a_draft_again_and_the_reason_stays(letter, dispatcher, office_head):
    letter = propose_letter(letter, actor=dispatcher.viewer(FRIDAY))
    head = office_head.viewer(FRIDAY)
    with pytest.raises(Invalid):
        refuse_letter(letter, actor=head, digest=letter.digest, reason=" ")

    letter = refuse_letter(letter, actor=head, digest=letter.digest, reason="请写明依据")

    assert (letter.state, letter.proposed_by) == (LetterState.DRAFT, None)
    assert LetterApproval.objects.get().note == "请写明依据"
    assert OutboxRow.objects.get(kind="letter_refused").to == dispatcher.cadre
    assert AuditEntry.objects.filter(verb="letter.refuse").count() == 1


def test_issued_it_has_number_day_file_and_a_reply_clock(
    letter, dispatcher, office_head, handler, head
):
    letter = issued(letter, dispatcher, office_head)

    letter.refresh_from_db()
    sheet = sheets.from_data(letter.sheet)
    assert letter.number == sheet.number == "召助企办函〔2026〕1号"
    assert letter.dated_on == sheet.dated_on == FRIDAY
    assert letter.frozen_digest == sheets.digest(sheet)
    printed = delivery_and_reply.printed(letter)
    assert letter.pdf_digest == hashlib.sha256(printed).hexdigest()
    assert str(letter.reply_due_on) == "2026-03-27"
    told = OutboxRow.objects.filter(kind="letter_issued").values_list("to_id", flat=True)
    assert set(told) == {handler.cadre.pk, head.cadre.pk}
    assert AuditEntry.objects.filter(verb="letter.issue").count() == 1


def test_the_file_kept_is_the_letter_as_it_is_laid_out(letter, dispatcher, office_head):
    letter = approved(letter, dispatcher, office_head)
    letter = printing.issue(letter, actor=dispatcher.viewer(FRIDAY))

    name, content = printing.taken_out(letter, "pdf", actor=dispatcher.viewer(MONDAY))

    assert content.startswith(b"%PDF-")
    assert content == printing.pdf(sheets.from_data(letter.sheet))
    assert name == f"{letter.number} {letter.title}.pdf"
    assert AuditEntry.objects.get(verb="letter.download").detail["form"] == "pdf"


def test_a_file_that_was_touched_is_not_handed_out(letter, dispatcher, office_head):
    letter = issued(letter, dispatcher, office_head)
    with open(letter.pdf.path, "ab") as file:
        file.write(b"!")

    with pytest.raises(Conflict, match="摘要不一致"):
        printing.taken_out(letter, "pdf", actor=dispatcher.viewer(MONDAY))


def test_a_sheet_that_was_touched_is_not_printed(letter, dispatcher, office_head):
    letter = issued(letter, dispatcher, office_head)
    letter.sheet["title"] = "别的"

    with pytest.raises(Conflict, match="摘要不一致"):
        delivery_and_reply.frozen(letter)


def test_what_was_not_approved_is_not_issued(letter, dispatcher):
    with pytest.raises(WrongState):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)
    assert not LetterSeries.objects.exists()


def test_approval_dies_with_the_words(letter, dispatcher, office_head):
    letter = approved(letter, dispatcher, office_head)
    sheet = replace(sheets.from_data(letter.sheet), title="另一份函")
    Letter.objects.filter(pk=letter.pk).update(sheet=sheets.as_data(sheet))

    with pytest.raises(Conflict, match="重新送审"):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)


def test_where_printing_fails_no_number_was_given(letter, dispatcher, office_head):
    def broken(sheet):
        raise OSError("no paper")

    letter = approved(letter, dispatcher, office_head)
    with pytest.raises(OSError, match="no paper"):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=Printer("1", broken))

    letter = issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)
    assert letter.serial == 1


def test_kinds_that_share_a_series_are_numbered_in_one_row(
    letter, in_hand, dispatcher, office_head
):
    hint = LetterFactory(ticket=in_hand, kind=LetterKind.HINT)
    form = LetterFactory(ticket=in_hand, kind=LetterKind.DISPATCH)

    numbers = [issued(one, dispatcher, office_head).number for one in (letter, hint, form)]

    assert numbers == [
        "召助企办函〔2026〕1号",
        "召助企办函〔2026〕2号",
        "召助企办交〔2026〕1号",
    ]


def test_issued_it_is_neither_changed_nor_withdrawn(letter, dispatcher, office_head):
    letter = issued(letter, dispatcher, office_head)
    actor = dispatcher.viewer(MONDAY)

    with pytest.raises(WrongState):
        withdraw_letter(letter, actor=actor, reason="写错了")
    words = composing.words_of(sheets.from_data(letter.sheet), letter.reply_days)
    with pytest.raises(WrongState):
        edit_letter(letter, actor=actor, words=words)


@pytest.mark.parametrize("change", [{"title": "别的"}, {"number": "9号"}, {"sheet": {}}])
def test_the_database_itself_keeps_it_as_it_is(letter, dispatcher, office_head, change):
    letter = issued(letter, dispatcher, office_head)

    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)


def test_the_database_deletes_no_letter_and_gives_no_number_back(letter, dispatcher, office_head):
    letter = issued(letter, dispatcher, office_head)

    for action in (
        LetterApproval.objects.all().delete,
        Letter.objects.filter(pk=LetterFactory(ticket=TicketFactory(in_hand=True)).pk).delete,
        lambda: LetterSeries.objects.update(last=0),
        lambda: LetterSeries.objects.update(last=3),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            action()


def test_a_rung_that_was_not_signed_puts_nothing_on_paper(in_hand, dispatcher, office_head):
    step = LadderStepFactory(ticket=in_hand)
    letter = approved(LetterFactory(ticket=in_hand, step=step), dispatcher, office_head)

    with pytest.raises(WrongState, match="签发督办后"):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)
    step.state, step.issued_at = StepState.ISSUED, letter.drafted_at
    step.save(update_fields=["state", "issued_at"])

    letter = issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)
    assert letter.serial == 1


def test_whoever_has_the_ticket_no_more_is_not_written_to(
    letter, in_hand, dispatcher, office_head, outsider
):
    letter = approved(letter, dispatcher, office_head)
    Ticket.objects.filter(pk=in_hand.pk).update(unit=outsider.unit)

    with pytest.raises(WrongState, match="撤销"):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=PLAIN)


def test_a_county_heads_and_numbers_its_letters_itself(in_hand, dispatcher, office_head):
    set_style(
        in_hand.county_id,
        LetterKind.LETTER,
        actor=office_head.viewer(FRIDAY),
        issuer="南召县优化营商环境办公室",
        prefix="召营商办函",
        contact="联系人：陈静",
    )

    letter = draft_letter(in_hand, LetterKind.LETTER, actor=dispatcher.viewer(FRIDAY))

    assert sheets.from_data(letter.sheet).issuer == "南召县优化营商环境办公室"
    assert issued(letter, dispatcher, office_head).number == "召营商办函〔2026〕1号"
    assert AuditEntry.objects.filter(verb="letter.set_style").count() == 1


def test_the_word_of_ticket_numbers_is_not_one_of_letters(in_hand, office_head):
    with pytest.raises(Invalid, match="工单编号"):
        set_style(
            in_hand.county_id,
            LetterKind.LETTER,
            actor=office_head.viewer(FRIDAY),
            issuer="南召县",
            prefix="召助企",
            contact="",
        )


@pytest.mark.parametrize("who", ["dispatcher", "leader"])
def test_nobody_else_sets_the_series(in_hand, who, request):
    with pytest.raises(NotPermitted):
        set_style(
            in_hand.county_id,
            LetterKind.LETTER,
            actor=request.getfixturevalue(who).viewer(FRIDAY),
            issuer="南召县",
            prefix="召函",
            contact="",
        )
