"""One unit takes another over: everything open goes, no clock moves, the past stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.models import AuditEntry, Delegation, OutboxRow, Posting
from cadres.notifications.selectors import notices
from cadres.people.selectors import unit_merging, unit_names, viewers
from cadres.people.services.unit_merging import merge_units
from cadres.people.services.units import UnitFacts, add_unit, reopen_unit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.letters.rules.kinds import LetterKind
from cases.letters.selectors import letters
from cases.letters.services.drafting import draft_letter
from cases.letters.services.recipients import RECOUNTED
from cases.models import ClockEvent, Letter, Share, Ticket, TicketEvent, UnitDraft
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.services.applications.applications import ask_extension
from cases.tickets.services.applications.unit_drafts import say
from cases.tickets.services.clocks import clock_rebuild, recount_notices
from cases.tickets.services.closing.rounds import redo_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.shares import add_share
from tests import cast
from tests.cases.letters import cast as letters_cast
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.inspections import InspectionFactory
from tests.factories.letters import LetterFactory
from tests.factories.office_work import IndicatorFindingFactory
from tests.factories.people import DelegationFactory, moment

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NEXT = date(2026, 3, 9)
CLOCKS = (
    "state", "due_on", "promised_on", "due_at", "unit_due_on", "step_due_on", "feedback_due_on",
    "paused_at", "accepted_on", "dispatched_on",
)  # fmt: skip


@pytest.fixture
def new(handler):
    """能源局, which takes the handler's unit over, with a clerk of its own."""
    return cast.person("何平", Role.UNIT_CLERK, cast.unit("县能源局")).unit


@pytest.fixture
def led(handler, dispatcher, caller, enterprise, new):
    """Tickets of the old unit in several states, on real clocks; one with a part of the new."""
    made = []
    for step in ("assigned", "in_hand", "asked", "helped"):
        ticket = TicketFactory(enterprise=enterprise)
        ticket = dispatch_ticket(
            ticket,
            actor=dispatcher.viewer(MONDAY),
            unit=handler.unit,
            handling_class="general",
            co_units=[new] if step == "helped" else [],
        )
        if step != "assigned":
            ticket = accept_ticket(ticket, actor=handler.viewer(MONDAY, 11))
        if step == "asked":
            ask_extension(ticket, actor=handler.viewer(MONDAY, 12), days=3, reason="等设备")
        made.append(ticket)
    return made


def merge(old, new, by, on=FRIDAY, **more):
    viewer = by.viewer(on)
    seen = unit_merging.effects(old, new, seen_by=viewer).seen
    return merge_units(old, new, actor=viewer, **({"seen": seen, "reason": "机构改革"} | more))


def standing(tickets_given):
    rows = Ticket.objects.filter(pk__in=[one.pk for one in tickets_given]).order_by("pk")
    return list(rows.values_list(*CLOCKS))


def test_open_work_goes_over_and_no_clock_moves(led, handler, new, sysadmin):
    before = standing(led)
    merge(handler.unit, new, sysadmin)

    assert standing(led) == before
    assert {ticket.unit for ticket in Ticket.objects.filter(pk__in=[t.pk for t in led])} == {new}
    assert clock_rebuild.rebuild_clocks(actor=Viewer.system(moment(FRIDAY))).differences == 0
    last = TicketEvent.objects.filter(ticket=led[0]).last()
    assert (last.action, last.unit, last.actor_name) == (Action.RESTRUCTURE, new, "吴系统")


def test_what_was_asked_for_still_waits(led, handler, new, sysadmin):
    merge(handler.unit, new, sysadmin)

    assert led[2].applications.get().state == "waiting"


def test_what_it_has_to_put_right_and_to_answer_for_goes_over(handler, new, sysadmin):
    rows = InspectionFactory(unit=handler.unit), IndicatorFindingFactory(unit=handler.unit)
    ended = IndicatorFindingFactory(
        unit=handler.unit, state="void", ended_at=moment(MONDAY), ended_by=handler.cadre,
        ended_why="重复",
    )  # fmt: skip

    merge(handler.unit, new, sysadmin)

    for row in (*rows, ended):
        row.refresh_from_db()
    assert [row.unit for row in (*rows, ended)] == [new, new, handler.unit]


