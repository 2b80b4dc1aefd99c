"""Measures, notes, the result, the head's decision."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import Approval
from cases.tickets.rules.workflow import State
from cases.tickets.services.handling import results
from cases.tickets.services.handling.results import (
    add_measure,
    finish_measure,
    note_progress,
    resolve_ticket,
)
from tests.factories.cases import MeasureFactory
from tests.factories.people import PostingFactory
from tests.fresh import approve_ticket, send_back_ticket

MONDAY = date(2026, 3, 9)


def test_a_result_needs_a_measure_that_is_done(in_hand, handler):
    add_measure(in_hand, actor=handler.viewer(MONDAY), text="现场勘查", owner_name="王强")

    with pytest.raises(Invalid, match="已完成的举措"):
        resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已解决")


def test_the_result_goes_to_the_unit_s_heads(in_hand, handler, head):
    measure = add_measure(in_hand, actor=handler.viewer(MONDAY), text="勘查", owner_name="王强")
    finish_measure(measure, actor=handler.viewer(MONDAY), evidence="勘查记录一份")
    ticket = resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已更换变压器")

    assert ticket.state == State.RESOLVED
    assert OutboxRow.objects.filter(kind="ticket_resolved", to=head.cadre).exists()


def test_a_measure_is_not_done_without_evidence(in_hand, handler):
    measure = MeasureFactory(ticket=in_hand)
    with pytest.raises(Invalid, match="佐证"):
        finish_measure(measure, actor=handler.viewer(MONDAY), evidence="")


def test_a_done_measure_is_not_changed_again(in_hand, handler):
    measure = MeasureFactory(ticket=in_hand, done=True)
    with pytest.raises(Invalid, match="已经登记完成"):
        finish_measure(measure, actor=handler.viewer(MONDAY), evidence="改写")


def test_to_finish_a_measure_locks_and_reads_the_ticket_once(in_hand, handler):
    measure = MeasureFactory(ticket=in_hand)
    actor = handler.viewer(MONDAY)
    with CaptureQueriesContext(connection) as asked:
        finish_measure(measure, actor=actor, evidence="勘查记录一份")

    reads = [query["sql"] for query in asked if 'FROM "cases_ticket"' in query["sql"]]
    assert len(reads) == 2
    assert sum("FOR NO KEY UPDATE" in read for read in reads) == 1


def test_nothing_is_added_once_the_head_has_it(resolved, handler):
    with pytest.raises(WrongState):
        add_measure(resolved, actor=handler.viewer(MONDAY), text="补一条", owner_name="王强")


def test_a_note_moves_nothing_and_tells_the_filer(in_hand, handler):
    ticket = note_progress(in_hand, actor=handler.viewer(MONDAY), note="已联系施工队")

    assert ticket.state == State.IN_HAND
    assert OutboxRow.objects.filter(kind="ticket_progress", to_id=in_hand.filed_by_id).exists()


def test_the_day_of_the_head_s_signature_is_the_day_that_counts(resolved, head):
    ticket = approve_ticket(resolved, actor=head.viewer(MONDAY))

    assert (ticket.state, ticket.approved_on) == (State.UNCONFIRMED, MONDAY)


def test_a_signature_is_a_row_on_the_content_it_signed(resolved, head):
    approve_ticket(resolved, actor=head.viewer(MONDAY))

    signature = Approval.objects.get(ticket=resolved)
    resolved.refresh_from_db()
    assert signature.signed_by == head.cadre
    assert signature.digest == results.content_digest(resolved)


def test_a_head_does_not_sign_what_he_handled(in_hand, handler):
    PostingFactory(cadre=handler.cadre, unit=handler.unit, role=Role.UNIT_HEAD)
    measure = add_measure(in_hand, actor=handler.viewer(MONDAY), text="勘查", owner_name="王强")
    finish_measure(measure, actor=handler.viewer(MONDAY), evidence="勘查记录")
    ticket = resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已解决")

    with pytest.raises(NotPermitted, match="经办过"):
        approve_ticket(ticket, actor=handler.viewer(MONDAY))


def test_a_head_sends_back_with_a_reason(resolved, head, handler):
    ticket = send_back_ticket(resolved, actor=head.viewer(MONDAY), reason="缺验收单")

    assert ticket.state == State.IN_HAND
    assert OutboxRow.objects.filter(kind="ticket_sent_back", to=handler.cadre).exists()


def test_the_head_of_another_unit_does_not_sign(resolved, dispatcher):
    with pytest.raises(NotPermitted):
        approve_ticket(resolved, actor=dispatcher.viewer(MONDAY))
