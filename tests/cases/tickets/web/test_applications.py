"""What a unit asks for: on the ticket, on the desk of who decides, on the list of the meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.workflow import State
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.handling.results import resolve_ticket
from tests import without_signature
from tests.cases.drafted import EXTENSION, HAND_UP, KINDS, PARKING, PLAN
from tests.cases.signed_in_pages import handled_by

WORDS = {
    EXTENSION: {"days": "3", "reason": "设备到货推迟。"},
    PARKING: {"ground": "practical", "reason": "管网规划未批复。"},
    PLAN: {"owner": "王强", "reason": "列入明年改造。"},
    HAND_UP: {
        "level": "county_meeting",
        "reason": "涉及三个部门。",
        "tried": "已协调两次。",
        "proposal": "请召集会商。",
    },
}
VERB = {EXTENSION: "extension", PARKING: "parking", PLAN: "plan", HAND_UP: "hand-up"}
AFTER = {
    EXTENSION: State.IN_HAND,
    PARKING: State.PARKED,
    PLAN: State.PLANNED,
    HAND_UP: State.HANDED_UP,
}


@pytest.fixture(autouse=True)
def without_heads(handler):
    """Whose signature it needs is told elsewhere; here it is what comes of it."""
    without_signature.in_county(handler.county)


@pytest.fixture
def in_hand(make, handler):
    return make("in_hand", handler.unit)


@pytest.fixture
def decider(office_head, leader):
    return {EXTENSION: office_head, PARKING: leader, PLAN: office_head, HAND_UP: leader}


@pytest.fixture
def ask(signed_in, handler, in_hand):
    """Ask by the form, as the clerk."""

    def asked(kind: str, ticket: Ticket = in_hand, **more: str) -> Application:
        words = WORDS[kind] | more
        if kind in (PARKING, PLAN):
            words.setdefault("until_on", (timezone.localdate() + timedelta(days=40)).isoformat())
        answer = signed_in(handler).post(address(ticket, f"ask-{VERB[kind]}"), words)
        assert answer.status_code == 302, answer.content.decode()
        return Application.objects.filter(ticket=ticket, kind=kind).latest("pk")

    return asked


def address(ticket: Ticket, verb: str = "") -> str:
    return f"/cases/tickets/{ticket.pk}/" + (f"{verb}/" if verb else "")


def shown(client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_asked_for_by_a_plain_form(signed_in, handler, in_hand, ask, kind):
    form = shown(signed_in(handler), address(in_hand, f"ask-{VERB[kind]}"))
    assert "提交申请" in form

    ask(kind)

    page = shown(signed_in(handler), address(in_hand))
    assert "待审批" in page
    assert WORDS[kind]["reason"] in page


def test_the_form_says_what_the_limits_allow(signed_in, handler, in_hand):
    form = shown(signed_in(handler), address(in_hand, "ask-extension"))

    assert "现承诺" in form
    assert "最多 1 次" in form


def test_what_is_not_said_is_asked_for_again(signed_in, handler, in_hand):
    answer = signed_in(handler).post(address(in_hand, "ask-hand-up"), {"reason": "涉及三个部门"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写已采取的措施" in page
    assert "涉及三个部门" in page


@pytest.mark.parametrize("kind", KINDS)
def test_the_desk_of_who_decides_shows_a_card(signed_in, decider, in_hand, ask, kind):
    asked = ask(kind)

    desk = shown(signed_in(decider[kind]), "/")

    assert "申请待您审批" in desk
    assert asked.reason in desk
    assert asked.digest in desk
    assert address(in_hand, f"refuse-{VERB[kind]}") in desk


@pytest.mark.parametrize("name", ["handler", "head", "dispatcher", "liaison", "outsider"])
def test_others_find_no_card(request, signed_in, ask, name):
    ask(EXTENSION)

    assert "申请待您审批" not in shown(signed_in(request.getfixturevalue(name)), "/")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_granted_from_the_desk(signed_in, decider, in_hand, ask, kind):
    client, asked = signed_in(decider[kind]), ask(kind)

    answer = client.post(
        address(in_hand, f"grant-{VERB[kind]}"), {"digest": asked.digest, "next": "desk"}
    )

    assert answer.headers["Location"] == "/"
    assert Ticket.objects.get(pk=in_hand.pk).state == AFTER[kind]
    assert "已批准" in shown(client, "/")


def test_an_extension_shows_the_promise_before_and_after(signed_in, office_head, in_hand, ask):
    asked = ask(EXTENSION)
    client = signed_in(office_head)
    client.post(address(in_hand, "grant-extension"), {"digest": asked.digest})
    assert "已批准，待告知企业" in shown(client, address(in_hand))
    told = {"means": "call", "note": "告知刘总，同意。"}
    client.post(address(in_hand, "tell-extension"), told)

    page = shown(client, address(in_hand))

    assert "原承诺" in page
    assert "延至" in page
    assert "马超" in page
    assert "待告知企业" not in page
    assert "（原 " in shown(client, "/cases/tickets/")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_refused_with_a_reason(signed_in, decider, in_hand, ask, kind):
    client, asked = signed_in(decider[kind]), ask(kind)
    where = address(in_hand, f"refuse-{VERB[kind]}")
    assert "不批准的理由" in shown(client, where)
    assert client.post(where, {"digest": asked.digest}).status_code == 422

    client.post(where, {"digest": asked.digest, "note": "条件已具备。"})

    asked.refresh_from_db()
    assert asked.state == ApplicationState.REFUSED
    assert "条件已具备。" in shown(client, address(in_hand))


def test_what_changed_meanwhile_is_looked_at_again(signed_in, office_head, in_hand, ask):
    seen = ask(EXTENSION)
    ask(EXTENSION, days="2", replaces=seen.digest)

    answer = signed_in(office_head).post(
        address(in_hand, "grant-extension"), {"digest": seen.digest}
    )

    assert answer.status_code == 409
    assert "申请内容已变" in answer.content.decode()
    assert not Application.objects.filter(state=ApplicationState.GRANTED).exists()


def test_a_waiting_application_is_changed_from_its_card(signed_in, handler, in_hand, ask):
    asked = ask(EXTENSION)
    client = signed_in(handler)
    page = shown(client, address(in_hand))
    form = shown(client, address(in_hand, "ask-extension"))

    assert "修改" in page
    assert asked.digest in form
    assert "设备到货推迟。" in form


def test_it_is_taken_back_from_its_card(signed_in, handler, in_hand, ask):
    asked = ask(EXTENSION)
    client = signed_in(handler)
    form = shown(client, address(in_hand, "take-back"))
    assert "撤回申请" in form

    client.post(address(in_hand, "take-back"), {"kind": EXTENSION})

    asked.refresh_from_db()
    assert asked.state == ApplicationState.TAKEN_BACK
    assert client.get(address(in_hand, "take-back")).status_code == 409


def test_who_handled_it_is_told_so_on_the_card(signed_in, office_head, in_hand, ask):
    handled_by(office_head, in_hand)
    ask(EXTENSION)

    desk = shown(signed_in(office_head), "/")

    assert "您经办过这张工单" in desk
    assert address(in_hand, "grant-extension") not in desk


def test_a_leader_sees_an_extension_only_once_it_is_late(signed_in, leader, ask):
    asked = ask(EXTENSION)
    assert "申请待您审批" not in shown(signed_in(leader), "/")

    Application.objects.filter(pk=asked.pk).update(raised_on=timezone.localdate())

    desk = shown(signed_in(leader), "/")
    assert "申请待您审批" in desk
    assert "逾期未审" in desk


def test_what_is_parked_says_until_when_and_comes_back(signed_in, leader, handler, in_hand, ask):
    asked = ask(PARKING)
    client = signed_in(leader)
    client.post(address(in_hand, "grant-parking"), {"digest": asked.digest})
    page = shown(client, address(in_hand))
    assert "挂账复查日" in page

    answer = signed_in(handler).post(
        address(in_hand, "unpark"), {"reason": "规划已批复。"}, follow=True
    )

    assert "已恢复办理" in answer.content.decode()


def test_the_meeting_s_list_shows_what_is_handed_up(signed_in, leader, dispatcher, in_hand, ask):
    asked = ask(HAND_UP)
    client = signed_in(leader)
    assert "没有等县领导会商的事项" in shown(client, "/cases/meeting/")
    client.post(address(in_hand, "grant-hand-up"), {"digest": asked.digest})

    page = shown(client, "/cases/meeting/")
    assert in_hand.title in page
    assert "已协调两次。" in page

    signed_in(dispatcher).post(address(in_hand, "bring-back"), {"answer": "由城投公司办理。"})
    assert in_hand.title not in shown(client, "/cases/meeting/")
    assert "由城投公司办理。" in shown(client, address(in_hand))


def test_what_goes_to_the_city_is_not_on_the_county_s_list(signed_in, leader, in_hand, ask):
    asked = ask(HAND_UP, level="city")
    client = signed_in(leader)
    client.post(address(in_hand, "grant-hand-up"), {"digest": asked.digest})

    assert in_hand.title not in shown(client, "/cases/meeting/")


@pytest.mark.parametrize("name", ["handler", "outsider", "auditor"])
def test_others_do_not_read_the_meeting_s_list(request, signed_in, name):
    client = signed_in(request.getfixturevalue(name))

    assert client.get("/cases/meeting/").status_code == 403


def test_all_that_waits_stands_on_one_page(signed_in, office_head, handler, ask):
    ask(EXTENSION)

    assert "设备到货推迟。" in shown(signed_in(office_head), "/cases/applications/")
    assert "没有等您审批的申请" in shown(signed_in(handler), "/cases/applications/")


@pytest.mark.parametrize("where", ["/", "/cases/applications/", "/cases/meeting/"])
def test_one_application_and_many_cost_the_same(signed_in, leader, handler, make, ask, where):
    client = signed_in(leader)

    def more() -> None:
        asked = ask(PARKING, make("in_hand", handler.unit))
        up = ask(HAND_UP, make("in_hand", handler.unit))
        assert asked
        grant_application(up.ticket, HAND_UP, actor=leader.viewer_now(), digest=up.digest)

    more()
    client.get(where)
    few = queries(client, where)
    for _ in range(4):
        more()

    assert queries(client, where) == few <= 18


def test_a_head_signs_only_what_stood_on_the_page(signed_in, head, handler, make, done_measure):
    ticket = make("resolved", head.unit)
    done_measure(ticket)
    client = signed_in(head)
    page = shown(client, address(ticket, "approve"))
    digest = page.split('name="digest" value="')[1].split('"')[0]
    client.post(address(ticket, "send-back"), {"reason": "补充佐证", "digest": digest})
    resolve_ticket(ticket, actor=handler.viewer_now(), result="换了说法的办理情况")

    answer = client.post(address(ticket, "approve"), {"digest": digest})

    assert answer.status_code == 409
    assert "内容已变，请重新查看" in answer.content.decode()


def test_a_result_that_went_up_is_on_the_desk_of_the_head_of_the_office(
    signed_in, office_head, handler, make, done_measure
):
    ticket = make("resolved", handler.unit, title="没人审核的")
    done_measure(ticket)
    client = signed_in(office_head)
    assert "待您审核" not in shown(client, "/")

    Ticket.objects.filter(pk=ticket.pk).update(approval_raised_on=timezone.localdate())

    assert "待您审核" in shown(client, "/")
    assert "助企办主任（逾期未审核）" in shown(client, address(ticket))


def queries(client, where: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where).status_code == 200
    return len(seen)
