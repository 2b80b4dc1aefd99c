"""Terms in the room follow a newer calendar by the room's own task, with a trace inside alone."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.holidays import Holiday
from cadres.models import AuditEntry, OutboxRow, TermRecount
from cadres.viewers.rules.viewer import Viewer
from cases.leads.handling.selectors import moved_terms, open_terms
from cases.leads.handling.services import reading_log, recounts
from cases.leads.handling.services.drafts import Beginning, draft_lead
from cases.leads.handling.services.stubs import take_in_stub
from cases.leads.models import LeadClock, RoomRecount, Stub
from cases.leads.procedure.rules import clocks
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.vocabulary import Route, Side
from tests.cases.leads import filing
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import matter
from tests.factories.people import moment
from tests.fresh import load_notice

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

THURSDAY = date(2026, 12, 31)
SYSTEM = Viewer.system(moment(THURSDAY))
NOTICE = Notice(
    2027,
    "放假通知（演练）",
    "演练1号",
    "",
    None,
    (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 5)),),
    (),
)


@pytest.fixture
def clock(room) -> LeadClock:
    draft_lead(matter(found_on=THURSDAY.isoformat()), Beginning(), actor=room.clerk.at(THURSDAY))
    return LeadClock.objects.get(clock=Clock.PROPOSE)


@pytest.fixture
def stub(room) -> Stub:
    return take_in_stub(THURSDAY, actor=room.head.at(THURSDAY))


def load() -> int:
    return load_notice(NOTICE, actor=SYSTEM).number


def test_a_clock_of_a_lead_is_marked_and_follows_the_notice_with_a_trace_inside(clock, room):
    before = clock.due_on
    assert (before.year, clock.is_due_provisional) == (2027, True)
    outside = AuditEntry.objects.filter(verb__contains="recount").count()
    version = load()

    recounts.recount_room(actor=SYSTEM)

    clock.refresh_from_db()
    assert (clock.due_on, clock.is_due_provisional, clock.calendar) == (
        before + timedelta(days=2),
        False,
        version,
    )
    assert lines("lead.recount") == RoomRecount.objects.filter(kind="clock").count() > 0
    assert AuditEntry.objects.filter(verb__contains="recount").count() == outside
    assert not TermRecount.objects.exists()
    why = open_terms.of_lead(clock.lead, seen_by=room.clerk.at(THURSDAY))
    assert clock.due_on in {one.explanation.due.on for one in why}


def test_a_stub_follows_it_too_and_nothing_moves_twice(stub):
    assert (stub.due_on, stub.is_due_provisional) == (date(2027, 1, 8), True)
    load()

    moved = [recounts.recount_room(actor=SYSTEM) for _ in range(2)]

    stub.refresh_from_db()
    assert (moved, stub.due_on) == ([1, 0], date(2027, 1, 12))
    assert lines("stub.recount") == 1


def test_the_check_of_the_site_hears_of_the_room_only_that_all_is_right_or_not(clock):
    said = StringIO()
    call_command("rebuild_clocks", "--check", stdout=said)
    assert "线索室：一致" in said.getvalue()
    LeadClock.objects.filter(pk=clock.pk).update(due_on=THURSDAY)

    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("rebuild_clocks", "--check", stdout=said)

    (line,) = [one for one in said.getvalue().splitlines() if one.startswith("线索室")]
    assert line == "线索室：有时限不一致，请在其中核对。"


def test_the_nightly_check_is_kept_in_the_room_s_trail_alone(clock):
    assert recounts.check_room(actor=SYSTEM) == 0
    LeadClock.objects.filter(pk=clock.pk).update(due_on=THURSDAY)

    assert recounts.check_room(actor=SYSTEM) == 1
    assert lines("terms.check") == 2
    assert not AuditEntry.objects.filter(verb="terms.check").exists()


def test_a_prolonged_clock_may_still_be_prolonged_only_once_after_a_recount(clock):
    """The recount makes no clock void: that is what counts as a prolongation."""
    load()
    recounts.recount_room(actor=SYSTEM)

    assert not LeadClock.objects.filter(is_void=True).exists()


@pytest.fixture
def later(room):
    """When the reader comes back: the morning after the recount."""
    return lambda who: who.at(THURSDAY, 15)


def recounted() -> None:
    load()
    recounts.recount_room(actor=Viewer.system(moment(THURSDAY, 12)))


def test_whoever_it_binds_is_told_inside_until_they_have_read_it(clock, room, later):
    lead, before = clock.lead, clock.due_on
    assert moved_terms.of_leads([lead], seen_by=later(room.clerk)) == {}
    recounted()

    told = moved_terms.of_leads([lead], seen_by=later(room.clerk))[lead.pk]
    assert ("提出移送建议", before, before + timedelta(days=2)) in {
        (one.label, one.before_on, one.after_on) for one in told
    }
    assert moved_terms.of_leads([lead], seen_by=later(room.head))

    reading_log.read_lead(lead, actor=room.clerk.at(THURSDAY, 14))

    assert moved_terms.of_leads([lead], seen_by=later(room.clerk)) == {}
    # What one reader has read, another has not.
    assert moved_terms.of_leads([lead], seen_by=later(room.head))
    assert moved_terms.days_before(lead, seen_by=later(room.clerk))[clock.pk] == before


@pytest.mark.parametrize(
    ("clock", "bound"),
    [*((one, Side.SENDER) for one in sorted(clocks.OF_SENDER)), (Clock.SIGN, Side.RECEIVER)],
)
def test_of_two_sides_the_one_is_bound_that_would_be_late(clock, bound):
    other = {Side.SENDER: Side.RECEIVER, Side.RECEIVER: Side.SENDER}[bound]

    assert clocks.binds(clock, bound, Route.INSIDE)
    assert not clocks.binds(clock, other, Route.INSIDE)
    # Whoever is in the room keeps the days where the other side is outside.
    assert clocks.binds(clock, other, Route.OUTWARD)


def test_the_side_that_is_not_bound_is_not_told(room, later):
    lead = filing.delivered(room)
    LeadClock.objects.filter(lead=lead, clock=Clock.SIGN).update(due_on=THURSDAY)
    row = LeadClock.objects.get(lead=lead, clock=Clock.SIGN)
    RoomRecount.objects.create(
        kind=open_terms.CLOCK,
        object_id=row.pk,
        label="签收",
        at=moment(THURSDAY, 12),
        calendar=9,
        before_on=THURSDAY,
        after_on=THURSDAY + timedelta(days=1),
    )

    assert moved_terms.of_leads([lead], seen_by=later(room.clerk)) == {}
    (told,) = moved_terms.of_leads([lead], seen_by=later(room.registrar))[lead.pk]
    assert (told.label, told.after_on) == ("签收", THURSDAY + timedelta(days=1))


def test_a_stub_says_so_until_it_has_gone_on(stub, room, later):
    before = stub.due_on
    recounted()
    assert moved_terms.of_stubs(seen_by=later(room.head)) == {stub.pk: before}
    assert moved_terms.of_stubs(seen_by=later(room.clerk)) == {}

    Stub.objects.filter(pk=stub.pk).update(handed_on=THURSDAY)

    assert moved_terms.of_stubs(seen_by=later(room.head)) == {}


def test_nothing_of_it_is_told_outside(clock, stub):
    before = OutboxRow.objects.count()

    recounted()

    assert OutboxRow.objects.count() == before
