"""People on the ladder: the approver signs or does not, the unit answers, a ticket is suspended."""

from __future__ import annotations

import ast
from datetime import date, timedelta

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import LadderStep, Rung, Ticket, TicketEvent
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder, ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.supervision.services.rungs import Terms
from cases.supervision.services.supervision_actions import suspend_supervision
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.results import note_progress, resolve_ticket
from tests import cast
from tests.architecture import source
from tests.factories.cases import MeasureFactory
from tests.factories.people import DelegationFactory, moment
from tests.fresh import (
    answer_supervision,
    approve_ticket,
    end_rung,
    issue_step,
    refuse_step,
    set_rung,
    switch_rung,
)

# The day after the promise, and the fifth working day after it.
URGED = date(2026, 3, 12)
DAY = date(2026, 3, 18)
NEXT = date(2026, 3, 19)


@pytest.fixture
def proposed(in_hand) -> LadderStep:
    """A letter of the office's clerks that waits for a signature, beside the urging."""
    Rung.objects.filter(code="hint_letter").update(is_active=True)
    escalate(moment(URGED, 8))
    escalate(moment(DAY, 8))
    return LadderStep.objects.get(code="hint_letter")


@pytest.fixture
def letter(in_hand) -> LadderStep:
    """One that the head of the office signs."""
    Rung.objects.filter(code="letter").update(
        is_active=True, trigger="clock", clock="promise", side="after", amount=3
    )
    escalate(moment(URGED, 8))
    escalate(moment(DAY, 8))
    return LadderStep.objects.get(code="letter")


def state_of(step: LadderStep) -> str:
    step.refresh_from_db()
    return step.state


def suspended(ticket, actor):
    return suspend_supervision(
        ticket,
        actor=actor,
        reason="等待省级批复",
        document="召营商〔2026〕3号",
        from_on=DAY,
        to_on=date(2026, 3, 31),
    )


class TestIssuing:
    def test_the_approver_signs_and_the_unit_is_told_with_a_term(self, proposed, dispatcher, head):
        issue_step(proposed, actor=dispatcher.viewer(DAY))

        assert state_of(proposed) == StepState.ISSUED
        assert proposed.approved_by == dispatcher.cadre
        assert proposed.reply_due_on == date(2026, 3, 23)
        note = TicketEvent.objects.filter(action=Action.SUPERVISE).latest("pk").note
        assert note.startswith("督办提示函：对企业承诺 3月11日到期，已超期 5 个工作日")
        told = OutboxRow.objects.filter(kind="ladder_step", once_per="hint_letter:1")
        assert list(told.values_list("to_id", flat=True)) == [head.cadre.pk]
        assert AuditEntry.objects.filter(verb="ladder.issue").count() == 1

    def test_it_is_issued_once(self, proposed, dispatcher, caller):
        issue_step(proposed, actor=dispatcher.viewer(DAY))

        with pytest.raises(WrongState):
            issue_step(proposed, actor=caller.viewer(DAY))

    def test_another_rank_does_not_sign(self, letter, dispatcher, leader):
        for person in (dispatcher, leader):
            with pytest.raises(NotPermitted):
                issue_step(letter, actor=person.viewer(DAY))
        assert state_of(letter) == StepState.PROPOSED

    def test_the_unit_does_not_even_know(self, proposed, head, handler):
        for person in (head, handler):
            with pytest.raises(Absent):
                issue_step(proposed, actor=person.viewer(DAY))

    def test_who_handled_the_ticket_does_not_sign_about_it(self, letter, office_head):
        TicketEvent.objects.create(
            ticket=letter.ticket,
            action=Action.NOTE,
            at=moment(DAY),
            actor=office_head.cadre,
            actor_name="马超",
            state=letter.ticket.state,
            due_on=letter.ticket.due_on,
        )
        with pytest.raises(NotPermitted):
            issue_step(letter, actor=office_head.viewer(DAY))

    def test_a_deputy_signs_in_the_name_of_the_principal(self, letter, office_head, caller):
        posting = office_head.cadre.postings.get()
        DelegationFactory(posting=posting, deputy=caller.cadre, from_on=DAY, to_on=DAY)

        issue_step(letter, actor=caller.viewer(DAY))

        letter.refresh_from_db()
        assert (letter.approved_by, letter.principal) == (caller.cadre, office_head.cadre)

    def test_the_approver_may_decide_not_to_and_says_why(self, proposed, dispatcher):
        with pytest.raises(Invalid):
            refuse_step(proposed, actor=dispatcher.viewer(DAY), reason=" ")
        refuse_step(proposed, actor=dispatcher.viewer(DAY), reason="单位今天已当面说明")

        assert state_of(proposed) == StepState.REFUSED
        assert escalate(moment(NEXT)) == 0
        assert not OutboxRow.objects.filter(kind="ladder_step", once_per="hint_letter:1").exists()


