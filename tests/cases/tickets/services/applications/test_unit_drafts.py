"""The unit speaks with its head's signature: a clerk drafts, a head signs the very words."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.deadlines.rules.limits import LimitUnit
from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.desk.selectors import decisions
from cases.models import Application, Objection, TicketEvent, UnitDraft
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.tickets.rules.applications.applications import ApplicationState, Level
from cases.tickets.rules.applications.unit_drafts import WAYS, DraftKind, DraftState
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.applications import unit_drafts
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.unit_drafts import (
    drop_draft,
    return_draft,
    say,
    sign_draft,
)
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.results import resolve_ticket
from cases.tickets.services.transitions import hands_of
from tests import cast
from tests.cases.drafted import MONDAY, REVIEW, TUESDAY, limit
from tests.factories.cases import LadderStepFactory
from tests.factories.people import DelegationFactory, PostingFactory, moment
from tests.fresh import approve_ticket

LATE = date(2026, 3, 11)
EXTENSION = {"reason": "设备到货推迟。", "days": 5}
WORDS = {
    DraftKind.EXTENSION: EXTENSION,
    DraftKind.PARKING: {"ground": "practical", "reason": "规划未批。", "until_on": REVIEW},
    DraftKind.HAND_UP: {
        "level": Level.COUNTY_MEETING.value,
        "reason": "涉及三个部门。",
        "tried": "已协调两次。",
        "proposal": "请召集会商。",
    },
    DraftKind.OBJECTION: {"reason": "不属本单位职责。", "proposed_unit": None},
}
KINDS = list(WORDS)


def draft(ticket, who, kind=DraftKind.EXTENSION, on=MONDAY, **more):
    return say(ticket, kind, WORDS[kind] | more, actor=who.viewer(on)).draft


def sign(ticket, one, who, on=MONDAY):
    return sign_draft(ticket, actor=who.viewer(on), digest=one.digest)


@pytest.fixture
def fresh(in_hand):
    """Dispatched today and signed for: every kind may be said."""
    in_hand.dispatched_on = in_hand.accepted_on = MONDAY
    in_hand.save(update_fields=["dispatched_on", "accepted_on"])
    return in_hand


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_clerk_drafts_has_not_been_said(fresh, handler, head, office_head, leader, kind):
    said = say(fresh, kind, WORDS[kind], actor=handler.viewer(MONDAY))

    fresh.refresh_from_db()
    assert said.waits
    assert said.result is None
    assert fresh.state == State.IN_HAND
    assert not Application.objects.exists()
    assert not Objection.objects.exists()
    assert set(OutboxRow.objects.values_list("kind", "to")) == {("draft_waits", head.cadre.pk)}


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_out_by_the_head_s_signature(fresh, handler, head, office_head, leader, kind):
    one = draft(fresh, handler, kind)

    sign(fresh, one, head, TUESDAY)

    one.refresh_from_db()
    event = TicketEvent.objects.get(action=WAYS[kind].action)
    assert event.actor == head.cadre
    assert (one.state, one.drafted_by, one.signed_by) == (
        DraftState.SIGNED,
        handler.cadre,
        head.cadre,
    )
    assert one.posting == head.cadre.postings.get()
    assert AuditEntry.objects.filter(verb="unit_draft.sign").count() == 1


def test_the_words_that_were_signed_are_the_words_that_go_out(fresh, handler, head, office_head):
    sign(fresh, draft(fresh, handler), head, TUESDAY)

    asked = Application.objects.get()
    assert (asked.reason, asked.days, asked.unit) == ("设备到货推迟。", 5, head.unit)
    assert (asked.asked_by, asked.draft.drafted_by) == (head.cadre, handler.cadre)
    # Its decision is owed from the day on which it was signed.
    assert asked.due_on == LATE


def test_a_parking_keeps_its_day_and_a_proposal_its_unit(fresh, handler, head, outsider, leader):
    sign(fresh, draft(fresh, handler, DraftKind.PARKING), head)
    assert Application.objects.get().until_on == REVIEW

    other = draft(fresh, handler, DraftKind.OBJECTION, proposed_unit=outsider.unit)
    sign(fresh, other, head)
    assert Objection.objects.get().proposed_unit == outsider.unit


def test_a_reply_goes_out_signed(fresh, handler, head, dispatcher):
    step = LadderStepFactory(
        ticket=fresh, state=StepState.ISSUED, issued_at=moment(MONDAY, 8), reply_due_on=TUESDAY
    )
    shown = ladder_steps.asked_digest(fresh, seen_by=handler.viewer(MONDAY))
    words = {"reply": "周五到货。", "promised_on": LATE, "digest": shown}

    said = say(fresh, DraftKind.REPLY, words, actor=handler.viewer(MONDAY))
    step.refresh_from_db()
    assert (step.reply, said.draft.sign_by) == ("", TUESDAY)

    sign(fresh, said.draft, head)
    step.refresh_from_db()
    assert (step.reply, step.reply_by) == ("周五到货。", head.cadre)


def test_a_head_s_own_words_are_signed_as_they_are_written(fresh, head, office_head):
    said = say(fresh, DraftKind.EXTENSION, EXTENSION, actor=head.viewer(MONDAY))

    assert said.draft.state == DraftState.SIGNED
    assert said.draft.drafted_by == said.draft.signed_by == head.cadre
    assert Application.objects.get().state == ApplicationState.WAITING


def test_speaking_for_the_unit_is_not_handling_it(fresh, head, handler, office_head):
    say(fresh, DraftKind.EXTENSION, EXTENSION, actor=head.viewer(MONDAY))
    finding = Finding(Outcome.EXPLAINED)
    resolve_ticket(fresh, actor=handler.viewer(MONDAY), result="已说明。", finding=finding)

    assert approve_ticket(fresh, actor=head.viewer(TUESDAY)).state == State.UNCONFIRMED


def test_nobody_signs_what_they_drafted(fresh, handler):
    PostingFactory(cadre=handler.cadre, unit=handler.unit, role=Role.UNIT_HEAD)

    one = draft(fresh, handler)

    assert one.state == DraftState.WAITING
    with pytest.raises(NotPermitted, match="经办过"):
        sign(fresh, one, handler)


def test_nobody_decides_on_what_they_signed(fresh, handler, head, office_head):
    PostingFactory(cadre=head.cadre, unit=office_head.unit, role=Role.OFFICE_HEAD)
    sign(fresh, draft(fresh, handler), head)
    asked = Application.objects.get()

    with pytest.raises(NotPermitted, match="由您签发"):
        grant_application(fresh, "extension", actor=head.viewer(TUESDAY), digest=asked.digest)


def test_a_deputy_signs_for_the_head(fresh, handler, head, office_head):
    other = cast.person("李四", Role.UNIT_CLERK, head.unit)
    DelegationFactory(
        posting=head.cadre.postings.get(), deputy=other.cadre, from_on=MONDAY, to_on=LATE
    )

    one = draft(fresh, handler)
    sign(fresh, one, other)

    one.refresh_from_db()
    assert (one.signed_by, one.principal) == (other.cadre, head.cadre)
    event = TicketEvent.objects.get(action=Action.ASK_EXTENSION)
    assert event.actor_name == "李四 代 王强"


def test_a_signature_is_on_the_words_that_were_seen(fresh, handler, head):
    first = draft(fresh, handler)
    words = EXTENSION | {"days": 3}
    say(
        fresh,
        DraftKind.EXTENSION,
        words,
        actor=handler.viewer(MONDAY),
        replaces=first.digest,
    )

    with pytest.raises(Conflict):
        sign(fresh, first, head)
    assert not Application.objects.exists()


def test_one_of_a_kind_is_open_at_a_time(fresh, handler):
    draft(fresh, handler)

    with pytest.raises(Conflict, match="已有一件延期申请待签发"):
        draft(fresh, handler)
    assert draft(fresh, handler, DraftKind.PARKING)


@pytest.mark.parametrize("name", ["handler", "office_head", "leader", "dispatcher", "supervisor"])
def test_others_sign_nothing(request, fresh, handler, name):
    one = draft(fresh, handler)

    with pytest.raises(NotPermitted):
        sign(fresh, one, request.getfixturevalue(name))


def test_who_cannot_see_the_ticket_signs_nothing(fresh, handler, outsider):
    with pytest.raises(Absent):
        sign(fresh, draft(fresh, handler), outsider)


def test_a_head_gives_it_back_with_a_reason(fresh, handler, head):
    one = draft(fresh, handler)

    return_draft(fresh, actor=head.viewer(MONDAY), digest=one.digest, reason="写清现在到哪一步。")

    one.refresh_from_db()
    assert (one.state, one.note) == (DraftState.RETURNED, "写清现在到哪一步。")
    assert OutboxRow.objects.filter(kind="draft_returned", to=handler.cadre).exists()
    # What the head wrote is the unit's own.
    assert "到哪一步" not in TicketEvent.objects.get(action=Action.RETURN_DRAFT).note


def test_giving_back_needs_its_words(fresh, handler, head):
    one = draft(fresh, handler)

    with pytest.raises(Invalid):
        return_draft(fresh, actor=head.viewer(MONDAY), digest=one.digest, reason=" ")


def test_what_was_given_back_is_changed_and_sent_again(fresh, handler, head, office_head):
    one = draft(fresh, handler)
    return_draft(fresh, actor=head.viewer(MONDAY), digest=one.digest, reason="三天够了。")
    words = EXTENSION | {"days": 3}
    actor = handler.viewer(MONDAY)
    again = say(fresh, DraftKind.EXTENSION, words, actor=actor, replaces=one.digest).draft

    sign(fresh, again, head)

    assert Application.objects.get().days == 3


def test_the_clerk_takes_it_back(fresh, handler, head):
    one = draft(fresh, handler)

    drop_draft(fresh, actor=handler.viewer(MONDAY), digest=one.digest)

    with pytest.raises(Conflict):
        sign(fresh, one, head)
    assert draft(fresh, handler)


def test_what_would_be_refused_is_refused_before_a_head_is_asked(fresh, handler):
    with pytest.raises(Invalid):
        draft(fresh, handler, days=200)
    with pytest.raises(WrongState, match="现在已晚"):
        draft(fresh, handler, on=LATE)

    assert not UnitDraft.objects.exists()
    assert not OutboxRow.objects.exists()


def test_the_limit_is_kept_by_the_signature(fresh, handler, head):
    one = draft(fresh, handler, on=TUESDAY)
    assert one.sign_by == TUESDAY

    with pytest.raises(WrongState, match="现在已晚"):
        sign(fresh, one, head, LATE)


def test_a_draft_lapses_when_the_unit_loses_the_ticket(fresh, handler, head, dispatcher, outsider):
    one = draft(fresh, handler)
    reassign_ticket(fresh, actor=dispatcher.viewer(MONDAY), unit=outsider.unit, reason="改派")

    one.refresh_from_db()
    assert one.state == DraftState.LAPSED
    assert unit_drafts.of_ticket(fresh, seen_by=outsider.viewer(MONDAY)) == []


def test_a_draft_lapses_with_the_result(fresh, handler):
    one = draft(fresh, handler)
    finding = Finding(Outcome.EXPLAINED)
    resolve_ticket(fresh, actor=handler.viewer(MONDAY), result="已说明。", finding=finding)

    one.refresh_from_db()
    assert one.state == DraftState.LAPSED


@pytest.mark.parametrize("kind", KINDS)
def test_a_county_may_do_without_a_signature(fresh, handler, head, office_head, leader, kind):
    limit(WAYS[kind].unsigned, 1, LimitUnit.SWITCH, handler.county)

    said = say(fresh, kind, WORDS[kind], actor=handler.viewer(MONDAY))

    assert said.draft is None
    assert said.result
    assert TicketEvent.objects.get(action=WAYS[kind].action).actor == handler.cadre
    others = set(DraftKind) - {kind, DraftKind.REPLY}
    viewer = handler.viewer(MONDAY)
    assert all(unit_drafts.needs_signature(fresh, one, seen_by=viewer) for one in others)


def test_where_no_signature_is_asked_for_the_clerk_has_handled_it(fresh, handler, office_head):
    limit(limit_keys.UNSIGNED_EXTENSION, 1, LimitUnit.SWITCH, handler.county)
    say(fresh, DraftKind.EXTENSION, EXTENSION, actor=handler.viewer(MONDAY))

    assert hands_of(fresh).handlers == {handler.cadre.pk}


def test_the_office_asks_in_its_own_name(fresh, dispatcher, leader):
    words = WORDS[DraftKind.HAND_UP]

    said = say(fresh, DraftKind.HAND_UP, words, actor=dispatcher.viewer(MONDAY))

    assert said.result.unit is None


def test_unsigned_words_are_the_unit_s_own(fresh, handler, head, dispatcher, leader, supervisor):
    draft(fresh, handler)

    for one in (handler, head):
        assert unit_drafts.of_ticket(fresh, seen_by=one.viewer(MONDAY))
    for other in (dispatcher, leader, supervisor):
        assert not unit_drafts.of_ticket(fresh, seen_by=other.viewer(MONDAY))
    assert "设备" not in TicketEvent.objects.get(action=Action.DRAFT).note


def test_the_head_s_desk_shows_the_exact_words(fresh, handler, head):
    one = draft(fresh, handler)

    (card,) = decisions.to_sign_drafts(seen_by=head.viewer(MONDAY), shown=8)

    assert card.draft.digest == one.digest
    assert [(line.label, line.words) for line in card.draft.said] == [
        ("延长", "5 个工作日"),
        ("理由", "设备到货推迟。"),
    ]
    assert (card.draft.sign_by, card.refused) == (TUESDAY, "")
    assert decisions.to_sign_drafts(seen_by=handler.viewer(MONDAY), shown=8) == []


def test_the_desk_asks_as_many_questions_for_one_as_for_three(
    fresh, handler, head, django_assert_num_queries
):
    viewer = head.viewer(MONDAY)
    draft(fresh, handler)
    with CaptureQueriesContext(connection) as first:
        decisions.to_sign_drafts(seen_by=viewer, shown=8)
    draft(fresh, handler, DraftKind.PARKING)
    draft(fresh, handler, DraftKind.OBJECTION)

    with django_assert_num_queries(len(first)):
        assert len(decisions.to_sign_drafts(seen_by=viewer, shown=8)) == 3


def test_where_nobody_can_sign_the_clerk_is_told_so(fresh, handler):
    assert say(fresh, DraftKind.EXTENSION, EXTENSION, actor=handler.viewer(MONDAY)).is_unheard
