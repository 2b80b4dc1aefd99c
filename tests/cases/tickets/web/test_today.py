"""今日 of a cadre: by what is to be done; what others are at work at is folded away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Ticket, TicketEvent
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.list_views import View
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.services.closing.closing import issue_link
from enterprises.visits.services.visits import Call, log_visit
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory

pytestmark = pytest.mark.django_db


def held(view: View, person) -> TicketQuerySet:
    return Ticket.objects.in_view(view, person.viewer_now())


def said_by(ticket, party) -> None:
    TicketEvent.objects.create(
        ticket=ticket,
        action=Action.NOTE,
        party=party,
        at=timezone.now() - timedelta(minutes=5),
        actor_name="李娟",
        state=ticket.state,
        due_on=ticket.due_on,
    )


def page(client) -> str:
    return client.get("/").content.decode()


def test_title_bar_and_tab_say_the_same_word(signed_in, liaison, covered):
    said = page(signed_in(liaison))

    assert "<title>今日 · 万人助万企</title>" in said
    assert '<h1 class="page-title">今日</h1>' in said
    assert "待办" not in said


def test_a_link_is_to_be_sent_until_one_is_out(signed_in, liaison, covered, make, handler):
    ticket = make("unconfirmed", handler.unit, title="等着发链接")
    assert list(held(View.SEND_LINK, liaison)) == [ticket]

    issue_link(ticket, actor=liaison.viewer_now())

    assert not held(View.SEND_LINK, liaison)
    assert "waiting-confirm" in page(signed_in(liaison))


def test_a_link_that_ran_out_is_to_be_sent_again(liaison, covered, make, handler):
    ticket = make("unconfirmed", handler.unit)
    issue_link(ticket, actor=liaison.viewer_now())
    ticket.links.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert list(held(View.SEND_LINK, liaison)) == [ticket]


def test_what_the_enterprise_says_is_not_solved_stands_apart(liaison, covered, make, handler):
    again = make("in_hand", handler.unit, round=2)
    make("in_hand", handler.unit)

    assert list(held(View.UNSOLVED, liaison)) == [again]


def test_an_answer_of_the_unit_is_to_be_passed_on_until_the_next_contact(
    liaison, covered, make, handler
):
    ticket = make("in_hand", handler.unit)
    said_by(ticket, Party.HANDLER)
    assert list(held(View.ANSWERED, liaison)) == [ticket]

    call = Call("phone", "follow_up", timezone.localdate())
    log_visit(ticket.enterprise, call, actor=liaison.viewer_now())

    assert not held(View.ANSWERED, liaison)


def test_what_the_cadre_noted_is_no_answer_of_a_unit(liaison, covered, make, handler):
    ticket = make("in_hand", handler.unit)
    said_by(ticket, Party.LIAISON)

    assert not held(View.ANSWERED, liaison)


def test_whoever_does_not_cover_it_has_no_such_day(outsider, covered, make, handler):
    make("unconfirmed", handler.unit, round=2)

    for view in (View.SEND_LINK, View.SUPPLY, View.UNSOLVED, View.ANSWERED):
        assert not held(view, outsider)


def test_whom_to_call_next_leaves_in_peace_whoever_was_called_on(signed_in, liaison):
    lonely = EnterpriseFactory(county=liaison.county, name="久未联系的厂")
    lately = EnterpriseFactory(county=liaison.county, name="昨天去过的厂")
    for firm in (lonely, lately):
        AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    VisitFactory(enterprise=lonely, visited_on=timezone.localdate() - timedelta(days=200))
    VisitFactory(enterprise=lately, visited_on=timezone.localdate() - timedelta(days=1))

    said = page(signed_in(liaison))

    assert "该联系的企业" in said
    assert lonely.name in said
    assert lately.name not in said


def test_there_is_a_place_for_what_waits_on_the_phone(signed_in, liaison, covered):
    assert "<section data-offline-unsent hidden>" in page(signed_in(liaison))
