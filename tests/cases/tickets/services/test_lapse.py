"""What was asked for lapses when its ticket moves on, and no signature outlives its content."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Conflict, NotPermitted
from cases.models import Application, Approval
from cases.tickets.rules import workflow
from cases.tickets.rules.applications.applications import ApplicationState, has_moved_on
from cases.tickets.rules.workflow import Action, Party, State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.attachments import ADDING, attach
from cases.tickets.services.handling.results import note_progress, resolve_ticket
from cases.tickets.services.transitions import advance
from tests.cases.drafted import ASK, EXTENSION, MONDAY, PARKING, TUESDAY, extension, parking
from tests.factories.cases import MeasureFactory
from tests.fresh import approve_ticket, send_back_ticket


def states():
    return dict(Application.objects.values_list("kind", "state"))


def test_everything_that_waits_lapses_with_the_result(in_hand, handler):
    MeasureFactory(ticket=in_hand, done=True)
    for ask in ASK.values():
        ask(in_hand, handler)

    resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已更换变压器")

    assert set(states().values()) == {ApplicationState.LAPSED}
    assert "提交办结" in Application.objects.first().decision


def test_what_waits_beside_a_parking_that_is_granted_lapses(in_hand, handler, leader):
    extension(in_hand, handler)
    asked = parking(in_hand, handler)

    grant_application(in_hand, PARKING, actor=leader.viewer(MONDAY), digest=asked.digest)

    assert states() == {EXTENSION: ApplicationState.LAPSED, PARKING: ApplicationState.GRANTED}


def test_another_unit_has_asked_for_nothing(in_hand, handler, dispatcher, outsider):
    extension(in_hand, handler)

    advance(
        in_hand,
        Action.REASSIGN,
        actor=dispatcher.viewer(MONDAY),
        unit=outsider.unit,
        accepted_on=None,
    )

    assert states() == {EXTENSION: ApplicationState.LAPSED}


def test_a_note_or_a_question_to_the_enterprise_leaves_it_waiting(in_hand, handler):
    extension(in_hand, handler)

    note_progress(in_hand, actor=handler.viewer(MONDAY), note="设备已发货")
    advance(in_hand, Action.ASK, actor=handler.viewer(MONDAY), note="请补充合同")

    assert states() == {EXTENSION: ApplicationState.WAITING}


def test_an_extension_is_decided_while_the_enterprise_is_asked(in_hand, handler, office_head):
    asked = extension(in_hand, handler)
    advance(in_hand, Action.ASK, actor=handler.viewer(MONDAY), note="请补充合同")

    ticket = grant_application(
        in_hand, EXTENSION, actor=office_head.viewer(TUESDAY), digest=asked.digest
    )

    assert ticket.state == State.ASKING
    assert states() == {EXTENSION: ApplicationState.GRANTED}


@pytest.mark.parametrize(
    "step",
    [step for step in workflow.STEPS if step.source in (State.IN_HAND, State.ASKING)],
    ids=lambda step: f"{step.action}-{step.source}-{step.party}",
)
def test_only_where_it_is_worked_on_anything_waits(step):
    stays = step.target in (State.IN_HAND, State.ASKING)

    assert has_moved_on(step.source, step.target, changed_hands=False) is not stays
    assert has_moved_on(step.source, step.target, changed_hands=True)


def test_a_head_signs_what_the_head_saw(resolved, head):
    seen = signature_digests.digest(resolved)

    ticket = approve_ticket(resolved, actor=head.viewer(MONDAY), digest=seen)

    assert ticket.state == State.UNCONFIRMED
    assert Approval.objects.get(ticket=ticket).digest == seen


def test_what_was_sent_back_and_changed_is_looked_at_again(resolved, handler, head):
    seen = signature_digests.digest(resolved)
    send_back_ticket(resolved, actor=head.viewer(MONDAY), reason="补充佐证")
    resolve_ticket(resolved, actor=handler.viewer(MONDAY), result="已更换并验收")

    with pytest.raises(Conflict, match="内容已变"):
        approve_ticket(resolved, actor=head.viewer(MONDAY), digest=seen)
    assert not Approval.objects.filter(is_approved=True).exists()


def test_a_measure_or_a_file_more_is_another_content(in_hand, handler, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    bare = signature_digests.digest(in_hand)
    MeasureFactory(ticket=in_hand)
    measured = signature_digests.digest(in_hand)
    upload = SimpleUploadedFile("方案.txt", "方案".encode())

    attach(in_hand, actor=handler.viewer(MONDAY), upload=upload)

    assert len({bare, measured, signature_digests.digest(in_hand)}) == 3


def test_a_measure_of_another_round_changes_nothing(resolved):
    before = signature_digests.digest(resolved)
    MeasureFactory(ticket=resolved, round=2)

    assert signature_digests.digest(resolved) == before


@pytest.mark.parametrize("state", [State.RESOLVED, State.UNCONFIRMED])
@pytest.mark.parametrize("party", Party)
def test_once_the_head_has_it_nobody_adds_to_what_is_signed(state, party):
    assert not ADDING & set(workflow.actions_for(state, frozenset({party})))


@pytest.mark.parametrize("trait", ["resolved", "unconfirmed"])
@pytest.mark.parametrize("name", ["handler", "dispatcher", "head"])
def test_no_file_is_added_to_what_is_signed(request, trait, name):
    ticket = request.getfixturevalue(trait)
    upload = SimpleUploadedFile("补充.txt", "补充".encode())

    with pytest.raises(NotPermitted):
        attach(ticket, actor=request.getfixturevalue(name).viewer(MONDAY), upload=upload)
