"""Parts of other units: asked, accepted, answered, ended, each on its own clock."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Attachment, Share, Ticket
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import tickets
from cases.tickets.services.filing import void_ticket
from cases.tickets.services.handling.dispatch import dispatch_ticket, recall_ticket
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.results import resolve_ticket
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share, end_share
from tests import cast
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import MeasureFactory

FRIDAY, MONDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def helper(db):
    """A clerk of the unit that helps."""
    return cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))


@pytest.fixture
def share(in_hand, dispatcher, helper) -> Share:
    return add_share(
        in_hand,
        actor=dispatcher.viewer(FRIDAY),
        unit=helper.unit,
        kind=ShareKind.SPLIT,
        task="核查消防通道",
    )


@pytest.fixture
def accepted(share, helper) -> Share:
    return accept_share(share, actor=helper.viewer(MONDAY))


def test_co_handling_units_named_at_dispatch_have_a_part_each(filed, dispatcher, handler, helper):
    ticket = dispatch_ticket(
        filed,
        actor=dispatcher.viewer(FRIDAY),
        unit=handler.unit,
        handling_class=HandlingClass.GENERAL,
        co_units=[helper.unit],
    )

    share = Share.objects.get(ticket=ticket)
    assert (share.unit, share.kind, share.due_on) == (helper.unit, ShareKind.CO, MONDAY)
    assert ticket.co_unit_ids == [helper.unit.pk]
    assert OutboxRow.objects.filter(kind="share_asked", to=helper.cadre).exists()


def test_it_is_to_be_accepted_within_a_working_day(share):
    assert share.due_on == MONDAY


def test_from_acceptance_its_answer_is_due_in_three(accepted):
    assert accepted.due_on == date(2026, 3, 12)


def test_the_leading_unit_s_clocks_do_not_move(in_hand, accepted):
    before = Ticket.objects.get(pk=in_hand.pk)
    assert (before.due_on, before.unit_due_on) == (in_hand.due_on, in_hand.unit_due_on)


def test_an_answer_with_its_files_stops_the_clock_and_tells_who_leads(accepted, helper, handler):
    share = answer_share(
        accepted,
        actor=helper.viewer(TUESDAY),
        answer="消防通道符合要求。",
        uploads=[upload("核查.pdf", PDF)],
    )

    assert (share.answer, share.due_on) == ("消防通道符合要求。", None)
    assert Attachment.objects.get().share == share
    assert OutboxRow.objects.filter(kind="share_answered", to=handler.cadre).exists()


def test_each_step_leaves_one_line_in_the_trail(accepted, helper):
    answer_share(accepted, actor=helper.viewer(TUESDAY), answer="符合要求。")

    for verb in ("add_share", "accept_share", "answer_share"):
        assert AuditEntry.objects.filter(verb=f"ticket.{verb}").count() == 1


def test_an_answered_part_stays_in_sight_and_is_not_answered_twice(accepted, helper):
    answer_share(accepted, actor=helper.viewer(TUESDAY), answer="符合要求。")

    assert tickets.rows(seen_by=helper.viewer(TUESDAY)).exists()
    with pytest.raises(WrongState, match="已经答复"):
        answer_share(accepted, actor=helper.viewer(TUESDAY), answer="改写")


def test_who_has_not_accepted_does_not_answer(share, helper):
    with pytest.raises(WrongState, match="先签收"):
        answer_share(share, actor=helper.viewer(MONDAY), answer="符合要求。")


def test_it_is_accepted_once(accepted, helper):
    with pytest.raises(WrongState, match="已经签收"):
        accept_share(accepted, actor=helper.viewer(TUESDAY))


def test_an_answer_needs_words_and_a_failure_leaves_nothing_behind(accepted, helper):
    with pytest.raises(Invalid, match="答复"):
        answer_share(accepted, actor=helper.viewer(TUESDAY), answer=" ")
    accepted.refresh_from_db()
    assert accepted.answered_at is None
    assert not Attachment.objects.exists()


def test_a_clerk_acts_only_for_the_part_of_his_own_unit(in_hand, share, dispatcher):
    other = cast.person("邻座", Role.UNIT_CLERK, cast.unit("县住建局"))
    add_share(in_hand, actor=dispatcher.viewer(FRIDAY), unit=other.unit)

    with pytest.raises(NotPermitted, match="本单位的协办"):
        accept_share(share, actor=other.viewer(MONDAY))


@pytest.mark.parametrize("who", ["handler", "head", "dispatcher", "liaison"])
def test_nobody_else_accepts_it(share, who, request):
    with pytest.raises(NotPermitted):
        accept_share(share, actor=request.getfixturevalue(who).viewer(MONDAY))


def test_who_does_not_see_the_ticket_finds_nothing_to_accept(share, outsider):
    with pytest.raises(Absent):
        accept_share(share, actor=outsider.viewer(MONDAY))


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "leader"])
def test_only_the_office_asks_others(in_hand, who, helper, request):
    with pytest.raises(NotPermitted):
        add_share(in_hand, actor=request.getfixturevalue(who).viewer(FRIDAY), unit=helper.unit)


def test_nobody_is_asked_once_the_result_is_with_the_head(resolved, dispatcher, helper):
    with pytest.raises(WrongState):
        add_share(resolved, actor=dispatcher.viewer(FRIDAY), unit=helper.unit)


def test_a_unit_has_one_open_part(in_hand, share, dispatcher, helper):
    with pytest.raises(Invalid, match="没有答复"):
        add_share(in_hand, actor=dispatcher.viewer(MONDAY), unit=helper.unit)


def test_after_its_answer_a_unit_may_be_asked_anew(in_hand, accepted, dispatcher, helper):
    answer_share(accepted, actor=helper.viewer(TUESDAY), answer="符合要求。")

    add_share(in_hand, actor=dispatcher.viewer(TUESDAY), unit=helper.unit)

    assert Share.objects.filter(unit=helper.unit).count() == 2
    assert Ticket.objects.get(pk=in_hand.pk).co_unit_ids == [helper.unit.pk]


def test_the_leading_unit_is_not_its_own_helper(in_hand, dispatcher, handler):
    with pytest.raises(Invalid, match="主办单位不能"):
        add_share(in_hand, actor=dispatcher.viewer(FRIDAY), unit=handler.unit)


def test_who_answers_for_a_part_is_told_which(in_hand, dispatcher, helper):
    with pytest.raises(Invalid, match="任务"):
        add_share(in_hand, actor=dispatcher.viewer(FRIDAY), unit=helper.unit, kind=ShareKind.SPLIT)


def test_the_result_waits_for_every_answer_and_names_who_is_missing(in_hand, share, handler):
    MeasureFactory(ticket=in_hand, done=True)

    with pytest.raises(Invalid, match="县应急管理局还没有答复"):
        resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已解决")


def test_with_all_answers_the_result_goes_on(in_hand, accepted, helper, handler):
    MeasureFactory(ticket=in_hand, done=True)
    answer_share(accepted, actor=helper.viewer(TUESDAY), answer="符合要求。")

    ticket = resolve_ticket(in_hand, actor=handler.viewer(TUESDAY), result="已解决")

    assert ticket.state == State.RESOLVED


def test_the_office_ends_a_part_and_its_unit_loses_sight(in_hand, share, dispatcher, helper):
    ended = end_share(share, actor=dispatcher.viewer(MONDAY), reason="不再需要")

    assert (ended.due_on, ended.ended_why) == (None, "不再需要")
    assert Ticket.objects.get(pk=in_hand.pk).co_unit_ids == []
    assert not tickets.rows(seen_by=helper.viewer(MONDAY)).exists()


def test_the_result_does_not_wait_for_a_part_that_was_ended(in_hand, share, dispatcher, handler):
    MeasureFactory(ticket=in_hand, done=True)
    end_share(share, actor=dispatcher.viewer(MONDAY), reason="不再需要")

    resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已解决")


def test_an_ended_part_is_neither_accepted_nor_ended_again(share, dispatcher, in_hand, helper):
    end_share(share, actor=dispatcher.viewer(MONDAY), reason="不再需要")

    with pytest.raises(WrongState, match="已经结束"):
        end_share(share, actor=dispatcher.viewer(MONDAY), reason="再结束一次")
    with pytest.raises(Absent):
        accept_share(share, actor=helper.viewer(MONDAY))


def recall(ticket, people):
    recall_ticket(ticket, actor=people["dispatcher"].viewer(MONDAY), reason="派错")


def objection(ticket, people):
    object_to_ticket(ticket, actor=people["handler"].viewer(MONDAY), reason="不属本单位")


def another_unit(ticket, people):
    reassign_ticket(
        ticket,
        actor=people["dispatcher"].viewer(MONDAY),
        unit=people["outsider"].unit,
        reason="经核实属气象局职责",
    )


@pytest.mark.parametrize("action", [recall, objection, another_unit])
def test_when_the_unit_loses_the_ticket_its_helpers_lose_it_too(
    filed, dispatcher, handler, outsider, helper, action
):
    ticket = dispatch_ticket(
        filed,
        actor=dispatcher.viewer(FRIDAY),
        unit=handler.unit,
        handling_class=HandlingClass.GENERAL,
        co_units=[helper.unit],
    )
    action(ticket, {"dispatcher": dispatcher, "handler": handler, "outsider": outsider})

    share = Share.objects.get()
    assert share.ended_at is not None
    assert share.due_on is None
    assert Ticket.objects.get(pk=ticket.pk).co_unit_ids == []
    assert OutboxRow.objects.filter(kind="share_ended", to=helper.cadre).exists()


def test_when_the_ticket_ends_nobody_waits_for_its_parts(filed, dispatcher, handler, helper):
    ticket = dispatch_ticket(
        filed,
        actor=dispatcher.viewer(FRIDAY),
        unit=handler.unit,
        handling_class=HandlingClass.GENERAL,
        co_units=[helper.unit],
    )
    void_ticket(ticket, actor=dispatcher.viewer(MONDAY), reason="重复登记")

    share = Share.objects.get()
    assert (share.due_on, share.ended_why) == (None, "作废")
