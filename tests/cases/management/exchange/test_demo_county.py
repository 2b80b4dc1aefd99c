"""The demo county obeys the rules, because it is made through the services."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from cadres.models import AuditEntry, Notice
from cadres.sign_in.services.sign_in import cadre_with_password
from cases.letters.rules.kinds import LetterState
from cases.management.demo import making, people, texts
from cases.models import LadderStep, Letter, Ticket, TicketEvent
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State

pytestmark = pytest.mark.django_db
# A Monday morning, on which the least of what is there was done today.
NOW = datetime(2026, 11, 23, 8, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Each fate once, and a few visits; one county for all facts of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "TICKETS", len(making.FATES) + len(making.RECENT) + len(making.CALLS))
        patch.setattr(making, "VISITS", 3)
        yield making.make_demo(NOW)
        transaction.set_rollback(True)


def test_every_state_is_there_and_nothing_is_of_tomorrow(demo):
    assert set(Ticket.objects.values_list("state", flat=True)) == set(State)
    assert not TicketEvent.objects.filter(at__gt=NOW).exists()
    assert not AuditEntry.objects.filter(at__gt=NOW).exists()
    numbers = list(Ticket.objects.order_by("filed_at", "pk").values_list("number", flat=True))
    assert numbers == sorted(numbers, key=lambda number: int(number.rpartition("-")[2]))


def test_a_monday_morning_finds_work_on_the_desks_too(demo):
    power = Ticket.objects.filter(unit__name=texts.POWER)
    for state in (State.ASSIGNED, State.IN_HAND, State.RESOLVED, State.UNCONFIRMED):
        assert power.filter(state=state).exists(), state


def test_letters_went_out_and_some_wait_on_every_desk(demo):
    issued = Letter.objects.filter(state=LetterState.ISSUED)
    assert issued.filter(delivered_on__isnull=False).exists()
    assert sorted(issued.values_list("prefix", "serial")) == sorted(
        (prefix, serial + 1)
        for prefix in set(issued.values_list("prefix", flat=True))
        for serial in range(issued.filter(prefix=prefix).count())
    )
    for state in (LetterState.DRAFT, LetterState.PROPOSED):
        assert Letter.objects.filter(state=state).exists(), state


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
