"""What is noticed about a result: at once when it is handed in, and by night for all the others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from cadres.models import TimeLimit
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules.vocabulary import FlagKind
from cases.early_warning.selectors import page_part, warnings
from cases.early_warning.services import answer_flags, daily
from cases.models import AnswerFlag, AnswerSketch, Attachment, Check, PictureHash, SampleDraw
from cases.tickets.rules.closing import sampling
from cases.tickets.rules.closing.side_terms import CheckKind
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.closing import rechecks
from cases.tickets.services.handling.results import resolve_ticket
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
NIGHT = moment(FRIDAY, 23)
SYSTEM = Viewer.system(NIGHT)
THREE = "一、请给二车间增容 200 千伏安；二、请把厂门口的电线杆迁走；三、请退还去年多收的力调电费。"
WHOLE = "二车间已增容并送电；厂门口的电线杆本月迁走；多收的力调电费已经退还到账。"
MEETING = "已组织银企对接会，农商行与贵公司当面沟通，后续由客户经理一对一跟进服务。"


def handed_in(ticket, handler, result):
    MeasureFactory(ticket=ticket, done_on=FRIDAY, evidence="送电单")
    return resolve_ticket(ticket, actor=handler.viewer(FRIDAY), result=result)


def kinds(ticket) -> list[str]:
    return list(AnswerFlag.objects.filter(ticket=ticket).values_list("kind", flat=True))


def shown(ticket, person) -> list[str]:
    page = ticket_page.fetch(ticket.pk, seen_by=person.viewer(FRIDAY))
    return [flag.sentence for flag in page_part.of_page(page).flags]


def test_a_short_result_is_flagged_when_it_is_handed_in(in_hand, handler):
    handed_in(in_hand, handler, "已收悉，已转相关部门办理。")

    flag = AnswerFlag.objects.get()
    assert (flag.kind, flag.amount, flag.round) == (FlagKind.SHORT, 0, 1)


def test_whoever_approves_sees_the_reason_and_the_clerk_who_wrote_it_does_not(
    in_hand, handler, head, dispatcher, liaison
):
    handed_in(in_hand, handler, "已收悉，已转相关部门办理。")

    said = ["办理情况里只有客套、已收悉、已转办之类的话，没有说到这件事本身。"]
    assert shown(in_hand, head) == shown(in_hand, dispatcher) == said
    assert shown(in_hand, handler) == shown(in_hand, liaison) == []


def test_a_request_that_is_left_out_is_named(in_hand, handler):
    in_hand.description = THREE
    in_hand.save(update_fields=["description"])

    handed_in(in_hand, handler, "二车间已增容并送电；厂门口的电线杆列入本月迁改计划。")

    flag = AnswerFlag.objects.get()
    assert (flag.kind, flag.words) == (FlagKind.LEFT_OUT, "第3项“请退还去年多收的力调电费”")


def test_an_answer_to_all_of_it_is_not_flagged(in_hand, handler):
    in_hand.description = THREE
    in_hand.save(update_fields=["description"])

    handed_in(in_hand, handler, WHOLE)

    assert not AnswerFlag.objects.exists()


def copies(county, **of_second):
    first = TicketFactory(
        closed=True, title="贷款周转困难", description="贷款下月到期，希望协调银行。",
        result=MEETING, enterprise__county=county,
    )  # fmt: skip
    facts = {"enterprise__county": county} | of_second
    second = TicketFactory(
        closed=True, title="租赁手续费偏高", description="数控机床走融资租赁，请核实收费。",
        result=f"您好！{MEETING}", **facts,
    )  # fmt: skip
    return first, second


def test_an_answer_copied_to_another_question_is_found_by_night(dispatcher):
    _, second = copies(dispatcher.county)

    daily.run(NIGHT)

    assert kinds(second) == [FlagKind.COPIED]
    assert AnswerSketch.objects.count() == 2


def test_the_same_enterprise_may_get_the_same_answer(dispatcher):
    first, second = copies(dispatcher.county)
    type(second).objects.filter(pk=second.pk).update(enterprise=first.enterprise)

    daily.run(NIGHT)

    assert not AnswerFlag.objects.exists()


def test_a_ticket_that_the_reader_may_not_see_is_not_named(in_hand, handler, head):
    copies(in_hand.county)
    daily.run(NIGHT)
    handed_in(in_hand, handler, MEETING)

    (said,) = shown(in_hand, head)
    assert said == "办理情况与本县另一张工单的大部分相同，而两件反映的不是一回事。"


def test_answers_are_looked_at_once(dispatcher):
    copies(dispatcher.county)

    assert answer_flags.sweep(dispatcher.county.pk, actor=SYSTEM) == 2
    assert answer_flags.sweep(dispatcher.county.pk, actor=SYSTEM) == 0


def evidence(county, digest="a" * 64, bits=None, firm=None):
    more = {"enterprise": firm} if firm else {"enterprise__county": county}
    ticket = TicketFactory(closed=True, result=WHOLE, **more)
    measure = MeasureFactory(ticket=ticket)
    file = Attachment.objects.create(
        ticket=ticket, measure=measure, file="a.jpg", name="现场.jpg", size=9, digest=digest,
        uploaded_at=NIGHT,
    )  # fmt: skip
    if bits is not None:
        PictureHash.objects.create(attachment=file, bits=bits)
    return ticket


def test_a_file_that_another_enterprise_s_ticket_has_is_flagged(dispatcher):
    first, second = evidence(dispatcher.county), evidence(dispatcher.county)

    daily.run(NIGHT)

    assert FlagKind.REUSED in kinds(first)
    assert FlagKind.REUSED in kinds(second)
    same = evidence(dispatcher.county, digest="b" * 64)
    evidence(dispatcher.county, digest="b" * 64, firm=same.enterprise)
    daily.run(NIGHT)
    assert FlagKind.REUSED not in kinds(same)


@pytest.mark.parametrize(("differing", "is_flagged"), [(0b111, True), (0b1111, False)])
def test_a_photo_that_looks_the_same_is_flagged(dispatcher, differing, is_flagged):
    bits = -(1 << 63) | 0x0F0F0F0F0F0F
    first = evidence(dispatcher.county, digest="a" * 64, bits=bits)
    evidence(dispatcher.county, digest="b" * 64, bits=bits ^ differing)

    daily.run(NIGHT)

    assert (FlagKind.REUSED in kinds(first)) is is_flagged


def test_a_photo_is_hashed_by_its_small_picture(dispatcher, small_picture):
    ticket = evidence(dispatcher.county)
    file = ticket.attachments.get()
    file.thumbnail.save("klein.jpg", ContentFile(small_picture))

    daily.run(NIGHT)

    assert PictureHash.objects.get(attachment=file).bits is not None
    file.thumbnail.delete(save=False)


def test_what_was_flagged_is_drawn_of_with_a_share_of_its_own(dispatcher):
    TimeLimit.objects.filter(key="recheck_sample").update(amount=1)
    TimeLimit.objects.filter(key="flag_sample").update(amount=100)
    short = TicketFactory(closed=True, enterprise__county=dispatcher.county, result="已收悉。")
    good = TicketFactory(closed=True, enterprise__county=dispatcher.county, result=WHOLE)
    daily.run(NIGHT)

    rechecks.sweep(moment(short.closed_on + timedelta(days=31)))

    drawn = {draw.stratum: draw for draw in SampleDraw.objects.filter(kind=CheckKind.FIRST)}
    assert (drawn["有提示的办结件"].percent, drawn[""].percent) == (100, 1)
    assert list(Check.objects.values_list("ticket", flat=True)) == [short.pk] or good.pk in set(
        drawn[""].frame.filter(is_drawn=True).values_list("ticket", flat=True)
    )
    for draw in drawn.values():
        frame = [sampling.Taken(*row) for row in draw.frame.values_list("number", "is_drawn")]
        assert sampling.faults(draw.seed, draw.commitment, draw.percent, frame) == []


def test_the_hit_rate_is_of_what_was_overturned_in_the_county_s_own_past(dispatcher):
    facts = {"closed": True, "enterprise__county": dispatcher.county}
    TicketFactory(**facts, result="已收悉。", answer="not_solved")
    TicketFactory(**facts, result="已转办。", answer="solved")
    TicketFactory(**facts, result="已收悉。")
    TicketFactory(**facts, result=WHOLE, answer="solved")

    daily.run(NIGHT)

    found = warnings.hit_rates(dispatcher.county.pk, seen_by=dispatcher.viewer(FRIDAY))
    rate = found[FlagKind.SHORT]
    assert (rate.warned, rate.rate.words, rate.other_rate.words) == (
        3,
        "50.0%（1/2）",
        "0.0%（0/1）",
    )
    assert found[FlagKind.REUSED].rate.words == "—"
