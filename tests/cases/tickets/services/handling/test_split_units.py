"""Some people of a unit go to another one with what they have in hand; the unit goes on."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import NotPermitted, WrongState
from cadres.models import OutboxRow, Posting
from cadres.notifications.selectors import notices
from cadres.people.selectors import unit_merging
from cadres.people.services.unit_merging import split_unit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket
from cases.tickets.services.clocks import clock_rebuild
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.shares import accept_share, add_share
from tests import cast
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.letters import LetterFactory
from tests.factories.people import moment

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
CLOCKS = ("state", "due_on", "promised_on", "unit_due_on", "step_due_on", "handler", "accepted_on")


@pytest.fixture
def new(handler):
    return cast.unit("县能源局")


@pytest.fixture
def stays(handler):
    """Another clerk of the unit, who does not go."""
    return cast.person("何平", Role.UNIT_CLERK, handler.unit)


@pytest.fixture
def led(handler, stays, dispatcher, enterprise):
    """In the hands of who goes, of who stays, and of nobody yet."""
    made = {}
    for name, clerk in (("goes", handler), ("stays", stays), ("nobody", None)):
        ticket = dispatch_ticket(
            TicketFactory(enterprise=enterprise),
            actor=dispatcher.viewer(MONDAY),
            unit=handler.unit,
            handling_class="general",
        )
        if clerk is not None:
            ticket = accept_ticket(ticket, actor=clerk.viewer(MONDAY, 11))
        made[name] = ticket
    return made


def split(old, new, people, by):
    actor, ids = by.viewer(FRIDAY), [one.cadre.pk for one in people]
    seen = unit_merging.effects(old, new, seen_by=actor, people=ids).seen
    return split_unit(old, new, ids, actor=actor, seen=seen, reason="职能划转")


def test_who_goes_takes_along_what_is_in_hand_and_no_clock_moves(led, handler, new, sysadmin):
    pks = [one.pk for one in led.values()]
    before = list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS))
    split(handler.unit, new, [handler], sysadmin)

    assert list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS)) == before
    now = {name: Ticket.objects.get(pk=one.pk).unit for name, one in led.items()}
    assert now == {"goes": new, "stays": handler.unit, "nobody": handler.unit}
    assert clock_rebuild.rebuild_clocks(actor=Viewer.system(moment(FRIDAY))).differences == 0


def test_the_unit_goes_on_with_who_stays(led, handler, stays, new, sysadmin):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    split(handler.unit, new, [handler], sysadmin)

    handler.unit.refresh_from_db()
    topic.refresh_from_db()
    assert (handler.unit.is_active, topic.unit) == (True, handler.unit)
    assert Posting.objects.in_force(FRIDAY).get(cadre=stays.cadre).unit == handler.unit
    assert Posting.objects.in_force(FRIDAY).get(cadre=handler.cadre).unit == new


def test_a_part_goes_with_who_took_it(
    handler, stays, new, dispatcher, outsider, enterprise, sysadmin
):
    given = {"in_hand": True, "enterprise": enterprise, "unit": outsider.unit}
    shares = []
    for clerk in (handler, stays):
        share = add_share(
            TicketFactory(**given), actor=dispatcher.viewer(MONDAY), unit=handler.unit
        )
        shares.append(accept_share(share, actor=clerk.viewer(MONDAY, 11)))
    split(handler.unit, new, [handler], sysadmin)

    moved, kept = (Share.objects.get(pk=share.pk) for share in shares)
    assert (moved.unit, kept.unit) == (new, handler.unit)
    assert moved.due_on == shares[0].due_on
    assert Ticket.objects.get(pk=moved.ticket_id).co_unit_ids == [new.pk]


def test_both_units_are_told_in_words_of_their_own(led, handler, stays, new, sysadmin):
    split(handler.unit, new, [handler], sysadmin)

    row = OutboxRow.objects.filter(kind="unit_split", to=stays.cadre).first()
    said = notices.render("unit_split", [row.object_id], seen_by=stays.viewer(FRIDAY))
    assert said[row.object_id].title == "县供电公司的部分工作已划入县能源局"
    assert "1 件由他们经办的工单" in said[row.object_id].text


def test_a_letter_on_what_goes_keeps_it_from_being_done(led, handler, stays, new, sysadmin):
    LetterFactory(ticket=led["goes"], unit=handler.unit)

    with pytest.raises(WrongState, match="没有印发"):
        split(handler.unit, new, [handler], sysadmin)
    split(handler.unit, new, [stays], sysadmin)


def test_somebody_has_to_go_and_the_system_administrator_says_who(
    led, handler, new, sysadmin, dispatcher
):
    with pytest.raises(WrongState, match="请选择"):
        split(handler.unit, new, [], sysadmin)
    with pytest.raises(NotPermitted):
        split(handler.unit, new, [handler], dispatcher)
