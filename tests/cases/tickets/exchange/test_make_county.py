"""A made county obeys every rule: what was poured in is replayed by the rules themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cadres.models import AuditEntry, Cadre, Posting, Region, RegionLevel, Unit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import LetterState
from cases.management.made_counties import checking, loading, making, tables
from cases.management.made_counties.tickets import beside
from cases.models import (
    Application,
    LadderStep,
    Letter,
    Share,
    Ticket,
    TicketEvent,
    UnitDraft,
)
from cases.supervision.rules.ladder import StepState
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.applications.unit_drafts import DraftState
from cases.tickets.rules.workflow import ROAD_STEPS, Action, State
from cases.tickets.services.clocks.clock_rebuild import rebuild_clocks
from cases.tickets.services.handling.results import content_digest
from enterprises.models import Contact, Enterprise
from enterprises.register.rules.credit_codes import code_fault
from tests.cases.conftest import AT, definitions, silent
from tests.factories.cases import TicketFactory

# Of complaints about tendering there are as many as lay undispatched on the last day.
EXAMINED = {Action.ADMIT, Action.DECLINE}


@pytest.fixture
def undone(county):
    """What a test changes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_it_has_the_size_that_the_county_published(county):
    assert (Cadre.objects.count(), Enterprise.objects.count()) == (1_127, 3_496)
    assert Region.objects.filter(level=RegionLevel.TOWNSHIP).count() == 15
    assert (
        Unit.objects.filter(region__level=RegionLevel.COUNTY)
        .exclude(name__endswith="运行中心")
        .count()
        == 40
    )
    assert Ticket.objects.count() == 1_127


def test_every_ticket_is_a_legal_history_and_its_days_follow_from_it(county):
    faults = checking.check()

    assert faults.found == []
    assert faults.tickets + faults.beside == Ticket.objects.count()
    assert 0 < faults.beside < Ticket.objects.count() / 10


def test_stored_days_follow_from_the_clocks(county):
    """Of what was poured in as of what the services did."""
    result = rebuild_clocks(actor=Viewer.system(AT), mend=False)

    assert result.tickets == Ticket.objects.count()
    assert result.differences == 0


def test_a_ticket_stands_in_every_state_of_the_road(county):
    found = set(Ticket.objects.values_list("state", flat=True))
    road = {step.target for step in ROAD_STEPS}

    assert found >= road - {State.FILED, State.ASSIGNED}
    assert found >= {State.PARKED, State.HANDED_UP}


def test_applications_and_drafts_wait_and_are_decided(county):
    asked = set(Application.objects.values_list("kind", "state"))

    assert {kind for kind, state in asked if state == ApplicationState.WAITING} >= {
        ApplicationKind.EXTENSION,
        ApplicationKind.PLAN,
        ApplicationKind.PARKING,
    }
    assert {kind for kind, state in asked if state == ApplicationState.GRANTED} == set(
        ApplicationKind
    )
    assert UnitDraft.objects.filter(state=DraftState.WAITING).exists()


def test_other_units_are_asked_and_some_have_answered(county):
    assert Share.objects.filter(accepted_at__isnull=True).exists()
    assert Share.objects.filter(accepted_at__isnull=False, answered_at__isnull=True).exists()
    assert Share.objects.filter(answered_at__isnull=False).exists()


def test_the_ladder_is_climbed_and_its_letters_wait_for_the_head(county):
    assert LadderStep.objects.filter(state=StepState.ISSUED).exists()
    assert set(Letter.objects.values_list("state", flat=True)) >= {
        LetterState.DRAFT,
        LetterState.PROPOSED,
        LetterState.APPROVED,
    }


def test_nothing_happens_after_the_moment_of_the_county(county):
    assert not TicketEvent.objects.filter(at__gt=AT).exists()


def test_every_action_of_the_road_is_among_the_events(county):
    found = set(TicketEvent.objects.values_list("action", flat=True))

    road = {step.action for step in ROAD_STEPS} - EXAMINED

    assert found >= road | {Action.FILE, Action.DRAFT}
    assert found & EXAMINED


