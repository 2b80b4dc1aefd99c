"""The demo county obeys the rules, because it is made through the services."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import Conflict
from cadres.models import AuditEntry, Cadre, Notice
from cadres.services.sign_in import cadre_with_password
from cases.exchange.demo import making, people, words
from cases.models import LadderStep, Ticket, TicketEvent
from cases.rules.handling import Outcome
from cases.rules.workflow import Action, State

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
MONDAY_MORNING = datetime(2026, 11, 23, 8, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def short(monkeypatch):
    """Each fate once, and a few visits."""
    monkeypatch.setattr(
        making, "TICKETS", len(making.FATES) + len(making.RECENT) + len(making.CALLS)
    )
    monkeypatch.setattr(making, "VISITS", 3)


@pytest.fixture
def demo(db, short):
    return making.make_demo(NOW)


def test_every_state_is_there_and_nothing_is_of_tomorrow(demo):
    assert set(Ticket.objects.values_list("state", flat=True)) == set(State)
    assert not TicketEvent.objects.filter(at__gt=NOW).exists()
    assert not AuditEntry.objects.filter(at__gt=NOW).exists()
    numbers = list(Ticket.objects.order_by("filed_at", "pk").values_list("number", flat=True))
    assert numbers == sorted(numbers)


def test_three_hands_turned_the_keys_of_whatever_was_closed(demo):
    told_elsewhere = [Outcome.WITHDRAWN, Outcome.REDIRECTED]
    for ticket in Ticket.objects.filter(state=State.CLOSED).exclude(outcome__in=told_elsewhere):
        hands = TicketEvent.objects.filter(ticket=ticket)
        resolved = hands.filter(action=Action.RESOLVE).latest("pk").actor_id
        last = hands.latest("pk").actor_id
        assert len({resolved, ticket.approved_by_id, last}) == 3


def test_whoever_is_in_the_table_comes_in_with_the_password_of_the_demo(demo):
    for player, account in making.accounts():
        cadre = cadre_with_password(account, people.PASSWORD)
        assert cadre is not None
        assert cadre.name == player.name


def test_old_notices_are_read_and_new_ones_are_not(demo):
    assert Notice.objects.filter(read_at__isnull=True).exists()
    assert Notice.objects.filter(read_at__isnull=False).exists()


def test_the_ladder_was_climbed_up_to_its_first_letter(demo):
    assert {"before_due", "hint_letter"} <= set(LadderStep.objects.values_list("code", flat=True))


def test_a_county_with_people_is_left_alone(dispatcher):
    with pytest.raises(Conflict):
        making.make_demo(NOW)

    assert Cadre.objects.count() == 1


def test_a_monday_morning_finds_work_on_the_desks_too(db, short):
    making.make_demo(MONDAY_MORNING)

    power = Ticket.objects.filter(unit__name=words.POWER)
    for state in (State.ASSIGNED, State.IN_HAND, State.RESOLVED, State.UNCONFIRMED):
        assert power.filter(state=state).exists(), state


def test_there_is_no_demo_without_the_setting(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="演示"):
        call_command("make_demo")


def test_real_data_has_no_demo_accounts_to_show(dispatcher, settings, capsys):
    settings.DEMO = True

    call_command("make_demo", show=True)

    assert people.PASSWORD not in capsys.readouterr().out
