"""How a matter ended, apart from where its ticket stands."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import Explanation, Ticket
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import Answer, LegalChannel, Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.applications.redirection import redirect_ticket
from cases.tickets.services.closing.closing import confirm_by_link, issue_link, record_call_back
from cases.tickets.services.closing.explanations import close_explained, explain
from cases.tickets.services.handling.results import content_digest, resolve_ticket
from tests.factories.cases import MeasureFactory
from tests.factories.people import moment
from tests.fresh import approve_ticket, record_outer_number

MONDAY = date(2026, 3, 9)
TUESDAY = date(2026, 3, 10)
WEDNESDAY = date(2026, 3, 11)
REDIRECTED = Finding(Outcome.REDIRECTED, legal_channel=LegalChannel.LITIGATION)
EXPLAINED = Finding(Outcome.EXPLAINED)


def finding_of(ticket: Ticket) -> Finding:
    """What stands on the ticket, as the rules read it."""
    return Finding(**{name: getattr(ticket, name) for name in signature_digests.FINDING})


def resolved_with(ticket: Ticket, handler, finding: Finding) -> Ticket:
    return resolve_ticket(
        ticket, actor=handler.viewer(MONDAY), result="现行政策没有依据。", finding=finding
    )


def awaited(ticket: Ticket, handler, head, finding: Finding) -> Ticket:
    return approve_ticket(resolved_with(ticket, handler, finding), actor=head.viewer(MONDAY))


@pytest.mark.parametrize("outcome", [Outcome.SOLVED, Outcome.PARTLY])
def test_who_says_that_it_is_solved_shows_what_was_done(in_hand, handler, outcome):
    with pytest.raises(Invalid, match="已完成的举措"):
        resolved_with(in_hand, handler, Finding(outcome))

    MeasureFactory(ticket=in_hand, done=True)
    assert resolved_with(in_hand, handler, Finding(outcome)).outcome == outcome


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        (Finding(""), "outcome"),
        (Finding(Outcome.WITHDRAWN), "outcome"),
        (Finding(Outcome.PARKED), "outcome"),
        (Finding("planned"), "outcome"),
        (Finding(Outcome.REDIRECTED), "legal_channel"),
    ],
)
def test_each_outcome_says_what_belongs_to_it(in_hand, handler, finding, field):
    with pytest.raises(Invalid) as refused:
        resolved_with(in_hand, handler, finding)
    assert field in refused.value.fields
    assert Ticket.objects.get(pk=in_hand.pk).state == State.IN_HAND


def test_what_belongs_to_another_outcome_is_left_out(in_hand, handler):
    ticket = resolved_with(in_hand, handler, Finding(Outcome.EXPLAINED, "police", "1"))
    assert finding_of(ticket) == EXPLAINED


def test_the_head_signs_the_outcome_too(in_hand, handler):
    ticket = resolved_with(in_hand, handler, REDIRECTED)
    before = content_digest(ticket)
    ticket.legal_channel = LegalChannel.ARBITRATION
    ticket.save(update_fields=["legal_channel"])

    assert content_digest(ticket) != before


def test_the_enterprise_has_the_last_word(in_hand, handler, head, caller):
    MeasureFactory(ticket=in_hand, done=True)
    ticket = awaited(in_hand, handler, head, Finding(Outcome.PARTLY))

    ticket = record_call_back(ticket, actor=caller.viewer(TUESDAY), answer=Answer.SOLVED)
    assert ticket.outcome == Outcome.SOLVED


@pytest.mark.parametrize("finding", [REDIRECTED, EXPLAINED])
def test_who_agrees_closes_it_as_it_was_found(in_hand, handler, head, caller, finding):
    ticket = awaited(in_hand, handler, head, finding)

    ticket = record_call_back(ticket, actor=caller.viewer(TUESDAY), answer=Answer.AGREES)
    assert (ticket.state, finding_of(ticket)) == (State.CLOSED, finding)


@pytest.mark.parametrize("answer", [Answer.SOLVED, Answer.PARTLY])
def test_what_the_unit_did_not_claim_nobody_calls_solved(in_hand, handler, head, caller, answer):
    ticket = awaited(in_hand, handler, head, EXPLAINED)
    with pytest.raises(Invalid, match="与办理结果不符"):
        record_call_back(ticket, actor=caller.viewer(TUESDAY), answer=answer)


def test_to_agree_is_no_answer_to_a_solution(unconfirmed, caller):
    with pytest.raises(Invalid):
        record_call_back(unconfirmed, actor=caller.viewer(TUESDAY), answer=Answer.AGREES)


def test_who_does_not_agree_has_it_handled_once_more(in_hand, handler, head, liaison):
    ticket = awaited(in_hand, handler, head, EXPLAINED)
    token = issue_link(ticket, actor=liaison.viewer(TUESDAY))

    ticket = confirm_by_link(token, at=moment(TUESDAY, 12), answer=Answer.NOT_SOLVED)
    assert (ticket.state, ticket.round, ticket.outcome) == (State.IN_HAND, 2, "")


def told(ticket: Ticket, by, on: date) -> Explanation:
    return explain(
        ticket, actor=by.viewer(on, 16), told_on=on, told_to="周总", text="依据电价办法第三条。"
    )


def test_explained_on_two_days_it_is_closed_by_a_third_hand(in_hand, handler, head, caller):
    ticket = awaited(in_hand, handler, head, EXPLAINED)
    told(ticket, handler, MONDAY)
    with pytest.raises(WrongState, match="现在登记了 1 次"):
        close_explained(ticket, actor=caller.viewer(TUESDAY), note="属实。")
    told(ticket, handler, TUESDAY)

    ticket = close_explained(ticket, actor=caller.viewer(WEDNESDAY), note="两次解释属实。")

    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.EXPLAINED)
    assert AuditEntry.objects.filter(verb="ticket.close_explained").count() == 1


def test_two_talks_on_one_day_count_once(in_hand, handler, head):
    ticket = awaited(in_hand, handler, head, EXPLAINED)
    told(ticket, handler, MONDAY)
    with pytest.raises(Conflict, match="同一天"):
        told(ticket, handler, MONDAY)


def test_who_explained_does_not_vouch_for_it(in_hand, handler, head, caller, office_head):
    ticket = awaited(in_hand, handler, head, EXPLAINED)
    told(ticket, caller, MONDAY)
    told(ticket, handler, TUESDAY)

    with pytest.raises(NotPermitted, match="未经手"):
        close_explained(ticket, actor=caller.viewer(WEDNESDAY), note="属实。")
    assert close_explained(ticket, actor=office_head.viewer(WEDNESDAY), note="属实。")


def test_a_solution_is_not_explained_away(unconfirmed, handler, caller):
    with pytest.raises(WrongState):
        told(unconfirmed, handler, TUESDAY)
    with pytest.raises(WrongState):
        close_explained(unconfirmed, actor=caller.viewer(TUESDAY), note="属实。")


def test_the_office_redirects_what_others_decide(filed, dispatcher, liaison):
    ticket = redirect_ticket(
        filed,
        actor=dispatcher.viewer(MONDAY),
        channel=LegalChannel.ARREARS,
        explanation="拖欠账款请在平台登记投诉。",
    )

    assert (ticket.state, ticket.outcome) == (State.CLOSED, Outcome.REDIRECTED)
    assert (ticket.approved_on, ticket.approved_by) == (MONDAY, None)
    assert OutboxRow.objects.filter(kind="ticket_redirected", to=liaison.cadre).exists()


def test_the_other_body_s_number_is_added_when_it_is_known(filed, dispatcher):
    ticket = redirect_ticket(
        filed, actor=dispatcher.viewer(MONDAY), channel="arrears", explanation="请登记投诉。"
    )
    ticket = record_outer_number(ticket, actor=dispatcher.viewer(TUESDAY), outer_number="TQ-7")

    assert ticket.outer_number == "TQ-7"


def test_a_ticket_that_was_not_redirected_has_no_such_number(unconfirmed, dispatcher, caller):
    ticket = record_call_back(unconfirmed, actor=caller.viewer(TUESDAY), answer=Answer.SOLVED)
    with pytest.raises(WrongState):
        record_outer_number(ticket, actor=dispatcher.viewer(TUESDAY), outer_number="TQ-7")


@pytest.mark.parametrize("words", [{"channel": "", "explanation": "去法院。"}, {
    "channel": "litigation", "explanation": " "}])  # fmt: skip
def test_channel_and_explanation_are_said(filed, dispatcher, words):
    with pytest.raises(Invalid):
        redirect_ticket(filed, actor=dispatcher.viewer(MONDAY), **words)


@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_only_the_office_redirects(filed, who, request):
    with pytest.raises(NotPermitted):
        redirect_ticket(
            filed,
            actor=request.getfixturevalue(who).viewer(MONDAY),
            channel="police",
            explanation="请报警。",
        )
