"""The desk shows each person what waits for them, at the same cost for one ticket and fifty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Notice
from cadres.viewers.rules.roles import Role
from cases.tickets.selectors.closing import signature_digests
from tests.cases.signed_in_pages import handled_by
from tests.factories.enterprises import AssignmentFactory
from tests.factories.people import PostingFactory

DESK = "/"


def page(client) -> str:
    return client.get(DESK).content.decode()


def test_a_clerk_finds_what_is_to_be_accepted(signed_in, handler, make):
    make("assigned", handler.unit, title="园区污水管网未接通")

    assert "园区污水管网未接通" in page(signed_in(handler))


def test_what_came_back_stands_apart_from_what_is_in_hand(signed_in, handler, make):
    make("in_hand", handler.unit, result="已更换。", title="退回来的")
    make("in_hand", handler.unit, title="正在办的")

    shown = page(signed_in(handler))

    assert shown.index("退回补办") < shown.index("退回来的") < shown.index("办理中")


def test_a_head_decides_on_a_card_with_the_result_and_the_evidence(
    signed_in, head, make, done_measure
):
    ticket = make("resolved", head.unit, result="变压器已经更换送电。")
    done_measure(ticket)

    shown = page(signed_in(head))

    assert "变压器已经更换送电。" in shown
    assert "供电方案答复单已送达企业。" in shown
    assert f"/cases/tickets/{ticket.pk}/approve/" in shown


def test_a_head_approves_from_the_desk_and_stays_there(signed_in, head, make, done_measure):
    ticket = make("resolved", head.unit)
    done_measure(ticket)
    client = signed_in(head)

    words = {"next": "desk", "digest": signature_digests.digest(ticket)}
    answer = client.post(f"/cases/tickets/{ticket.pk}/approve/", words)

    assert answer.headers["Location"] == DESK
    assert "审核通过" in page(client)


def test_a_cadre_finds_the_covered_enterprise_and_the_way_to_a_visit(
    signed_in, liaison, covered, make
):
    make(title="流动资金贷款到期")

    shown = page(signed_in(liaison))

    assert "流动资金贷款到期" in shown
    assert "新走访" in shown


def test_the_office_finds_what_waits_for_dispatch(signed_in, dispatcher, make):
    make(title="招不到熟练工人")

    assert "招不到熟练工人" in page(signed_in(dispatcher))


def test_a_leader_finds_figures_that_open_their_rows(signed_in, leader, make):
    make()

    shown = page(signed_in(leader))

    assert "?view=overdue" in shown
    assert "本月登记" in shown


@pytest.mark.parametrize("name", ["sysadmin", "secadmin", "auditor"])
def test_an_administrator_finds_the_own_places_and_no_ticket(request, signed_in, make, name):
    ticket = make()

    shown = page(signed_in(request.getfixturevalue(name)))

    assert "您的工作在这里" in shown
    assert ticket.title not in shown


def test_an_officer_finds_a_quiet_page(signed_in, officer, make):
    make()

    assert "没有等您处理的事项" in page(signed_in(officer))


def test_whoever_has_no_post_is_told_whom_to_ask(client, liaison):
    liaison.cadre.postings.all().delete()
    client.force_login(liaison.cadre)

    assert "尚未授予岗位权限" in page(client)


@pytest.mark.parametrize("name", ["handler", "head", "liaison", "dispatcher", "leader"])
def test_one_ticket_and_fifty_cost_the_same(
    request, signed_in, handler, make, covered, done_measure, name
):
    client = signed_in(request.getfixturevalue(name))
    first = spread(make, handler, done_measure, 1)
    client.get(DESK)
    few = queries(client)
    spread(make, handler, done_measure, 12)

    # A cadre's day asks beside that whom one might call, and what each of them wishes.
    assert queries(client) == few <= (18 if name == "liaison" else 16)
    assert first


def test_a_head_who_also_covers_enterprises_and_has_notices_pays_no_more(
    signed_in, head, enterprise, handler, make, done_measure
):
    for role in (Role.CADRE, Role.UNIT_CLERK):
        PostingFactory(cadre=head.cadre, unit=head.unit, role=role)
    AssignmentFactory(enterprise=enterprise, cadre=head.cadre)
    tickets = spread(make, handler, done_measure, 3)
    for kind in ("ticket_filed", "ticket_resolved", "ticket_approved"):
        told(head, kind, tickets[0])
    client = signed_in(head)
    client.get(DESK)

    # Some of them ask whom the cadre might call next, and what each of them wishes.
    assert queries(client) <= 26


def told(person, kind: str, ticket) -> None:
    Notice.objects.create(to=person.cadre, kind=kind, object_id=ticket.pk, at=ticket.filed_at)


def spread(make, handler, done_measure, number: int) -> list:
    made = []
    for _ in range(number):
        states = ("assigned", "in_hand", "resolved", "unconfirmed")
        made += [make(), *(make(state, handler.unit) for state in states)]
        done_measure(made[3])
    return made


def queries(client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(DESK).status_code == 200
    return len(seen)


def test_a_card_says_before_it_is_pressed_that_it_is_not_this_person_s_to_sign(
    signed_in, head, make, done_measure
):
    ticket = make("resolved", head.unit)
    done_measure(ticket)
    handled_by(head, ticket)

    shown = page(signed_in(head))

    assert "您经办过这张工单" in shown
    assert f"/cases/tickets/{ticket.pk}/approve/" not in shown