class TestAnswering:
    def test_one_reply_answers_all_that_stands_open(self, proposed, dispatcher, head):
        issue_step(proposed, actor=dispatcher.viewer(DAY))

        answer_supervision(proposed.ticket, actor=head.viewer(NEXT), reply="变压器下周到货")

        steps = LadderStep.objects.all()
        assert {step.state for step in steps} == {StepState.ANSWERED}
        assert {step.reply_by_id for step in steps} == {head.cadre.pk}
        assert OutboxRow.objects.filter(kind="ladder_answered", to=dispatcher.cadre).exists()
        assert escalate(moment(date(2026, 4, 1))) == 0

    def test_where_nothing_is_asked_there_is_nothing_to_answer(self, in_hand, handler):
        with pytest.raises(WrongState):
            answer_supervision(in_hand, actor=handler.viewer(DAY), reply="正在办")

    def test_only_the_unit_answers(self, proposed, dispatcher):
        with pytest.raises(NotPermitted):
            answer_supervision(proposed.ticket, actor=dispatcher.viewer(DAY), reply="已办")


class TestLifting:
    def test_a_result_handed_in_lifts_what_it_lifts(self, proposed, handler):
        MeasureFactory(ticket=proposed.ticket, done=True)

        resolve_ticket(proposed.ticket, actor=handler.viewer(DAY), result="已更换变压器")

        assert state_of(proposed) == StepState.LIFTED
        assert proposed.lifted_why == "工单已提交办结"

    def test_a_note_lifts_nothing_that_wants_a_result(self, proposed, handler):
        note_progress(proposed.ticket, actor=handler.viewer(DAY), note="已联系厂家")

        assert state_of(proposed) == StepState.PROPOSED

    def test_an_approval_ends_whatever_is_open(self, resolved, head):
        Rung.objects.filter(code="urge").update(lifts=[])
        escalate(moment(DAY, 8))

        approve_ticket(resolved, actor=head.viewer(DAY))

        assert LadderStep.objects.get().state == StepState.LAPSED

    def test_a_ticket_given_back_takes_its_letters_with_it(self, assigned, handler):
        escalate(moment(DAY, 8))

        Ticket.objects.filter(pk=assigned.pk).update(dispatched_on=DAY)
        object_to_ticket(assigned, actor=handler.viewer(DAY), reason="不属于本单位")

        assert LadderStep.objects.get().state == StepState.LAPSED


class TestSuspending:
    def test_it_makes_void_what_is_open_and_stops_the_ladder(self, proposed, office_head, head):
        suspended(proposed.ticket, office_head.viewer(DAY))

        assert {step.state for step in LadderStep.objects.all()} == {StepState.LAPSED}
        assert escalate(moment(NEXT)) == 0
        event = TicketEvent.objects.get(action=Action.SUSPEND)
        assert event.note == "等待省级批复（3月18日至3月31日）"
        assert OutboxRow.objects.filter(kind="ladder_suspended", to=head.cadre).exists()
        assert AuditEntry.objects.filter(verb="ticket.suspend").count() == 1

    def test_afterwards_the_ladder_begins_anew(self, proposed, office_head):
        suspended(proposed.ticket, office_head.viewer(DAY))

        assert escalate(moment(date(2026, 4, 1))) == 1
        assert LadderStep.objects.latest("pk").code == "urge"

    @pytest.mark.parametrize("who", ["dispatcher", "handler", "head"])
    def test_it_is_the_office_head_s_or_a_leader_s(self, in_hand, who, request):
        person = request.getfixturevalue(who)
        with pytest.raises(NotPermitted):
            suspended(in_hand, person.viewer(DAY))

    def test_it_needs_a_reason_and_a_day_that_is_to_come(self, in_hand, leader):
        with pytest.raises(Invalid):
            suspend_supervision(
                in_hand,
                actor=leader.viewer(DAY),
                reason=" ",
                from_on=DAY,
                to_on=NEXT,
            )
        assert not TicketEvent.objects.filter(action=Action.SUSPEND).exists()


class TestWhatIsSeen:
    def test_the_unit_sees_what_went_out_and_the_office_what_waits(
        self, proposed, handler, dispatcher
    ):
        def codes(person):
            seen = ladder_steps.rows(seen_by=person.viewer(DAY))
            return {step.code for step in seen}

        assert codes(handler) == {"urge"}
        assert codes(dispatcher) == {"urge", "hint_letter"}

    def test_what_is_to_be_signed_waits_for_the_right_person(self, letter, dispatcher, office_head):
        assert list(ladder_steps.to_sign(seen_by=dispatcher.viewer(DAY))) == []
        assert list(ladder_steps.to_sign(seen_by=office_head.viewer(DAY))) == [letter]


