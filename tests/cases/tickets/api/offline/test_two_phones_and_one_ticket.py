"""Two people change one ticket while one of them has no signal: both values are shown."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.tickets.services.handling.results import note_progress, resolve_ticket
from tests import cast, phone
from tests.factories.cases import MeasureFactory, TicketFactory

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"


@pytest.fixture
def ticket(handler):
    ticket = TicketFactory(in_hand=True, unit=handler.unit)
    MeasureFactory(ticket=ticket, done=True)
    return ticket


@pytest.fixture
def colleague(handler):
    return cast.person("何平", Role.UNIT_CLERK, handler.unit)


def trunk_of(ticket):
    return Ticket.objects.get(pk=ticket.pk).updated_at.isoformat()


def resolving(ticket, trunk, result):
    values = {"outcome": "solved", "result": result}
    return phone.command("ticket.resolve", ticket.pk, trunk=trunk, values=values)


def test_what_somebody_else_did_meanwhile_is_shown_field_by_field(
    client, handler, colleague, ticket
):
    trunk = trunk_of(ticket)
    resolve_ticket(ticket, actor=colleague.viewer_now(), result="已换变压器", finding=None)
    client.force_login(handler.cadre, backend=BACKEND)

    (result,) = phone.send(client, resolving(ticket, trunk, "已增容"))["results"]

    both = {one["field"]: one for one in result["both"]}
    assert result["outcome"] == "conflict"
    assert (both["result"]["mine"], both["result"]["theirs"]) == ("已增容", "已换变压器")
    assert "何平" in both["state"]["theirs"]


def test_one_s_own_chain_is_no_conflict(client, handler, ticket):
    trunk = trunk_of(ticket)
    client.force_login(handler.cadre, backend=BACKEND)
    note = phone.command("ticket.note", ticket.pk, trunk=trunk, values={"note": "已到现场"})

    answer = phone.send(client, note, resolving(ticket, trunk, "已增容"))

    assert phone.outcomes(answer) == ["done", "done"]


def test_what_only_adds_goes_through_beside_others(client, handler, colleague, ticket):
    trunk = trunk_of(ticket)
    note_progress(ticket, actor=colleague.viewer_now(), note="施工队已进场", next_feedback_on=None)
    client.force_login(handler.cadre, backend=BACKEND)
    note = phone.command("ticket.note", ticket.pk, trunk=trunk, values={"note": "已到现场"})

    assert phone.outcomes(phone.send(client, note)) == ["done"]
    assert timezone.now() > Ticket.objects.get(pk=ticket.pk).updated_at
