"""What changes behind an open page is not signed, sent back or answered from it."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict
from cases.models import LadderStep
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.supervision.services import supervision_actions
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.handling.results import approve_ticket, send_back_ticket
from cases.topics.rules import topics as topic_rules
from cases.topics.services import topics
from tests.factories.cases import LadderStepFactory, TicketFactory, TopicFactory
from tests.factories.people import moment

DAY = date(2026, 3, 16)


@pytest.mark.parametrize("decide", [
    lambda ticket, actor, digest: approve_ticket(ticket, actor=actor, digest=digest),
    lambda ticket, actor, digest: send_back_ticket(
        ticket, actor=actor, digest=digest, reason="请补充"),
])  # fmt: skip
def test_a_result_that_was_changed_is_not_decided(handler, head, decide):
    ticket = TicketFactory(resolved=True, unit=handler.unit, enterprise__county=handler.county)
    seen = signature_digests.digest(ticket)
    ticket.result = "另一种结果"
    ticket.save(update_fields=["result"])

    with pytest.raises(Conflict, match="重新查看"):
        decide(ticket, head.viewer(DAY), seen)

    assert not ticket.approvals.exists()


def test_a_reply_does_not_answer_what_was_issued_after_its_page(in_hand, handler):
    issued = {"state": StepState.ISSUED, "reply_due_on": DAY, "issued_at": moment(DAY)}
    LadderStepFactory(ticket=in_hand, code="urge", **issued)
    actor = handler.viewer(DAY)
    seen = ladder_steps.asked_digest(in_hand, seen_by=actor)
    LadderStepFactory(ticket=in_hand, code="hint_letter", **issued)

    with pytest.raises(Conflict, match="重新打开"):
        supervision_actions.answer_supervision(
            in_hand, actor=actor, digest=seen, reply="周五到货。", promised_on=DAY
        )

    assert not LadderStep.objects.filter(state=StepState.ANSWERED).exists()


def test_another_result_of_a_topic_is_not_confirmed(handler, head, dispatcher):
    topic = TopicFactory(county=handler.county, unit=handler.unit)
    topic = topics.resolve_topic(topic, actor=head.viewer(DAY), result="已增容")
    seen = topic_rules.signed_digest(topic)
    office = dispatcher.viewer(DAY)
    topics.return_topic(topic, actor=office, digest=seen, reason="请写明范围")
    topic = topics.resolve_topic(topic, actor=head.viewer(DAY), result="已增容，不含城东")

    with pytest.raises(Conflict, match="重新打开"):
        topics.close_topic(topic, actor=office, digest=seen)

    topic.refresh_from_db()
    assert topic.closed_on is None
