"""The trial says of the past what the sweeps of the same days did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.deadlines.selectors import calendar
from cadres.errors import DomainError, NotPermitted
from cases.models import (
    Application,
    Category,
    LadderStep,
    Rung,
    Ticket,
    ToleranceCircumstance,
    ToleranceFinding,
)
from cases.supervision.selectors import ladder_trial
from cases.supervision.services.escalation_sweep import escalate
from cases.supervision.services.supervision_actions import suspend_supervision
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.vocabulary import Answer, HandlingClass, Source
from cases.tickets.services.applications.application_decisions import (
    grant_application,
    refuse_application,
)
from cases.tickets.services.applications.applications import ask_extension
from cases.tickets.services.closing.closing import record_call_back
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.enterprise_questions import ask_enterprise, resume_ticket
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.results import (
    add_measure,
    finish_measure,
    note_progress,
    resolve_ticket,
)
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.services.revocations import revoke_finding
from cases.tolerance.services.tolerance import record_finding
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment
from tests.fresh import answer_supervision, approve_ticket, send_back_ticket

FIRST, LAST = date(2026, 3, 2), date(2026, 4, 3)
Action = Callable[[Ticket, date], object]


@pytest.fixture
def everybody(dispatcher, caller, office_head, handler, head, liaison):
    return {
        "office": dispatcher,
        "caller": caller,
        "office_head": office_head,
        "clerk": handler,
        "head": head,
        "liaison": liaison,
    }


def actions(people) -> dict[str, Action]:
    def as_(who: str, on: date):
        return people[who].viewer(on)

    unit = people["clerk"].unit

    def resolve(ticket, on):
        measure = add_measure(ticket, actor=as_("clerk", on), text="更换", owner_name="李娟")
        finish_measure(measure, actor=as_("clerk", on), evidence="已更换")
        resolve_ticket(ticket, actor=as_("clerk", on), result="已办")

    return {
        "nothing": lambda ticket, on: None,
        "dispatch": lambda ticket, on: dispatch_ticket(
            ticket, actor=as_("office", on), unit=unit, handling_class=HandlingClass.SIMPLE
        ),
        "accept": lambda ticket, on: accept_ticket(ticket, actor=as_("clerk", on)),
        "object": lambda ticket, on: object_to_ticket(
            ticket, actor=as_("clerk", on), reason="不属于本单位"
        ),
        "note": lambda ticket, on: note_progress(ticket, actor=as_("clerk", on), note="已联系"),
        "resolve": resolve,
        "send_back": lambda ticket, on: send_back_ticket(
            ticket, actor=as_("head", on), reason="补充"
        ),
        "approve": lambda ticket, on: approve_ticket(ticket, actor=as_("head", on)),
        "deny": lambda ticket, on: record_call_back(
            ticket, actor=as_("caller", on), answer=Answer.NOT_SOLVED
        ),
        "reply": lambda ticket, on: answer_supervision(
            ticket, actor=as_("clerk", on), reply="正在办"
        ),
        "promise": lambda ticket, on: answer_supervision(
            ticket, actor=as_("clerk", on), reply="正在办", promised_on=on + timedelta(days=4)
        ),
        "ask": lambda ticket, on: ask_enterprise(
            ticket, actor=as_("clerk", on), question="请补充照片"
        ),
        "resume": lambda ticket, on: resume_ticket(
            ticket, actor=as_("clerk", on), reason="已电话问清"
        ),
        "ask_longer": lambda ticket, on: ask_extension(
            ticket, actor=as_("clerk", on), reason="设备到货推迟。", days=3
        ),
        "grant": lambda ticket, on: grant_application(
            ticket, "extension", actor=as_("office_head", on), digest=waiting(ticket)
        ),
        "refuse": lambda ticket, on: refuse_application(
            ticket, "extension", actor=as_("office_head", on), digest=waiting(ticket), note="不同意"
        ),
        "suspend": lambda ticket, on: suspend_supervision(
            ticket,
            actor=as_("office_head", on),
            reason="等待批复",
            from_on=on,
            to_on=on + timedelta(days=3),
        ),
        "tolerate": lambda ticket, on: record_finding(
            ticket,
            actor=as_("office_head", on),
            matter="先行先试",
            circumstance_id=ToleranceCircumstance.objects.first().pk,
            organ="中共南召县纪律检查委员会",
            document_number=f"召纪函〔2026〕{on.day}号",
            decided_on=on,
            outcome=Outcome.REDUCED,
        ),
        "revoke": lambda ticket, on: revoke_finding(
            ticket,
            actor=as_("office_head", on),
            finding_id=standing(ticket),
            organ="中共南召县纪律检查委员会",
            document_number="召纪函〔2026〕9号",
            decided_on=on,
            reason="认定所依据的材料不实。",
        ),
    }


NAMES = (
    "nothing", "dispatch", "accept", "object", "note", "resolve", "send_back", "approve", "deny",
    "reply", "promise", "suspend", "ask", "resume", "ask_longer", "grant", "refuse",
    "tolerate", "revoke",
)  # fmt: skip
# The straight road comes often, so that histories get far; the rest as chance has it.
CHOICES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(("nothing", "nothing", "dispatch", "accept", "deny", "promise")),
    st.sampled_from(("ask", "resume", "ask_longer", "grant", "refuse", "nothing")),
    st.sampled_from(("tolerate", "revoke", "reply", "nothing")),
)


def waiting(ticket) -> str:
    """The digest of what was asked for, as whoever decides has read it."""
    asked = Application.objects.filter(ticket=ticket, state=ApplicationState.WAITING).first()
    return asked.digest if asked else ""


def standing(ticket) -> int:
    found = ToleranceFinding.objects.standing().filter(ticket=ticket).first()
    return found.pk if found else 0


def ladder_of_all_rungs():
    """Every rung switched on and signed by nobody, as the trial takes it."""
    Rung.objects.update(is_active=True, approver="nobody")


def played(people, history: list[str]) -> Ticket:
    """Live through the days: a sweep in the morning, then an action, if the table allows it."""
    firm = EnterpriseFactory(county=people["office"].county)
    problem = Problem(
        category=Category.objects.order_by("pk").first(),
        description="变压器容量不足",
        source=Source.VISIT,
        enterprise=firm,
    )
    ticket = file_ticket(problem, actor=people["office"].viewer(FIRST))
    known, days = actions(people), calendar.work_calendar()
    on, course = FIRST, iter(history)
    while on <= LAST:
        escalate(moment(on, 8))
        if days.is_working(on):
            with suppress(DomainError):
                known[next(course, "nothing")](Ticket.objects.get(pk=ticket.pk), on)
        on += timedelta(days=1)
    return ticket


@given(st.lists(CHOICES, max_size=22))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_trial_of_a_history_is_what_the_sweeps_of_its_days_did(everybody, history):
    with transaction.atomic():
        ladder_of_all_rungs()
        ticket = played(everybody, history)
        viewer = everybody["office"].viewer(LAST)

        found = ladder_trial.trial(ticket.county_id, FIRST, LAST, seen_by=viewer)

        tried = {(one.rung.code, line.on, line.why) for one in found for line in one.lines}
        done = {(step.code, step.proposed_at.date(), step.why) for step in LadderStep.objects.all()}
        assert tried == done
        transaction.set_rollback(True)


@pytest.mark.parametrize("answered", [[], ["reply"]])
def test_the_trial_knows_a_finding_that_was_revoked(everybody, answered):
    ladder_of_all_rungs()
    days = ["dispatch", "accept", *["nothing"] * 11, *answered, "tolerate", "nothing", "revoke"]
    ticket = played(everybody, days)
    viewer = everybody["office"].viewer(LAST)

    found = ladder_trial.trial(ticket.county_id, FIRST, LAST, seen_by=viewer)

    tried = {(one.rung.code, line.on) for one in found for line in one.lines}
    done = [(step.code, step.proposed_at.date()) for step in LadderStep.objects.all()]
    assert tried == set(done)
    assert [code for code, _ in done].count("hint_letter") == 2


def test_a_history_that_is_left_alone_climbs_to_the_end(everybody):
    ladder_of_all_rungs()
    ticket = played(everybody, ["dispatch", "accept"])

    steps = LadderStep.objects.filter(ticket=ticket).order_by("pk")
    assert [step.code for step in steps] == [
        "before_due", "no_feedback", "urge", "hint_letter", "letter", "circular", "talk",
    ]  # fmt: skip


def test_the_trial_counts_by_unit_and_names_tickets_and_days(in_hand_ticket, office_head):
    viewer = office_head.viewer(date(2026, 3, 31))

    found = ladder_trial.trial(in_hand_ticket.county_id, FIRST, date(2026, 3, 31), seen_by=viewer)

    by_code = {one.rung.code: one for one in found}
    assert by_code["hint_letter"].rung.is_active is False
    assert by_code["hint_letter"].by_unit == [("县供电公司", 1)]
    line = by_code["hint_letter"].lines[0]
    assert (line.number, line.on) == (in_hand_ticket.number, date(2026, 3, 18))
    assert LadderStep.objects.count() == 0


@pytest.fixture
def in_hand_ticket(handler):
    return TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)


def test_the_trial_asks_as_often_for_many_tickets_as_for_few(handler, office_head):
    viewer = office_head.viewer(date(2026, 3, 31))

    def queries(tickets):
        TicketFactory.create_batch(
            tickets, in_hand=True, enterprise__county=handler.county, unit=handler.unit
        )
        with CaptureQueriesContext(connection) as seen:
            ladder_trial.trial(handler.county.pk, FIRST, date(2026, 3, 31), seen_by=viewer)
        return len(seen)

    assert queries(1) == queries(20)


def test_a_county_is_tried_by_those_who_see_it_whole(stranger, handler):
    with pytest.raises(NotPermitted):
        ladder_trial.trial(handler.county.pk, FIRST, LAST, seen_by=stranger.viewer(LAST))


def test_the_command_prints_what_the_trial_found(in_hand_ticket, capsys):
    call_command("simulate_ladder", "--from", "2026-03-01", "--to", "2026-03-31")

    said = capsys.readouterr().out
    assert "南召县" in said
    assert "督办提示函（停用）：1 件（对企业承诺逾期后 5 个工作日）" in said
    assert f"2026-03-18 {in_hand_ticket.number}" in said
