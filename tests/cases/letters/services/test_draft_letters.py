"""Letters are drafted from a ticket by the office, changed, and withdrawn while unissued."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.services.approving import propose_letter
from cases.letters.services.drafting import draft_letter, withdraw_letter
from cases.models import Letter
from tests.cases.letters.cast import FRIDAY, approved
from tests.factories.cases import LadderStepFactory
from tests.factories.letters import LetterFactory
from tests.fresh import edit_letter


def words_of(letter):
    return composing.words_of(sheets.from_data(letter.sheet), letter.reply_days)


def test_the_form_of_dispatch_holds_what_the_ticket_holds(in_hand, dispatcher):
    letter = draft_letter(in_hand, LetterKind.DISPATCH, actor=dispatcher.viewer(FRIDAY))

    cells = [cell.text for row in sheets.from_data(letter.sheet).tables[0].rows for cell in row]
    assert {in_hand.number, "恒信达艾草制品有限公司", "2026年3月11日前办结"} <= set(cells)
    assert (letter.state, letter.unit, letter.number) == (LetterState.DRAFT, in_hand.unit, "")
    assert AuditEntry.objects.filter(verb="letter.draft").count() == 1


@pytest.mark.parametrize(
    ("kind", "days"), [(LetterKind.URGE, 2), (LetterKind.HINT, 3), (LetterKind.LETTER, 5)]
)
def test_the_limit_says_in_how_many_working_days_it_is_answered(in_hand, dispatcher, kind, days):
    letter = draft_letter(in_hand, kind, actor=dispatcher.viewer(FRIDAY))

    assert letter.reply_days == days
    assert f"{days}个工作日内说明未办结原因" in words_of(letter).body


def test_nobody_has_what_was_not_dispatched(filed, dispatcher):
    with pytest.raises(WrongState):
        draft_letter(filed, LetterKind.DISPATCH, actor=dispatcher.viewer(FRIDAY))


def test_what_is_finished_is_not_supervised(unconfirmed, dispatcher):
    with pytest.raises(WrongState):
        draft_letter(unconfirmed, LetterKind.LETTER, actor=dispatcher.viewer(FRIDAY))


@pytest.mark.parametrize("who", ["handler", "head", "leader", "supervisor", "liaison"])
def test_nobody_but_the_office_drafts(in_hand, who, request):
    with pytest.raises(NotPermitted):
        draft_letter(in_hand, LetterKind.URGE, actor=request.getfixturevalue(who).viewer(FRIDAY))


def test_of_one_kind_one_lies_on_the_desk_and_is_opened_again(in_hand, dispatcher):
    letter = draft_letter(in_hand, LetterKind.URGE, actor=dispatcher.viewer(FRIDAY))

    assert draft_letter(in_hand, LetterKind.URGE, actor=dispatcher.viewer(FRIDAY, 11)) == letter
    assert Letter.objects.count() == 1


def test_what_the_ladder_drafted_is_not_drafted_once_more(in_hand, dispatcher):
    step = LadderStepFactory(ticket=in_hand)
    letter = LetterFactory(ticket=in_hand, step=step, kind=LetterKind.HINT)

    assert draft_letter(in_hand, LetterKind.HINT, actor=dispatcher.viewer(FRIDAY)) == letter


def test_other_words_make_a_draft_of_what_was_approved(in_hand, dispatcher, office_head):
    letter = approved(LetterFactory(ticket=in_hand), dispatcher, office_head)
    words = replace(words_of(letter), title="关于抓紧办理变压器增容诉求的函")

    letter = edit_letter(letter, actor=dispatcher.viewer(FRIDAY), words=words)

    assert (letter.state, letter.proposed_by) == (LetterState.DRAFT, None)
    assert letter.author_ids == [dispatcher.cadre.pk]
    assert AuditEntry.objects.filter(verb="letter.edit").count() == 1


def test_the_same_words_change_nothing(in_hand, dispatcher, office_head):
    letter = approved(LetterFactory(ticket=in_hand), dispatcher, office_head)

    letter = edit_letter(letter, actor=dispatcher.viewer(FRIDAY), words=words_of(letter))

    assert letter.state == LetterState.APPROVED


def test_the_text_names_the_days_that_are_counted(in_hand, dispatcher):
    letter = LetterFactory(ticket=in_hand)

    with pytest.raises(Invalid, match="7个工作日内"):
        edit_letter(
            letter, actor=dispatcher.viewer(FRIDAY), words=replace(words_of(letter), reply_days=7)
        )


@pytest.mark.parametrize("field", ["title", "addressee", "body"])
def test_nothing_of_it_is_left_empty(in_hand, dispatcher, field):
    letter = LetterFactory(ticket=in_hand)

    with pytest.raises(Invalid):
        edit_letter(
            letter,
            actor=dispatcher.viewer(FRIDAY),
            words=replace(words_of(letter), **{field: " "}),
        )


def test_state_secrets_do_not_belong_here(in_hand, dispatcher):
    letter = LetterFactory(ticket=in_hand)
    words = words_of(letter)

    with pytest.raises(Invalid, match="涉密渠道"):
        edit_letter(
            letter,
            actor=dispatcher.viewer(FRIDAY),
            words=replace(words, body=f"机密★1年\n{words.body}"),
        )


def test_withdrawn_it_keeps_its_reason_and_never_had_a_number(in_hand, dispatcher):
    letter = LetterFactory(ticket=in_hand)

    letter = withdraw_letter(letter, actor=dispatcher.viewer(FRIDAY), reason="已电话答复")

    assert (letter.state, letter.void_why, letter.number) == (LetterState.VOID, "已电话答复", "")
    assert AuditEntry.objects.filter(verb="letter.withdraw").count() == 1
    with pytest.raises(WrongState):
        propose_letter(letter, actor=dispatcher.viewer(FRIDAY))


@pytest.mark.parametrize("who", ["handler", "head", "stranger", "liaison", "officer"])
def test_a_draft_is_hidden_from_everybody_else(in_hand, who, request):
    letter = LetterFactory(ticket=in_hand)

    with pytest.raises(Absent):
        withdraw_letter(letter, actor=request.getfixturevalue(who).viewer(FRIDAY), reason="看看")
    assert Letter.objects.get().state == LetterState.DRAFT