class TestSettingRungs:
    TERMS = Terms(
        amount=3,
        approver="nobody",
        addressees=("head",),
        reply_days=1,
        lifts=("result",),
        text="请立即办理。",
        basis="召助企办〔2026〕1号",
        valid_from=DAY,
    )

    def rung(self, county, on=DAY, code="urge"):
        rungs = ladder.of_county(
            county.pk,
            on,
            seen_by=cast.person("甲", Role.OFFICE_CLERK, cast.unit("县助企办")).viewer(on),
        )
        return next(rung for rung in rungs if rung.code == code)

    def test_the_county_s_row_holds_from_its_day_on_and_the_old_one_stays(self, office_head):
        county = office_head.county

        set_rung("urge", county.pk, self.TERMS, actor=office_head.viewer(DAY))

        assert self.rung(county).amount == 3
        assert self.rung(county, date(2026, 3, 17)).amount == 1
        assert AuditEntry.objects.filter(verb="rung.set").count() == 1

    def test_a_second_change_closes_the_first(self, office_head):
        county, actor = office_head.county, office_head.viewer(DAY)
        set_rung("urge", county.pk, self.TERMS, actor=actor)

        switch_rung("urge", county.pk, actor=actor, is_active=False, basis="召助企办〔2026〕2号")

        assert self.rung(county).is_active is False
        assert Rung.objects.filter(code="urge", valid_to__isnull=True).count() == 2

    def test_switching_on_makes_the_sweep_take_it(self, in_hand, office_head):
        escalate(moment(URGED))
        actor = office_head.viewer(DAY)
        switch_rung(
            "hint_letter",
            in_hand.county_id,
            actor=actor,
            is_active=True,
            basis="召助企办〔2026〕2号",
        )

        escalate(moment(DAY))

        assert LadderStep.objects.filter(code="hint_letter").exists()

    def test_what_is_switched_on_already_is_not_switched_on_again(self, office_head):
        with pytest.raises(Conflict):
            switch_rung(
                "urge",
                office_head.county.pk,
                actor=office_head.viewer(DAY),
                is_active=True,
                basis="召助企办〔2026〕2号",
            )

    def test_a_rung_changed_in_the_middle_of_a_run_is_not_taken_twice(self, in_hand, office_head):
        escalate(moment(DAY, 8))

        set_rung("urge", in_hand.county_id, self.TERMS, actor=office_head.viewer(DAY))

        assert escalate(moment(NEXT)) == 0

    def test_ending_the_county_s_own_brings_the_general_one_back(self, office_head):
        county, actor = office_head.county, office_head.viewer(DAY)
        set_rung("urge", county.pk, self.TERMS, actor=actor)

        end_rung("urge", county.pk, actor=actor)

        assert self.rung(county).amount == 1

    @pytest.mark.parametrize("who", ["dispatcher", "leader", "sysadmin", "stranger"])
    def test_only_the_office_head_sets_it(self, who, request, office_head):
        person = request.getfixturevalue(who)
        with pytest.raises(NotPermitted):
            set_rung("urge", office_head.county.pk, self.TERMS, actor=person.viewer(DAY))

    def test_it_needs_a_reason_and_a_day_that_is_to_come(self, office_head):
        with pytest.raises(Invalid):
            switch_rung(
                "urge",
                office_head.county.pk,
                actor=office_head.viewer(DAY),
                is_active=False,
                basis=" ",
            )


def test_an_overdue_ticket_never_becomes_a_lead_by_itself(in_hand):
    """The ladder ends with a note that it has ended; there is no way from it to a lead."""
    Rung.objects.update(is_active=True, approver="nobody")
    for days in range(0, 60, 3):
        escalate(moment(date(2026, 3, 20) + timedelta(days=days)))

    ticket = Ticket.objects.get()
    last = LadderStep.objects.get(code="talk")
    assert last.exhausted_at is not None
    assert (ticket.state, ticket.outcome) == (in_hand.state, in_hand.outcome)
    kinds = set(OutboxRow.objects.values_list("kind", flat=True))
    # Nobody is there in this test: that the unit needs people is told, too.
    assert kinds <= {"ladder_reminder", "ladder_step", "unit_unmanned"}
    assert not AuditEntry.objects.filter(verb__startswith="lead.").exists()


def test_no_part_of_the_ladder_knows_of_leads():
    parts = [
        path
        for path in source.files("cases")
        if "ladder" in path.name or source.room_of(path) == "cases.supervision"
    ]

    assert len(parts) > 30
    assert [source.place(path) for path in parts if "lead" in names_in(path)] == []


def names_in(path) -> set[str]:
    modules = [node.module or "" for node in source.nodes(path) if is_import(node)]
    return {part.rstrip("s") for module in modules for part in module.split(".")}


def is_import(node) -> bool:
    return isinstance(node, ast.ImportFrom)
