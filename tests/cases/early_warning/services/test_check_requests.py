"""逐项核对: the handler says where each numbered request is answered, before handing in."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, TimeLimit
from cases.early_warning.services.request_answers import check_requests
from cases.models import AnswerFlag, RequestAnswer, TicketEvent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.handling.results import resolve_ticket
from tests.factories.cases import MeasureFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
THREE = "一、请给二车间增容 200 千伏安；二、请把厂门口的电线杆迁走；三、请退还去年多收的力调电费。"
WHERE = ("办理情况第一句", "见迁改计划表", "")
RESULT = "二车间已增容并送电；厂门口的电线杆列入本月迁改计划。"


@pytest.fixture
def listed(in_hand):
    in_hand.description = THREE
    in_hand.save(update_fields=["description"])
    MeasureFactory(ticket=in_hand, done_on=FRIDAY, evidence="送电单")
    return in_hand


@pytest.fixture
def required(db):
    TimeLimit.objects.create(
        key="requests_required", amount=1, unit="switch", basis="召助企办〔2026〕3号",
        valid_from=date(2026, 1, 1), set_at=moment(date(2026, 1, 1)),
    )  # fmt: skip


def test_each_tick_is_kept_with_where_and_stands_in_course_and_trail(listed, handler):
    check_requests(listed, actor=handler.viewer(FRIDAY), where=WHERE)

    ticked = RequestAnswer.objects.values_list("place", "request", "where")
    assert list(ticked) == [
        (1, "请给二车间增容 200 千伏安", "办理情况第一句"),
        (2, "请把厂门口的电线杆迁走", "见迁改计划表"),
    ]
    note = TicketEvent.objects.get(action=Action.CHECK_REQUESTS).note
    assert note == "第 1 项：办理情况第一句\n第 2 项：见迁改计划表"
    assert AuditEntry.objects.filter(verb="ticket.check_requests").count() == 1


def test_ticking_again_replaces_what_was_said(listed, handler):
    check_requests(listed, actor=handler.viewer(FRIDAY), where=WHERE)
    check_requests(listed, actor=handler.viewer(FRIDAY), where=("", "", "已电话说明"))

    assert RequestAnswer.objects.get().place == 3


def test_nothing_ticked_is_refused(listed, handler):
    with pytest.raises(Invalid, match="至少写明一项"):
        check_requests(listed, actor=handler.viewer(FRIDAY), where=("", " "))


def test_where_nothing_is_numbered_there_is_nothing_to_tick(in_hand, handler):
    with pytest.raises(Invalid, match="没有逐条列出"):
        check_requests(in_hand, actor=handler.viewer(FRIDAY), where=WHERE)

    page = ticket_page.fetch(in_hand.pk, seen_by=handler.viewer(FRIDAY))
    assert Action.CHECK_REQUESTS not in page.actions


@pytest.mark.parametrize("who", ["head", "dispatcher", "liaison", "leader"])
def test_others_do_not_tick(listed, who, request):
    with pytest.raises(NotPermitted):
        check_requests(listed, actor=request.getfixturevalue(who).viewer(FRIDAY), where=WHERE)


def test_after_the_result_nothing_is_ticked(resolved, handler):
    with pytest.raises(WrongState):
        check_requests(resolved, actor=handler.viewer(FRIDAY), where=WHERE)


def test_a_reminder_stops_no_result(listed, handler):
    ticket = resolve_ticket(listed, actor=handler.viewer(FRIDAY), result=RESULT)

    assert ticket.state == State.RESOLVED


def test_where_the_county_asks_for_it_a_result_waits_for_every_tick(listed, handler, required):
    check_requests(listed, actor=handler.viewer(FRIDAY), where=WHERE)

    with pytest.raises(Invalid, match="列了 3 项诉求，第 3 项还没有核对"):
        resolve_ticket(listed, actor=handler.viewer(FRIDAY), result=RESULT)


def test_a_reason_why_it_is_not_answered_is_a_tick_too(listed, handler, required):
    where = (*WHERE[:2], "电费争议由市供电公司核定，已告知企业")
    check_requests(listed, actor=handler.viewer(FRIDAY), where=where)

    ticket = resolve_ticket(listed, actor=handler.viewer(FRIDAY), result=RESULT)

    assert ticket.state == State.RESOLVED
    assert not AnswerFlag.objects.exists()


def test_a_request_whose_words_were_changed_is_asked_for_anew(listed, handler, required):
    check_requests(listed, actor=handler.viewer(FRIDAY), where=("一", "二", "三"))
    listed.description = THREE.replace("力调电费", "基本电费")
    listed.save(update_fields=["description"])

    with pytest.raises(Invalid, match="第 3 项还没有核对"):
        resolve_ticket(listed, actor=handler.viewer(FRIDAY), result=RESULT)
