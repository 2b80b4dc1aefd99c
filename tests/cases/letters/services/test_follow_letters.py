"""The paper is sealed, delivered and answered, each recorded once; the ladder hears the answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.letters.selectors import letters
from cases.letters.services import delivery_and_reply
from cases.letters.services.delivery_and_reply import record_delivery, record_reply, record_seal
from cases.models import Letter
from cases.supervision.rules.ladder import StepState
from cases.tickets.services.handling.results import resolve_ticket
from tests.cases.drafted import limit
from tests.cases.letters.cast import FRIDAY, MONDAY, issued
from tests.factories.cases import LadderStepFactory, MeasureFactory
from tests.factories.letters import LetterFactory
from tests.factories.people import moment
from tests.fresh import answer_supervision, refuse_step

LATE = date(2026, 3, 31)
PROMISED = date(2026, 3, 27)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def step(in_hand):
    now = moment(FRIDAY)
    return LadderStepFactory(
        ticket=in_hand, state=StepState.ISSUED, issued_at=now, reply_due_on=LATE
    )


@pytest.fixture
def letter(in_hand, step, dispatcher, office_head) -> Letter:
    return issued(LetterFactory(ticket=in_hand, step=step), dispatcher, office_head)


def delivered(letter, by, **more):
    words = {"on": MONDAY, "delivery": "hand", "receiver": "李娟"}
    return record_delivery(letter, actor=by.viewer(MONDAY), **(words | more))


def test_it_is_sealed_and_then_delivered_each_on_record(letter, dispatcher):
    with pytest.raises(WrongState, match="用印"):
        delivered(letter, dispatcher)
    letter = record_seal(letter, actor=dispatcher.viewer(MONDAY))

    letter = delivered(letter, dispatcher)

    assert (letter.sealed_by, letter.delivered_on, letter.receiver) == (
        dispatcher.cadre,
        MONDAY,
        "李娟",
    )
    verbs = AuditEntry.objects.filter(verb__in=["letter.seal", "letter.deliver"])
    assert verbs.count() == 2


def test_what_is_recorded_is_recorded_once(letter, dispatcher):
    letter = record_seal(letter, actor=dispatcher.viewer(MONDAY))

    with pytest.raises(WrongState, match="不能重复"):
        record_seal(letter, actor=dispatcher.viewer(MONDAY))


def test_the_signed_slip_is_kept_with_its_digest(letter, dispatcher):
    letter = record_seal(letter, actor=dispatcher.viewer(MONDAY))
    slip = SimpleUploadedFile("回执.pdf", b"%PDF-1.7\n%%EOF\n")

    letter = delivered(letter, dispatcher, receipt=slip)

    assert letter.receipt_name == "回执.pdf"
    assert delivery_and_reply.slip(letter) == b"%PDF-1.7\n%%EOF\n"


@pytest.mark.parametrize(
    "wrong", [{"on": date(2026, 3, 19)}, {"on": LATE}, {"delivery": "bird"}, {"receiver": " "}]
)
def test_a_delivery_says_when_how_and_to_whom(letter, dispatcher, wrong):
    letter = record_seal(letter, actor=dispatcher.viewer(MONDAY))

    with pytest.raises(Invalid):
        delivered(letter, dispatcher, **wrong)


@pytest.mark.parametrize("who", ["handler", "head", "leader", "supervisor"])
def test_nobody_but_the_office_keeps_the_register(letter, who, request):
    with pytest.raises(NotPermitted):
        record_seal(letter, actor=request.getfixturevalue(who).viewer(MONDAY))


@pytest.mark.parametrize("who", ["head", "dispatcher"])
def test_the_unit_answers_or_the_office_records_its_paper(letter, step, who, request):
    actor = request.getfixturevalue(who)

    letter = record_reply(
        letter,
        actor=actor.viewer(MONDAY),
        on=MONDAY,
        reply="变压器周五到货。",
        promised_on=PROMISED,
    )

    step.refresh_from_db()
    assert (letter.replied_on, letter.reply) == (MONDAY, "变压器周五到货。")
    assert (step.state, step.reply, step.reply_by) == (
        StepState.ANSWERED,
        "变压器周五到货。",
        actor.cadre,
    )
    assert AuditEntry.objects.filter(verb="letter.reply").count() == 1


def test_a_clerk_answers_no_letter_without_the_head(letter, handler, dispatcher):
    said = {"on": MONDAY, "promised_on": PROMISED, "reply": "变压器周五到货。"}
    with pytest.raises(NotPermitted, match="由本单位负责人签发"):
        record_reply(letter, actor=handler.viewer(MONDAY), **said)

    limit("unsigned_reply", 1, "switch", handler.county)
    assert record_reply(letter, actor=handler.viewer(MONDAY), **said).reply


def test_the_office_hears_of_the_reply(letter, head, dispatcher, office_head):
    record_reply(
        letter,
        actor=head.viewer(MONDAY),
        on=MONDAY,
        reply="变压器周五到货。",
        promised_on=PROMISED,
    )

    told = OutboxRow.objects.filter(kind="letter_replied").values_list("to_id", flat=True)
    assert set(told) == {dispatcher.cadre.pk, office_head.cadre.pk}


@pytest.mark.parametrize(
    "wrong",
    [
        {"reply": " "},
        {"on": date(2026, 3, 19)},
        {"on": LATE},
        {"promised_on": FRIDAY},
        {"promised_on": date(2026, 4, 30)},
    ],
)
def test_a_reply_has_words_and_a_day_that_can_be(letter, head, wrong):
    with pytest.raises(Invalid):
        record_reply(
            letter,
            actor=head.viewer(MONDAY),
            **({"on": MONDAY, "promised_on": PROMISED, "reply": "到货。"} | wrong),
        )


@pytest.mark.parametrize("who", ["outsider", "liaison", "stranger", "officer"])
def test_to_others_it_is_not_there(letter, who, request):
    viewer = request.getfixturevalue(who).viewer(MONDAY)

    with pytest.raises(Absent):
        record_reply(letter, actor=viewer, on=MONDAY, promised_on=PROMISED, reply="看看")
    assert not letters.rows(seen_by=viewer).exists()


def test_it_waits_on_the_unit_s_desk_until_it_is_answered(letter, handler, head, outsider):
    (line,) = letters.to_answer(seen_by=handler.viewer(LATE)).lines

    assert (line.pk, line.light.words) == (letter.pk, "超期 2 个工作日")
    assert letters.to_answer(seen_by=outsider.viewer(LATE)).total == 0
    record_reply(letter, actor=head.viewer(LATE), on=LATE, promised_on=LATE, reply="已到货。")
    assert letters.to_answer(seen_by=handler.viewer(LATE)).total == 0


def test_a_reply_on_the_ticket_answers_its_letters(letter, in_hand, handler):
    answer_supervision(in_hand, actor=handler.viewer(MONDAY), reply="周五到货。")

    letter.refresh_from_db()
    assert (letter.replied_on, letter.reply, letter.reply_by) == (
        MONDAY,
        "周五到货。",
        handler.cadre,
    )


def test_what_was_done_meanwhile_need_not_be_answered(letter, in_hand, handler):
    MeasureFactory(ticket=in_hand, done=True)
    resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已更换变压器。")

    letter.refresh_from_db()
    assert letter.excused_why == "工单已提交办结"
    assert letters.to_answer(seen_by=handler.viewer(LATE)).total == 0


def test_a_draft_goes_no_further_when_its_rung_is_lifted(in_hand, step, handler):
    draft = LetterFactory(ticket=in_hand, step=step)
    MeasureFactory(ticket=in_hand, done=True)
    resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已更换变压器。")

    draft.refresh_from_db()
    assert (draft.state, draft.void_why) == ("void", "工单已提交办结")


def test_a_draft_goes_no_further_when_its_rung_is_refused(in_hand, dispatcher):
    step = LadderStepFactory(ticket=in_hand)
    draft = LetterFactory(ticket=in_hand, step=step)

    refuse_step(step, actor=dispatcher.viewer(MONDAY), reason="已当面说明")

    draft.refresh_from_db()
    assert (draft.state, draft.void_why) == ("void", "督办未签发：已当面说明")
