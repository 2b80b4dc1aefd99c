"""The office moves a ticket from the wrong enterprise to the right one."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.notifications.selectors import notices
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.viewers.rules.roles import Role
from cases.enterprise_side.selectors import enterprise_links
from cases.models import ConfirmationLink, TicketEvent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.services.closing.closing import confirm_by_link, issue_link
from cases.tickets.services.takeovers.correct_enterprise import correct_enterprise
from enterprises.register.selectors import enterprises
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import TownshipFactory

FRIDAY = date(2026, 3, 6)
CLOCKS = ("state", "due_on", "promised_on", "unit_due_on", "step_due_on", "feedback_due_on")


@pytest.fixture
def right(enterprise):
    """Another enterprise of the county, covered by somebody else."""
    town = TownshipFactory(parent=enterprise.county)
    return EnterpriseFactory(name="恒信达石材有限公司", county=enterprise.county, township=town)


@pytest.fixture
def other_liaison(right):
    somebody = cast.person("周艳", Role.CADRE, cast.unit("县林业局"))
    AssignmentFactory(enterprise=right, cadre=somebody.cadre)
    return somebody


def correct(ticket, right, by, **more):
    actor = by.viewer(FRIDAY)
    ticket.refresh_from_db()
    read = tickets.read(ticket, seen_by=actor)
    given = {"read": read, "enterprise": right, "reason": "两家名称相近，登记错了"} | more
    return correct_enterprise(ticket, actor=actor, **given)


@pytest.mark.parametrize("state", ["assigned", "in_hand", "asking", "resolved", "unconfirmed"])
def test_no_clock_moves_in_any_state_in_hand(state, enterprise, right, handler, dispatcher):
    ticket = TicketFactory(**{state: True}, enterprise=enterprise, unit=handler.unit)
    ticket.refresh_from_db()
    before = {name: getattr(ticket, name) for name in CLOCKS}

    ticket = correct(ticket, right, dispatcher).ticket

    assert {name: getattr(ticket, name) for name in CLOCKS} == before
    assert (ticket.enterprise, ticket.township) == (right, right.township)


def test_sight_follows_the_enterprise(in_hand, right, dispatcher, liaison, other_liaison):
    assert tickets.is_visible(in_hand.pk, seen_by=liaison.viewer(FRIDAY))

    correct(in_hand, right, dispatcher)

    assert not tickets.is_visible(in_hand.pk, seen_by=liaison.viewer(FRIDAY))
    assert tickets.is_visible(in_hand.pk, seen_by=other_liaison.viewer(FRIDAY))
    found = tickets.rows(seen_by=dispatcher.viewer(FRIDAY))
    assert in_hand in found.filter(pairs__contains=pairs_of_all(right.name))


def test_a_link_in_wrong_hands_is_void_at_once(unconfirmed, right, caller, liaison):
    token = issue_link(unconfirmed, actor=liaison.viewer(FRIDAY))

    done = correct(unconfirmed, right, caller)

    assert done.links == 1
    assert ConfirmationLink.objects.get().ended_at == caller.viewer(FRIDAY).at
    with pytest.raises(Absent):
        confirm_by_link(token, at=caller.viewer(FRIDAY, 12).at, answer="solved")
    closed = enterprise_links.closed(token, seen_by=caller.viewer(FRIDAY, 12))
    assert "企业已经更正" in closed.reason


def test_who_has_a_part_is_told_and_who_covered_the_wrong_one_by_number_alone(
    in_hand, right, dispatcher, liaison, other_liaison, handler
):
    correct(in_hand, right, dispatcher)

    told = OutboxRow.objects.filter(kind="ticket_enterprise_corrected")
    assert {handler.cadre.pk, other_liaison.cadre.pk} <= set(told.values_list("to_id", flat=True))
    action = AuditEntry.objects.get(verb="ticket.enterprise_left")
    said = notices.render("ticket_enterprise_left", [action.pk], seen_by=liaison.viewer(FRIDAY))
    assert said[action.pk].text == in_hand.number
    seen_by = other_liaison.viewer(FRIDAY)
    assert notices.render("ticket_enterprise_left", [action.pk], seen_by=seen_by) == {}


def test_its_course_and_the_trail_say_so(in_hand, right, dispatcher):
    correct(in_hand, right, dispatcher)

    event = TicketEvent.objects.filter(ticket=in_hand).last()
    assert event.action == Action.CORRECT_ENTERPRISE
    assert event.note.startswith("由恒信达艾草制品有限公司更正为恒信达石材有限公司")
    assert AuditEntry.objects.filter(verb="ticket.correct_enterprise").count() == 1


def test_a_visit_to_the_other_enterprise_is_no_source_of_it(in_hand, right, dispatcher):
    in_hand.visit = VisitFactory(enterprise=in_hand.enterprise)
    in_hand.save(update_fields=["visit"])

    assert correct(in_hand, right, dispatcher).ticket.visit is None


def test_it_is_the_office_s_alone_and_ends_with_the_matter(
    in_hand, right, handler, liaison, dispatcher, enterprise
):
    for person in (handler, liaison):
        with pytest.raises(NotPermitted):
            correct(in_hand, right, person)
    closed = TicketFactory(closed=True, enterprise=enterprise, unit=handler.unit)
    with pytest.raises(WrongState):
        correct(closed, right, dispatcher)
    assert closed.state == State.CLOSED


def test_the_same_one_and_one_of_another_county_are_refused(in_hand, enterprise, dispatcher):
    for firm in (enterprise, EnterpriseFactory()):
        with pytest.raises(Invalid):
            correct(in_hand, firm, dispatcher)


def test_an_enterprise_is_named_by_name_alias_or_code(right, dispatcher):
    right.aliases.create(name="恒信石材")
    viewer = dispatcher.viewer(FRIDAY)

    for words in ("恒信达石材有限公司", "恒信石材", right.code.lower()):
        assert enterprises.named(words, right.county_id, seen_by=viewer) == right
    with pytest.raises(Invalid, match=right.code):
        enterprises.named("恒信达", right.county_id, seen_by=viewer)
