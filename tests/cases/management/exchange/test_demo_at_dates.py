"""Whatever the day on which the demo county is made, every kind of thing is there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from cases.letters.rules.kinds import LetterKind, LetterState
from cases.management.demo import making
from cases.models import (
    Check,
    LadderStep,
    Letter,
    SampleDraw,
    Suspension,
    Talk,
    Ticket,
    ToleranceFinding,
)
from cases.tickets.rules.applications import admission
from cases.tickets.rules.closing.side_terms import CheckResult

# A county a moment is made once, with the first of its tests.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENTS = (
    # A Saturday; the first morning after the Spring Festival.
    datetime(2026, 12, 5, 11, 0, tzinfo=SHANGHAI),
    datetime(2026, 2, 24, 8, 5, tzinfo=SHANGHAI),
)


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda now: f"{now:%m-%d}")
def demo(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "TICKETS", len(making.FATES) + len(making.RECENT) + len(making.CALLS))
        patch.setattr(making, "VISITS", 3)
        yield making.make_demo(request.param)
        transaction.set_rollback(True)


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
    assert SampleDraw.objects.filter(published_at__isnull=False).exists()
    assert Check.objects.filter(result=CheckResult.FAILS).exists()
    assert Check.objects.filter(result=CheckResult.HOLDS).exists()


def test_some_matters_are_left_alone(demo):
    assert Suspension.objects.exists()
    assert ToleranceFinding.objects.standing().exists()
    assert ToleranceFinding.objects.exclude(revoked_at=None).exists()


def test_a_letter_has_its_title_broken_by_hand(demo):
    assert any(one.sheet["title_breaks"] for one in Letter.objects.all())
