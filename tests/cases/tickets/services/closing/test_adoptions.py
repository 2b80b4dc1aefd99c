"""金点子: the head decides with the signature, and its use is noted once."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import TABLES, Ask
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors import cross_tables
from cases.models import Adoption, Ticket
from cases.tickets.rules.closing.adoptions import Adopted, Decided
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.closing.adoptions import note_in_use
from cases.tickets.services.handling.results import approve_ticket
from tests.factories.cases import TicketFactory

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
ADOPTED = Decided(Adopted.YES, "召政办〔2026〕3号")
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def idea(resolved) -> Ticket:
    Ticket.objects.filter(pk=resolved.pk).update(source=usual_sources.IDEA)
    resolved.refresh_from_db()
    return resolved


def approved(ticket, head, **more) -> Ticket:
    digest = signature_digests.digest(ticket)
    return approve_ticket(ticket, actor=head.viewer(FRIDAY), digest=digest, **more)


def test_a_suggestion_is_not_signed_before_somebody_says_whether_it_is_adopted(idea, head):
    with pytest.raises(Invalid):
        approved(idea, head)

    idea.refresh_from_db()
    assert (idea.state, Adoption.objects.count()) == (State.RESOLVED, 0)


def test_the_decision_stands_with_the_signature_and_in_the_course(idea, head):
    ticket = approved(idea, head, decided=ADOPTED)

    said = Adoption.objects.get(ticket=ticket)
    assert (said.adopted, said.unit, said.decided_by) == (Adopted.YES, head.unit, head.cadre)
    note = ticket.events.order_by("pk").last().note
    assert note == "金点子采纳：召政办〔2026〕3号"


def test_of_a_problem_nothing_is_said(resolved, head):
    approved(resolved, head, decided=ADOPTED)

    assert not Adoption.objects.exists()


def test_its_use_is_noted_once_by_the_unit(idea, head, handler, liaison):
    ticket = approved(idea, head, decided=ADOPTED)
    with pytest.raises(NotPermitted):
        note_in_use(ticket, actor=liaison.viewer(MONDAY), on=MONDAY)

    note_in_use(ticket, actor=handler.viewer(MONDAY), on=MONDAY)

    assert Adoption.objects.get().in_use_on == MONDAY
    with pytest.raises(WrongState):
        note_in_use(ticket, actor=handler.viewer(MONDAY), on=MONDAY)


def test_the_catalogue_counts_them_as_they_stood_on_a_day(idea, head, handler, leader, enterprise):
    ticket = approved(idea, head, decided=ADOPTED)
    note_in_use(ticket, actor=handler.viewer(MONDAY), on=MONDAY)
    TicketFactory(in_hand=True, enterprise=enterprise, source=usual_sources.IDEA)
    TicketFactory(in_hand=True, enterprise=enterprise)

    viewer = leader.viewer(MONDAY)
    found = {
        on: cross_tables.table(Ask(MARCH, as_of=on), TABLES[Group.IDEAS], seen_by=viewer)
        for on in (None, FRIDAY)
    }

    whole = found[None].total.whole.counts
    assert [whole[name] for name in TABLES[Group.IDEAS][:-1]] == [2, 1, 1, 1]
    earlier = found[FRIDAY].total.whole.counts
    assert (earlier["ideas_adopted"], earlier["ideas_in_use"]) == (1, 0)