def test_who_leads_has_no_part_beside_it_and_its_clock_ends(led, handler, new, sysadmin):
    merge(handler.unit, new, sysadmin)

    share = Share.objects.get(ticket=led[3])
    assert share.ended_at == sysadmin.viewer(FRIDAY).at
    assert share.due_on is None
    led[3].refresh_from_db()
    assert led[3].co_unit_ids == []
    stopped = ClockEvent.objects.get(share=share, verb=ClockVerb.STOPPED)
    assert stopped.kind == ClockKind.SHARE


def test_a_part_in_somebody_else_s_ticket_goes_over_with_its_term(
    handler, new, dispatcher, outsider, enterprise, sysadmin
):
    ticket = TicketFactory(in_hand=True, enterprise=enterprise, unit=outsider.unit)
    share = add_share(ticket, actor=dispatcher.viewer(MONDAY), unit=handler.unit)
    merge(handler.unit, new, sysadmin)

    moved = Share.objects.get(pk=share.pk)
    assert (moved.unit, moved.due_on, moved.ended_at) == (new, share.due_on, None)
    ticket.refresh_from_db()
    assert ticket.co_unit_ids == [new.pk]


def test_people_hold_the_same_posts_there_from_today(led, handler, head, new, sysadmin):
    lent = DelegationFactory(
        posting=head.cadre.postings.get(), deputy=handler.cadre, from_on=MONDAY, to_on=NEXT
    )
    merge(handler.unit, new, sysadmin)

    was, now = Posting.objects.filter(cadre=head.cadre).order_by("pk")
    assert (was.unit, was.to_on) == (handler.unit, FRIDAY - timedelta(days=1))
    assert (now.unit, now.role, now.from_on, now.to_on) == (new, Role.UNIT_HEAD, FRIDAY, None)
    assert Delegation.objects.get(pk=lent.pk).posting == now
    assert new.pk in handler.viewer(FRIDAY).head_unit_ids
    assert tickets.fetch(led[1].pk, seen_by=handler.viewer(FRIDAY)).unit == new


def test_past_figures_stay_and_present_ones_add_up(led, handler, new, enterprise, sysadmin, leader):
    TicketFactory(closed=True, enterprise=enterprise, unit=handler.unit)
    period = Period(MONDAY, NEXT)
    then = Question(period, By.UNIT, as_of=date(2026, 3, 5))
    before = completion.report(then, seen_by=leader.viewer(NEXT)).rows
    now_before = completion.report(Question(period), seen_by=leader.viewer(NEXT)).total
    merge(handler.unit, new, sysadmin)

    assert completion.report(then, seen_by=leader.viewer(NEXT)).rows == before
    now = completion.report(Question(period), seen_by=leader.viewer(NEXT))
    assert now.total == now_before
    assert {row.label: row.figures.received for row in now.rows} == {"县供电公司": 1, "县能源局": 4}


def test_the_new_unit_sees_and_redoes_what_the_old_one_closed(
    handler, new, caller, enterprise, sysadmin
):
    closed = TicketFactory(closed=True, enterprise=enterprise, unit=handler.unit)
    merge(handler.unit, new, sysadmin)
    clerk = cast.person("新人", Role.UNIT_CLERK, new)

    assert tickets.is_visible(closed.pk, seen_by=clerk.viewer(FRIDAY))
    ticket = redo_ticket(closed, actor=caller.viewer(NEXT), reason="没有修好")
    assert (ticket.state, ticket.unit) == (State.IN_HAND, new)


def test_its_clerks_answer_for_what_was_written_to_the_old_unit(handler, new, sysadmin):
    merge(handler.unit, new, sysadmin)

    viewer = cast.person("新人", Role.UNIT_CLERK, new).viewer(FRIDAY)
    assert viewer.clerk_unit_ids == tuple(sorted([handler.unit.pk, new.pk]))


def test_topics_go_over(handler, new, sysadmin):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    due_on = topic.due_on
    merge(handler.unit, new, sysadmin)

    topic.refresh_from_db()
    assert (topic.unit, topic.due_on) == (new, due_on)


def test_its_name_leads_to_the_new_unit_and_it_stays_closed(handler, new, sysadmin):
    old = handler.unit
    merge(old, new, sysadmin)
    old.refresh_from_db()
    found = unit_names.known(old.region, seen_by=sysadmin.viewer(FRIDAY))

    assert found.units[old.name_key] == new
    assert (old.is_active, old.merged_into) == (False, new)
    with pytest.raises(WrongState, match="已并入"):
        reopen_unit(old, actor=sysadmin.viewer(FRIDAY))