def test_somebody_stands_in_every_role(county):
    assert set(Posting.objects.values_list("role", flat=True)) == set(Role)


def test_nobody_has_a_password(county):
    assert not any(map(is_password_usable, Cadre.objects.values_list("password", flat=True)))


def test_codes_are_valid_and_phones_are_encrypted_one_by_one(county):
    assert not any(map(code_fault, Enterprise.objects.values_list("code", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) = count(DISTINCT phone) FROM enterprises_contact")
        assert cursor.fetchone() == (True,)
    assert all(len(phone) == 11 for phone in Contact.objects.values_list("phone", flat=True))


def test_a_signature_holds_for_the_content_by_the_service_s_own_digest(county):
    ticket = Ticket.objects.filter(state=State.UNCONFIRMED).earliest("pk")

    assert ticket.approvals.latest("pk").digest == content_digest(ticket)


def test_history_that_was_poured_in_leaves_no_audit_lines(county):
    """Those that stand in the trail are of what the services did, in the last days."""
    before = AT - beside.BEFORE - timedelta(days=5)

    assert AuditEntry.objects.exists()
    assert not AuditEntry.objects.filter(at__lt=before).exists()


def test_indexes_and_references_are_all_back(county):
    assert definitions() == county["before"]


def test_the_next_row_gets_a_key_of_its_own(county):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_ticket', 'id'))")
        (given,) = cursor.fetchone()
    assert given > Ticket.objects.latest("pk").pk


def test_a_key_that_was_given_once_is_not_given_again(db):
    """Not even where its row is gone."""
    TicketFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_ticket', 'id'))")
        (given,) = cursor.fetchone()
        loading.follow_keys()
        cursor.execute("SELECT nextval(pg_get_serial_sequence('cases_ticket', 'id'))")
        assert cursor.fetchone() == (given + 1,)


def test_it_refuses_a_database_that_holds_something(county):
    with pytest.raises(CommandError, match="只能用于空库"):
        call_command("make_county")


def test_the_check_names_a_due_date_that_does_not_follow(undone):
    ticket = Ticket.objects.filter(state=State.IN_HAND).earliest("pk")
    Ticket.objects.filter(pk=ticket.pk).update(unit_due_on=ticket.unit_due_on + timedelta(days=1))

    found = checking.check(Ticket.objects.filter(pk=ticket.pk)).found
    assert [fault for fault in found if "unit_due_on" in fault]


def test_the_check_names_a_step_that_another_party_took(undone):
    event = TicketEvent.objects.filter(action=Action.APPROVE).earliest("pk")
    stranger = Posting.objects.filter(role=Role.CADRE).exclude(unit=event.unit).earliest("pk")
    TicketEvent.objects.filter(pk=event.pk).update(actor_id=stranger.cadre_id)

    found = checking.check(Ticket.objects.filter(pk=event.ticket_id)).found
    assert [fault for fault in found if "审核通过" in fault]


def test_the_same_seed_and_moment_make_the_same_tickets(db):
    one, two = (making.prepare("county", 7, AT, silent) for _ in range(2))

    assert one.block(one.blocks - 1) == two.block(two.blocks - 1)


def test_another_seed_makes_others(db):
    one, two = (making.prepare("county", seed, AT, silent) for seed in (7, 8))

    assert one.block(one.blocks - 1) != two.block(two.blocks - 1)


def test_a_city_has_several_counties_with_series_of_their_own(db):
    task = making.prepare("city", 7, AT, silent)
    prefixes = [county.place.prefix for county in task.world.counties]

    assert len(set(prefixes)) == len(prefixes) == 13
    assert task.starts[-1].ticket - 1 == 60_000


def test_a_column_that_no_maker_knows_takes_the_model_s_default():
    assert '"is_active"' in tables.copy_sql(Unit)
