"""Two in the locked room at the same moment: one receipt, and numbers without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connections

from cadres.errors import WrongState
from cadres.viewers.rules.roles import Role
from cases.leads.models import Lead, LeadStep, RoomEntry, RoomSeries, Signature
from cases.leads.procedure.rules.procedure import Action, State
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.services.room_transaction import DATABASE
from tests import fresh
from tests.cases.leads.road import ACTIONS, SENDING, begin
from tests.cases.leads.seating import Room, Seated, seat
from tests.committed import copied, used
from tests.concurrency.test_one_button_two_people import together


@pytest.fixture
def room(furnished, django_db_blocker, settings, tmp_path) -> Iterator[Room]:
    """The furnished room in databases of this test's own, which every thread now uses."""
    settings.LEADS_FILES = tmp_path
    name, made = furnished
    with django_db_blocker.unblock(), copied(name) as own, used(own):
        yield deepcopy(made)


def second_registrar(room: Room) -> Seated:
    head, unit = room.officer_head.at(), room.officer_head.who.unit
    return seat("吴登", Duty.REGISTRAR, head, unit, Role.OFFICER)


def apart(action):
    """A thread of its own ends its connection to the room as well."""

    def run():
        try:
            return action()
        finally:
            connections[DATABASE].close()

    return run


def test_two_registrars_sign_once(room):
    second = second_registrar(room).at()
    way = begin(room)
    way.go(*SENDING)
    first = room.registrar.at()

    answers = together(
        *[
            apart(lambda actor=actor: fresh.sign_lead(way.lead, "一份", actor=actor))
            for actor in (first, second)
        ]
    )

    assert {type(answer) for answer in answers} == {LeadStep, WrongState}
    assert way.now.state == State.SIGNED
    assert Signature.objects.filter(lead=way.lead, part="receipt").count() == 1
    assert RoomEntry.objects.filter(verb="lead.sign").count() == 1


def test_numbers_of_letters_issued_at_once_have_no_gap(room):
    ways = [begin(room) for _ in range(3)]
    for way in ways:
        way.go(Action.PROPOSE, Action.APPROVE)
    clerk, head = room.clerk.at(), room.head.at()

    together(
        *[
            apart(lambda lead=way.lead, actor=actor: ACTIONS[Action.ISSUE](lead, actor))
            for way, actor in zip([*ways, ways[0]], [clerk, head, clerk, head], strict=True)
        ]
    )

    numbers = sorted(Lead.objects.values_list("number", flat=True))
    assert numbers == [f"召营商移〔2026〕{serial}号" for serial in (1, 2, 3)]
    assert RoomSeries.objects.get().last == 3
