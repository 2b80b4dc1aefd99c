"""The ladder drafts the letters of its rungs, all of a batch at once, and sends none."""

from __future__ import annotations

from datetime import date

from cadres.models import AuditEntry, OutboxRow
from cases.models import LadderStep, Letter, Rung
from cases.rules.letters import composing, sheets
from cases.rules.letters.kinds import LetterKind, LetterState
from cases.services.climbing import climb
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

NEXT = date(2026, 3, 12)


def body(letter):
    return composing.words_of(sheets.from_data(letter.sheet), letter.reply_days).body


def test_the_urging_is_drafted_for_the_clerks_to_look_over(in_hand, dispatcher):
    climb(moment(NEXT))

    letter = Letter.objects.get()
    assert (letter.kind, letter.state) == (LetterKind.URGE, LetterState.DRAFT)
    assert (letter.step, letter.unit) == (LadderStep.objects.get(code="urge"), in_hand.unit)
    assert "对企业承诺 3月11日到期，已超期 1 个工作日" in body(letter)
    assert "2个工作日内书面回复" in body(letter)
    assert not OutboxRow.objects.filter(kind__startswith="letter").exists()
    assert AuditEntry.objects.filter(verb="letter.draft").count() == 1


def test_a_reminder_is_no_letter(in_hand):
    climb(moment(date(2026, 3, 9)))

    assert LadderStep.objects.get().code == "before_due"
    assert not Letter.objects.exists()


def test_every_rung_that_prints_has_its_kind(in_hand):
    Rung.objects.filter(code="hint_letter").update(is_active=True)
    Rung.objects.filter(code="letter").update(is_active=True, follows="urge")
    climb(moment(NEXT))
    climb(moment(date(2026, 3, 18)))
    climb(moment(date(2026, 3, 19)))

    kinds = Letter.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["hint_letter", "letter", "urge"]
    letter = Letter.objects.get(kind=LetterKind.LETTER)
    assert letter.sheet["cc"] == ["县分管领导"]


def test_what_nobody_has_is_written_to_nobody(filed):
    Rung.objects.filter(code="not_dispatched").update(is_active=True)
    filed.step_due_on = date(2026, 3, 3)
    filed.save(update_fields=["step_due_on"])

    climb(moment(date(2026, 3, 5)))

    assert LadderStep.objects.filter(code="not_dispatched").exists()
    assert not Letter.objects.exists()


def test_a_matter_that_cannot_stand_in_a_letter_does_not_hold_up_the_sweep(
    in_hand, handler, caplog
):
    TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)
    in_hand.enterprise.name = "机密★公司"
    in_hand.enterprise.save(update_fields=["name"])

    climb(moment(NEXT))

    assert LadderStep.objects.count() == 2
    assert Letter.objects.count() == 1
    assert "no letter for ticket" in caplog.text
