"""The demo county obeys the rules, because it is made through the services; on whatever day it is
made, every kind of thing is there."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from cadres.models import AuditEntry, Notice, Unit
from cadres.sign_in.services.sign_in import cadre_with_password
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.management.demo import making, people, texts
from cases.models import (
    Check,
    LadderStep,
    Letter,
    Measure,
    SampleDraw,
    Suspension,
    Talk,
    Ticket,
    TicketEvent,
    ToleranceFinding,
)
from cases.tickets.rules.applications import admission
from cases.tickets.rules.closing.side_terms import CheckResult
from cases.tickets.rules.vocabulary import Outcome, Source
from cases.tickets.rules.workflow import Action, State

# A county a moment is made once, with the first of its tests.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENTS = (
    # A Saturday; the first morning after the Spring Festival, on which the least of what is there
    # was done today or on the days before: harder than any Monday.
    datetime(2026, 12, 5, 11, 0, tzinfo=SHANGHAI),
    datetime(2026, 2, 24, 8, 5, tzinfo=SHANGHAI),
)


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda now: f"{now:%m-%d}")
def now(request) -> datetime:
    return request.param


@pytest.fixture(scope="module")
def demo(now, django_db_setup, django_db_blocker):
    """Each fate once, and a few visits; one county a moment for all facts of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "TICKETS", len(making.FATES) + len(making.RECENT) + len(making.CALLS))
        patch.setattr(making, "VISITS", 3)
        yield making.make_demo(now)
        transaction.set_rollback(True)


def test_every_state_is_there_and_nothing_is_of_tomorrow(demo, now):
    assert set(Ticket.objects.values_list("state", flat=True)) == set(State)
    assert not TicketEvent.objects.filter(at__gt=now).exists()
    assert not AuditEntry.objects.filter(at__gt=now).exists()
    numbers = list(Ticket.objects.order_by("filed_at", "pk").values_list("number", flat=True))
    assert numbers == sorted(numbers, key=lambda number: [*map(int, re.findall(r"\d+", number))])


def test_the_first_morning_after_days_off_finds_work_on_the_desks_too(demo):
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


def test_the_whole_ladder_was_climbed(demo):
    issued = set(LadderStep.objects.filter(issued_at__isnull=False).values_list("code", flat=True))
    assert {"hint_letter", "letter", "circular", "talk"} <= issued
    for kind in (LetterKind.CIRCULAR, LetterKind.TALK):
        assert Letter.objects.filter(kind=kind, state=LetterState.ISSUED).exists(), kind
    assert Talk.objects.filter(recorded_at__isnull=False).exists()


def test_complaints_wait_for_their_acceptance_and_disputes_for_a_decision(demo):
    assert any(admission.is_awaited(one) for one in Ticket.objects.filter(admitted_on=None))
    assert Ticket.objects.filter(raised_on__isnull=False).exists()
    assert Ticket.objects.filter(events__action="settle").exists()


def test_draws_are_published_and_one_enterprise_disputes(demo):
    """How many are drawn is chance: one enterprise disputes, whoever else was called agrees."""
    assert SampleDraw.objects.filter(published_at__isnull=False).exists()
    called = Check.objects.filter(done_at__isnull=False).values_list("result", flat=True)
    disputed = [result for result in called if result == CheckResult.FAILS]
    assert len(disputed) == 1
    assert set(called) <= {CheckResult.FAILS, CheckResult.HOLDS}


def test_some_matters_are_left_alone(demo):
    assert Suspension.objects.exists()
    assert ToleranceFinding.objects.standing().exists()
    assert ToleranceFinding.objects.exclude(revoked_at=None).exists()


def test_a_letter_has_its_title_broken_by_hand(demo):
    assert any(one.sheet["title_breaks"] for one in Letter.objects.all())


def test_units_were_merged_and_parted_and_their_work_went_along(demo):
    old, new = (Unit.objects.get(name=name) for name in (texts.INVESTMENT, texts.SCIENCE))
    assert (old.is_active, new.is_active) == (False, True)
    assert Ticket.objects.filter(unit=old, state=State.CLOSED).exists()
    assert not Ticket.objects.filter(unit=old).exclude(state=State.CLOSED).exists()
    assert Ticket.objects.filter(unit=new, state=State.IN_HAND).exists()


def test_a_ledger_of_walked_procedures_came_in_and_units_have_done_some_of_it(demo):
    measures = Measure.objects.filter(ticket__source=Source.WALK_THROUGH)
    assert (measures.count(), measures.filter(done_on__isnull=False).count()) == (9, 5)
    assert measures.values("ticket").distinct().count() == 4
