"""One ticket at a glance: where it is, on whom it waits, and the buttons of who looks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Rating, TicketEvent
from cases.tickets.rules.vocabulary import Answer, Channel, Satisfaction
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.filing import Problem, file_ticket
from tests.cases.signed_in_pages import handled_by
from tests.factories.cases import CategoryFactory, MeasureFactory
from tests.factories.people import CadreFactory, moment


def shown(client, ticket, part="") -> str:
    answer = client.get(f"/cases/tickets/{ticket.pk}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_names_the_people_on_whom_it_waits(signed_in, dispatcher, handler, make):
    page = shown(signed_in(dispatcher), make("in_hand", handler.unit))

    assert "等待：<b>县供电公司</b> 李娟" in page


def test_a_unit_without_clerks_is_no_dead_end(signed_in, dispatcher, head, make):
    page = shown(signed_in(dispatcher), make("in_hand", head.unit))

    assert "还没有设置人员" in page


@pytest.mark.parametrize(
    ("name", "state", "offered", "withheld"),
    [
        ("handler", "assigned", ["accept", "object"], ["dispatch", "approve"]),
        ("handler", "in_hand", ["measure", "note", "resolve"], ["correct", "approve"]),
        ("head", "resolved", ["approve", "send-back"], ["resolve", "link"]),
        ("liaison", "unconfirmed", ["link"], ["call-back"]),
        ("caller", "unconfirmed", ["link", "call-back"], ["approve"]),
        ("dispatcher", "filed", ["dispatch", "correct", "void"], ["accept"]),
        ("dispatcher", "assigned", ["recall", "correct", "void"], ["dispatch"]),
        ("leader", "in_hand", [], ["note", "correct", "dispatch"]),
        ("caller", "closed", [], ["call-back", "link"]),
    ],
)
def test_each_person_finds_the_buttons_that_may_be_pressed(
    request, signed_in, handler, covered, make, name, state, offered, withheld
):
    ticket = make(state, None if state == "filed" else handler.unit)

    page = shown(signed_in(request.getfixturevalue(name)), ticket)

    for verb in offered:
        assert f"/cases/tickets/{ticket.pk}/{verb}/" in page
    for verb in withheld:
        assert f"/cases/tickets/{ticket.pk}/{verb}/" not in page


def test_who_dispatched_reads_why_another_must_call(signed_in, dispatcher, handler, make):
    ticket = make("unconfirmed", handler.unit, dispatched_by=dispatcher.cadre)

    page = shown(signed_in(dispatcher), ticket)

    assert "回访须由另一位助企办同志进行" in page
    assert f"/cases/tickets/{ticket.pk}/call-back/" not in page


def test_who_handled_a_ticket_does_not_approve_it(signed_in, head, make):
    ticket = make("resolved", head.unit)
    handled_by(head, ticket)

    page = shown(signed_in(head), ticket)

    assert "不能再作为负责人审核" in page
    assert f"/cases/tickets/{ticket.pk}/approve/" not in page


@pytest.mark.parametrize(("name", "sees"), [("caller", True), ("handler", False), ("head", False)])
def test_ratings_stay_hidden_from_the_handling_unit(request, signed_in, handler, make, name, sees):
    ticket = make("closed", handler.unit)
    Rating.objects.create(
        ticket=ticket,
        round=1,
        answer=Answer.SOLVED,
        satisfaction=Satisfaction.DISSATISFIED,
        comment="拖得太久",
        channel=Channel.LINK,
        rated_at=moment(ticket.closed_on),
    )

    page = shown(signed_in(request.getfixturevalue(name)), ticket)

    assert ("不满意" in page) is sees
    assert ("拖得太久" in page) is sees


def test_a_measure_shows_its_evidence_and_waits_for_what_is_missing(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)
    MeasureFactory(ticket=ticket, done=True, text="现场勘查")
    waiting = MeasureFactory(ticket=ticket, text="更换变压器")

    page = shown(signed_in(handler), ticket)

    assert "供电方案答复单已送达企业。" in page
    assert f"/measures/{waiting.pk}/finish/" in page


def test_script_in_a_description_is_shown_and_not_run(signed_in, dispatcher, make):
    ticket = make(title="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")

    page = shown(signed_in(dispatcher), ticket)

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("part", ["", "print/", "due/", "accept/", "dispatch/preview/", "link/"])
def test_whoever_may_not_see_it_finds_nothing(signed_in, outsider, handler, make, part):
    ticket = make("assigned", handler.unit)

    answer = signed_in(outsider).get(f"/cases/tickets/{ticket.pk}/{part}")

    assert answer.status_code == 404
    assert ticket.number not in answer.content.decode()


def test_it_explains_its_deadline_day_by_day(signed_in, dispatcher, enterprise):
    problem = Problem(CategoryFactory(), "厂区停电", "visit", enterprise=enterprise)
    ticket = file_ticket(problem, actor=dispatcher.viewer_now())

    page = shown(signed_in(dispatcher), ticket, "due/")

    assert "起算当日，不计入" in page
    assert "依据" in page


def test_a_day_that_a_ledger_stated_is_said_to_be_stated(signed_in, dispatcher, make):
    assert "由台账载明" in shown(signed_in(dispatcher), make(), "due/")


def test_it_prints_on_one_sheet(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)

    page = shown(signed_in(handler), ticket, "print/")

    assert "企业问题办理单" in page
    assert "打印人 李娟" in page


def test_the_sheet_that_an_enterprise_signs_holds_nothing_internal(signed_in, handler, make):
    drafted = {"result": "先这样答复，等领导看。", "unit_due_on": date(2026, 3, 13)}
    ticket = make("in_hand", handler.unit, **drafted)
    MeasureFactory(ticket=ticket, text="现场勘查", evidence="内部会议纪要")

    paper = shown(signed_in(handler), ticket, "print/")

    signed, kept = paper.split("不交企业")
    assert 'class="signatures"' in signed
    for internal in ("先这样答复", "现场勘查", "内部会议纪要", "承办时限", "经过"):
        assert internal not in signed
        assert internal in kept


@pytest.mark.parametrize("name", ["handler", "liaison", "caller"])
def test_a_long_history_costs_no_more_than_a_short_one(
    request, signed_in, handler, covered, make, name
):
    ticket = make("in_hand", handler.unit)
    client = signed_in(request.getfixturevalue(name))
    client.get(f"/cases/tickets/{ticket.pk}/")
    short = queries(client, ticket)
    for _ in range(50):
        MeasureFactory(ticket=ticket)
        TicketEvent.objects.create(
            ticket=ticket,
            action=Action.NOTE,
            at=ticket.filed_at,
            actor=CadreFactory(),
            actor_name="某人",
            state=State.IN_HAND,
            due_on=ticket.due_on,
        )

    assert queries(client, ticket) == short <= 25


def queries(client, ticket) -> int:
    with CaptureQueriesContext(connection) as seen:
        shown(client, ticket)
    return len(seen)
