"""Stored dates are what the clock ledger makes of them; what differs is named, told and mended."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockCheck, ClockEvent, Share, Ticket, TicketEvent
from cases.tickets.services.clocks import clock_rebuild
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.shares import add_share
from tests.factories.people import moment

# The command asks the room too.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])

FRIDAY = date(2026, 3, 6)
SYSTEM = Viewer.system(moment(FRIDAY))


@pytest.fixture
def moved(assigned, handler):
    """A ticket whose stored limit somebody changed behind the ledger's back."""
    ticket = accept_ticket(assigned, actor=handler.viewer(FRIDAY))
    wrong = ticket.unit_due_on + timedelta(days=3)
    Ticket.objects.filter(pk=ticket.pk).update(unit_due_on=wrong)
    return ticket


def test_what_the_services_wrote_is_what_the_ledger_says(assigned, handler):
    accept_ticket(assigned, actor=handler.viewer(FRIDAY))

    result = clock_rebuild.rebuild_clocks(actor=SYSTEM)

    assert (result.tickets, result.differences) == (1, 0)
    assert result.columns == len(clock_rebuild.COLUMNS)


def test_every_difference_is_named(moved):
    result = clock_rebuild.rebuild_clocks(actor=SYSTEM)

    assert [(d.number, d.column) for d in result.named] == [(moved.number, "unit_due_on")]


def test_a_ticket_without_a_ledger_is_a_difference(filed):
    ClockEvent.objects.all().delete()

    assert clock_rebuild.rebuild_clocks(actor=SYSTEM).differences == 1


def test_mending_restores_the_date_and_leaves_a_trace(moved):
    clock_rebuild.rebuild_clocks(actor=SYSTEM, mend=True)

    stored = Ticket.objects.get(pk=moved.pk)
    assert stored.unit_due_on == moved.unit_due_on
    assert TicketEvent.objects.filter(ticket=moved, action="recount").count() == 1
    assert AuditEntry.objects.filter(verb="ticket.recount").count() == 1


def test_the_command_checks_without_mending_and_exits_with_one(moved):
    said = StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("rebuild_clocks", "--check", stdout=said)

    assert stop.value.code == 1
    assert moved.number in said.getvalue()
    assert Ticket.objects.get(pk=moved.pk).unit_due_on != moved.unit_due_on


def test_the_command_mends_and_is_content_afterwards(moved):
    call_command("rebuild_clocks", stdout=StringIO())
    said = StringIO()

    call_command("rebuild_clocks", "--check", stdout=said)

    assert "不一致 0 处" in said.getvalue()


def test_the_nightly_check_tells_the_keeper_of_the_system(moved, sysadmin, dispatcher):
    check = clock_rebuild.check_clocks(actor=SYSTEM)

    told = OutboxRow.objects.filter(kind="clocks_differ", object_id=check.pk)
    assert set(told.values_list("to_id", flat=True)) == {sysadmin.cadre.pk}


def test_a_night_without_differences_alarms_nobody(filed, sysadmin):
    clock_rebuild.check_clocks(actor=SYSTEM)

    assert ClockCheck.objects.get().differences == 0
    assert not OutboxRow.objects.exists()


def test_the_day_of_another_unit_s_share_is_compared_and_mended(
    in_hand, dispatcher, handler, outsider
):
    share = add_share(in_hand, actor=dispatcher.viewer(FRIDAY), unit=outsider.unit, task="核查")
    Share.objects.filter(pk=share.pk).update(due_on=FRIDAY)

    found = clock_rebuild.rebuild_clocks(actor=SYSTEM, mend=True).named

    assert [difference.column for difference in found] == [f"share {share.pk}"]
    assert Share.objects.get(pk=share.pk).due_on == share.due_on
