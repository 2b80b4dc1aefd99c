"""Each action on each way: one line in the trail, nothing out of turn, nothing after a failure."""

from __future__ import annotations

import pytest
from django.db import transaction

from cadres.errors import Absent, NotPermitted, WrongState
from cases.leads.models import Lead, LeadClock, LeadStep, Piece, RoomEntry, Signature, Wrap
from cases.leads.procedure.rules import procedure
from cases.leads.procedure.rules.procedure import Action, State
from cases.leads.procedure.rules.vocabulary import Route
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules import folder_access
from tests.cases.leads.road import ACTIONS, ROADS, SENDING, Way, begin, entries

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.mark.parametrize("route", list(Route))
def test_a_lead_goes_its_way_with_one_line_an_action(room, route, monkeypatch):
    way = begin(room, route)
    assert entries(way.lead) == ["lead.draft"]

    for action in ROADS[route]:
        _fails_and_leaves_nothing(way, action, monkeypatch)
        way.go(action)

    assert way.now.state == State.CLOSED
    assert entries(way.lead) == ["lead.draft", *(f"lead.{action}" for action in ROADS[route])]
    assert not LeadClock.objects.filter(lead=way.lead, ended_at=None).exists()
    on_paper = {s.action for s in LeadStep.objects.filter(lead=way.lead, is_on_paper=True)}
    assert on_paper == PAPER[route]


PAPER = {
    Route.INSIDE: set(),
    Route.OUTWARD: {
        Action.DELIVER, Action.SIGN, Action.ACCEPT, Action.FEED_BACK, Action.ACKNOWLEDGE,
    },
    Route.INWARD: {Action.DELIVER, Action.FEED_BACK, Action.ACKNOWLEDGE},
}  # fmt: skip


def _fails_and_leaves_nothing(way: Way, action: Action, monkeypatch) -> None:
    before = _rows()
    with monkeypatch.context() as broken:
        broken.setattr("cases.leads.vault.services.trail.audit.entry_of", _full)
        with pytest.raises(OSError, match="no space"), transaction.atomic(using="leads"):
            way.go(action)
    assert _rows() == before, action


def _full(*args):
    raise OSError("no space")


def _rows() -> tuple:
    """Whatever an action can change."""
    counts = [model.objects.count() for model in (LeadStep, Piece, RoomEntry)]
    clocks = list(LeadClock.objects.order_by("pk").values_list("pk", "ended_at", "is_void"))
    signed = list(Signature.objects.order_by("pk").values_list("pk", "ended_at"))
    wraps = list(Wrap.objects.order_by("pk").values_list("pk", "ends_at"))
    return list(Lead.objects.order_by("pk").values()), counts, clocks, signed, wraps


def test_every_action_is_refused_out_of_turn_and_to_whose_it_is_not(room):
    """Between delivery and receipt both sides read it, so that all but the state would fit."""
    way = begin(room)
    way.go(*SENDING)
    people = [who.at() for who in (room.clerk, room.head, room.registrar, room.officer_head)]
    before = RoomEntry.objects.count()

    for number, state in enumerate(State):
        Lead.objects.filter(pk=way.lead.pk).update(state=state, refusal="other_body")
        own = {reader.member_id: _steps(way.lead, reader) for reader in people}
        for action in ACTIONS:
            strangers = [reader for reader in people if action not in own[reader.member_id]]
            with (
                pytest.raises((WrongState, NotPermitted)),
                transaction.atomic(using="leads"),
            ):
                ACTIONS[action](way.lead, strangers[number % len(strangers)])

    assert RoomEntry.objects.count() == before


def _steps(lead: Lead, reader) -> set[Action]:
    lead = leads.fetch(lead.pk, seen_by=reader)
    steps = procedure.steps_from(lead.state, lead.route, folder_access.parties_of(reader, lead))
    return {step.action for step in steps}


def test_to_whom_it_does_not_exist_it_is_not_there(room):
    way = begin(room)
    for nobody in (room.officer.at(), room.custodian.at(), room.registrar.at()):
        for action in ACTIONS.values():
            with pytest.raises(Absent):
                action(way.lead, nobody)
    assert entries(way.lead) == ["lead.draft"]
