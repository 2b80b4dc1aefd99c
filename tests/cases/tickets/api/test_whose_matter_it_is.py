"""The same actions through the API: what came of them, in data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Measure, Objection, Share, Ticket
from tests import cast, without_signature
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.visitor import Visitor

JSON = "application/json"


@pytest.fixture(autouse=True)
def without_heads(handler):
    """Whose signature it needs is told elsewhere; here it is what comes of it."""
    without_signature.in_county(handler.county)


@pytest.fixture
def helper(db):
    return cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))


@pytest.fixture
def firm(db):
    return EnterpriseFactory(county=cast.county())


@pytest.fixture
def assigned(firm, handler) -> Ticket:
    today = timezone.localdate()
    return TicketFactory(
        assigned=True, enterprise=firm, unit=handler.unit, filed_on=today, dispatched_on=today
    )


@pytest.fixture
def in_hand(firm, handler) -> Ticket:
    return TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)


def post(person, ticket, verb, **given):
    client = Visitor()
    client.force_login(person.cadre)
    return client.post(f"/api/v1/tickets/{ticket.pk}/{verb}/", given, content_type=JSON)


def test_an_objection_that_is_taken_says_so(assigned, handler, outsider):
    answer = post(handler, assigned, "object", reason="不属", proposed_unit=outsider.unit.pk)

    assert answer.status_code == 200
    assert answer.json() == {"waits": False, "is_taken": True, "why": "", "is_raised": False}
    assert Objection.objects.get().proposed_unit == outsider.unit


def test_one_that_is_not_taken_says_why(assigned, handler):
    Objection.objects.create(
        ticket=assigned,
        unit=handler.unit,
        reason="不属",
        is_taken=True,
        filed_by=handler.cadre,
        filed_at=timezone.now(),
        decided_at=timezone.now(),
        decided_unit=handler.unit,
    )
    answer = post(handler, assigned, "object", reason="仍不属").json()

    assert not answer["is_taken"]
    assert "已裁定由本单位办理" in answer["why"]


def test_a_unit_that_does_not_exist_is_no_proposal(assigned, handler):
    assert post(handler, assigned, "object", reason="不属", proposed_unit=0).status_code == 422


def test_shares_are_asked_accepted_answered_and_shown(in_hand, dispatcher, helper):
    asked = post(dispatcher, in_hand, "shares", unit=helper.unit.pk, task="核查").json()
    assert asked["shares"][0]["unit"] == "县应急管理局"
    part = f"shares/{Share.objects.get().pk}"

    assert post(helper, in_hand, f"{part}/accept").status_code == 200
    answered = post(helper, in_hand, f"{part}/answer", answer="符合要求。").json()

    assert answered["shares"][0]["answer"] == "符合要求。"
    assert answered["shares"][0]["due_on"] is None


def test_a_share_is_ended(in_hand, dispatcher, helper):
    post(dispatcher, in_hand, "shares", unit=helper.unit.pk)
    part = f"shares/{Share.objects.get().pk}"

    assert post(dispatcher, in_hand, f"{part}/end", reason="不再需要").json()["co_unit_ids"] == []


def test_it_is_reassigned_and_handed_over(in_hand, dispatcher, handler, head, outsider):
    colleague = cast.person("李梅", Role.UNIT_CLERK, handler.unit)
    given = post(head, in_hand, "hand_over", to=colleague.cadre.pk, reason="外出学习")
    assert given.json()["handler"] == "李梅"

    moved = post(dispatcher, in_hand, "reassign", unit=outsider.unit.pk, reason="属气象局")
    assert moved.json()["unit"] == "县气象局"


def test_what_was_raised_is_settled(assigned, office_head):
    Ticket.objects.filter(pk=assigned.pk).update(raised_on=timezone.localdate())

    assert post(office_head, assigned, "settle", note="由供电公司办理").json()["raised_on"] is None


def test_the_next_feedback_is_promised(in_hand, handler):
    measure, on = MeasureFactory(ticket=in_hand), timezone.localdate() + timedelta(days=3)

    verb = f"measures/{measure.pk}/promise"
    shown = post(handler, in_hand, "note", note="已联系厂家").json()["measures"][0]["read"]
    answer = post(handler, in_hand, verb, on=on.isoformat(), reason="等设备", read=shown)

    assert answer.json()["measures"][0]["next_feedback_on"] == on.isoformat()
    assert Measure.objects.get().next_feedback_on == on


def test_disputes_stand_beside_the_completion_figures(assigned, handler, dispatcher):
    post(handler, assigned, "object", reason="不属")
    client = Visitor()
    client.force_login(dispatcher.cadre)
    today = timezone.localdate()

    found = client.get(f"/api/v1/completion/?since={today}&until={today}").json()["disputes"]

    assert (found["objections"], found["tickets"], found["waiting"]) == (1, 1, 1)