def test_a_chain_is_followed_by_nobody(handler, new, outsider, sysadmin):
    merge(handler.unit, new, sysadmin)
    merge(new, outsider.unit, sysadmin)

    handler.unit.refresh_from_db()
    assert handler.unit.merged_into == outsider.unit


def test_both_units_and_the_office_are_told_and_the_trail_names_counts(
    led, handler, new, dispatcher, sysadmin, stranger
):
    merge(handler.unit, new, sysadmin)

    entry = AuditEntry.objects.get(verb="unit.merge")
    assert "4 件在办工单" in entry.detail["moves"]
    told = set(OutboxRow.objects.filter(kind="unit_merged").values_list("to_id", flat=True))
    assert {handler.cadre.pk, dispatcher.cadre.pk} <= told
    assert stranger.cadre.pk not in told
    said = notices.render("unit_merged", [entry.pk], seen_by=handler.viewer(FRIDAY))[entry.pk]
    assert said.title == "县供电公司已并入县能源局"


@pytest.mark.parametrize("is_proposed", [False, True])
def test_a_letter_that_is_not_issued_keeps_it_from_being_done(
    led, handler, new, sysadmin, is_proposed
):
    LetterFactory(ticket=led[1], unit=handler.unit, proposed=is_proposed)

    with pytest.raises(WrongState, match="没有印发"):
        merge(handler.unit, new, sysadmin)
    assert Letter.objects.get().unit == handler.unit


def test_administrators_are_moved_by_two_alone(sysadmin, new):
    with pytest.raises(WrongState, match="双人"):
        merge(sysadmin.unit, new, sysadmin)


def test_units_of_two_counties_and_a_unit_below_stay_apart(sysadmin, handler, stranger):
    below = add_unit(
        UnitFacts("县供电公司一所", "department", handler.county, handler.unit),
        actor=sysadmin.viewer(MONDAY),
    )
    with pytest.raises(WrongState, match="下级单位"):
        merge(handler.unit, below, sysadmin)
    viewer = Viewer.system(moment(FRIDAY))
    seen = unit_merging.effects(handler.unit, stranger.unit, seen_by=viewer).seen
    with pytest.raises(WrongState, match="同一个县"):
        merge_units(handler.unit, stranger.unit, actor=viewer, seen=seen, reason="x")


def test_a_page_that_showed_other_counts_is_refused(led, handler, new, sysadmin, enterprise):
    seen = unit_merging.effects(handler.unit, new, seen_by=sysadmin.viewer(FRIDAY)).seen
    TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit)

    with pytest.raises(Conflict, match="变化"):
        merge(handler.unit, new, sysadmin, seen=seen)


def test_nobody_else_merges_units(handler, new, dispatcher, office_head):
    for person in (dispatcher, office_head):
        with pytest.raises(NotPermitted):
            merge(handler.unit, new, person)


def test_a_letter_to_the_old_unit_is_told_to_the_unit_that_answers_it_now(
    in_hand, handler, new, dispatcher, office_head, sysadmin
):
    draft = draft_letter(in_hand, LetterKind.HINT, actor=dispatcher.viewer(letters_cast.FRIDAY))
    letter = letters_cast.issued(draft, dispatcher, office_head)
    merge(handler.unit, new, sysadmin, on=letters_cast.MONDAY)
    # Of the old unit's people nobody is left.
    Posting.objects.filter(cadre=handler.cadre).delete()
    OutboxRow.objects.all().delete()
    actor = Viewer.system(moment(letters_cast.MONDAY, 12))

    recount_notices.tell_term(Letter.objects.get(pk=letter.pk), 7, actor=actor)

    told = OutboxRow.objects.filter(kind=RECOUNTED).values_list("to__name", flat=True)
    assert set(told) == {"何平"}
    # Somebody there can act: nobody is asked for people of a unit that is no more.
    assert not OutboxRow.objects.filter(kind="unit_unmanned").exists()
    reader = viewers.build(Posting.objects.get(unit=new).cadre, at=actor.at)
    assert letters.to_answer(seen_by=reader).total == 1


def test_what_waits_for_the_old_unit_s_head_waits_for_the_new_one_s(
    in_hand, handler, new, sysadmin
):
    said = {"reason": "厂区专线由园区建设和管护。", "proposed_unit": None}
    say(in_hand, DraftKind.OBJECTION, said, actor=handler.viewer(MONDAY))

    merge(handler.unit, new, sysadmin)

    assert UnitDraft.objects.get().unit == new
