"""The ladder drafts the letters of its rungs, all of a batch at once, and sends none."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict
from cadres.models import AuditEntry, OutboxRow
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import letters, refresh
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.taking_back import OnLetter
from cases.models import LadderStep, Letter, Rung
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services import taking_back
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

NEXT = date(2026, 3, 12)


def body(letter):
    return composing.words_of(sheets.from_data(letter.sheet), letter.reply_days).body


def test_the_urging_is_drafted_for_the_clerks_to_look_over(in_hand, dispatcher):
    escalate(moment(NEXT))

    letter = Letter.objects.get()
    assert (letter.kind, letter.state) == (LetterKind.URGE, LetterState.DRAFT)
    assert (letter.step, letter.unit) == (LadderStep.objects.get(code="urge"), in_hand.unit)
    assert "对企业承诺3月11日到期，已超期1个工作日" in body(letter)
    assert "2个工作日内说明未办结原因" in body(letter)
    assert not OutboxRow.objects.filter(kind__startswith="letter").exists()
    assert AuditEntry.objects.filter(verb="letter.draft").count() == 1


def test_the_facts_of_the_day_of_approval_are_signed_and_shown_before(
    in_hand, dispatcher, office_head
):
    escalate(moment(NEXT))
    letter = propose_letter(Letter.objects.get(), actor=dispatcher.viewer(NEXT))
    head = office_head.viewer(date(2026, 3, 20))
    page = letters.page(letter.pk, seen_by=head)
    [card] = letters.to_approve(seen_by=head).cards

    assert [one.is_applied for one in page.changes] == [True]
    assert "已超期7个工作日" in sheets.typed(page.sheet.body)
    with pytest.raises(Conflict, match="所述事实"):
        approve_letter(letter, actor=head, digest=letter.digest)
    approved = approve_letter(letter, actor=head, digest=card.digest)

    assert "截至2026年3月20日，对企业承诺3月11日到期，已超期7个工作日" in body(approved)
    assert approved.approvals.get().digest == approved.digest == card.digest


def test_an_approval_taken_back_leaves_the_words_of_the_draft(in_hand, dispatcher, office_head):
    escalate(moment(NEXT))
    letter = propose_letter(Letter.objects.get(), actor=dispatcher.viewer(NEXT))
    head = office_head.viewer(date(2026, 3, 20))
    digest = refresh.of_letter(letter, seen_by=head).digest
    _, pressed = taking_back.press(
        lambda: approve_letter(letter, actor=head, digest=digest),
        OnLetter(letter.pk),
        label="审批通过",
        actor=head,
    )

    taking_back.take_back(pressed.pk, actor=head)

    after = Letter.objects.get()
    assert (after.sheet, after.digest, after.state) == (letter.sheet, letter.digest, "proposed")
    assert refresh.of_letter(after, seen_by=head).digest == digest


def test_what_is_only_drafted_has_not_gone_out(in_hand, dispatcher, handler):
    escalate(moment(NEXT))

    def word(person):
        page = ticket_page.fetch(in_hand.pk, seen_by=person.viewer(NEXT))
        return [step.word for step in page.part("supervision").steps]

    assert word(dispatcher) == ["已通知，文书草拟"]
    assert word(handler) == ["已通知"]


def test_a_reminder_is_no_letter(in_hand):
    escalate(moment(date(2026, 3, 9)))

    assert LadderStep.objects.get().code == "before_due"
    assert not Letter.objects.exists()


def test_every_rung_that_prints_has_its_kind(in_hand):
    Rung.objects.filter(code="hint_letter").update(is_active=True)
    Rung.objects.filter(code="letter").update(is_active=True, follows="urge")
    escalate(moment(NEXT))
    escalate(moment(date(2026, 3, 18)))
    escalate(moment(date(2026, 3, 19)))

    kinds = Letter.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["hint_letter", "letter", "urge"]
    letter = Letter.objects.get(kind=LetterKind.LETTER)
    assert letter.sheet["cc"] == ["县政府办公室"]


def test_what_nobody_has_is_written_to_nobody(filed):
    Rung.objects.filter(code="not_dispatched").update(is_active=True)
    filed.step_due_on = date(2026, 3, 3)
    filed.save(update_fields=["step_due_on"])

    escalate(moment(date(2026, 3, 5)))

    assert LadderStep.objects.filter(code="not_dispatched").exists()
    assert not Letter.objects.exists()


def test_a_matter_that_cannot_stand_in_a_letter_does_not_hold_up_the_sweep(
    in_hand, handler, caplog
):
    TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)
    in_hand.enterprise.name = "机密★公司"
    in_hand.enterprise.save(update_fields=["name"])

    escalate(moment(NEXT))

    assert LadderStep.objects.count() == 2
    assert Letter.objects.count() == 1
    assert "no letter for ticket" in caplog.text
