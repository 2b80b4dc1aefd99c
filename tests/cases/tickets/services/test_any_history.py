"""Whatever is tried by whomever, in any order: the table decides, and the dates can be rebuilt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cadres.errors import DomainError
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules import completion
from cases.figures.rules.completion import Bucket
from cases.models import Ticket, TicketEvent
from cases.tickets.rules import visibility, workflow
from cases.tickets.rules.clocks.binding_days import Whose
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.workflow import Action, Party, State
from cases.tickets.services.clocks import clock_rebuild, clocks
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.transitions import advance
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.people import moment

BEGINNING = moment(date(2026, 3, 2))
BACK = frozenset({Action.RECALL, Action.OBJECT, Action.VOID})
ANEW = frozenset({Action.DENY, Action.DENY_BY_CALL, Action.REDO, Action.REOPEN})


@pytest.fixture
def people(dispatcher, caller, handler, head, liaison, office_head, leader, supervisor):
    """Somebody in every party, and the unit that helps."""
    helper = cast.person("何助", "unit_clerk", cast.unit("县应急管理局"))
    return {
        Party.FILER: liaison,
        Party.LIAISON: liaison,
        Party.DISPATCHER: dispatcher,
        Party.CALLER: caller,
        Party.HANDLER: handler,
        Party.CO_HANDLER: helper,
        Party.HEAD: head,
        Party.OFFICE_HEAD: office_head,
        Party.LEADER: leader,
        Party.SUPERVISOR: supervisor,
    }


class History(RuleBasedStateMachine):
    """One ticket among people who try everything."""

    people: dict[Party, cast.Person]
    enterprise: Any

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.now: datetime = BEGINNING
        problem = Problem(CategoryFactory(), "厂区停电", "visit", enterprise=self.enterprise)
        self.ticket = file_ticket(problem, actor=self._viewer(Party.FILER))
        self.promised_on = self.ticket.promised_on
        # What was refused left no trace (`_try`): the same rows need not be judged again.
        self.has_changed = True

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.mark)

    @rule(action=st.sampled_from(Action), party=st.sampled_from(Party), hours=st.integers(1, 90))
    def somebody_tries_something(self, action: Action, party: Party, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self._try(action, party)

    @rule(hours=st.integers(1, 60), data=st.data())
    def somebody_does_what_the_table_allows(self, hours: int, data: Any) -> None:
        self.now += timedelta(hours=hours)
        steps = [step for step in workflow.STEPS if step.source == self.ticket.state]
        if steps:
            step = data.draw(st.sampled_from(steps))
            self._try(step.action, step.party)

    @invariant()
    def what_was_done_left_the_rows_as_the_definitions_say(self) -> None:
        if self.has_changed:
            self._the_stored_dates_are_what_the_ledger_says()
            self._the_original_promise_stands_after_dispatch()
            self._a_counted_ticket_is_in_exactly_one_bucket()
        self.has_changed = False

    def _the_stored_dates_are_what_the_ledger_says(self) -> None:
        result = clock_rebuild.rebuild_clocks(actor=Viewer.system(self.now))
        assert result.named == []

    def _the_original_promise_stands_after_dispatch(self) -> None:
        if self.ticket.state != State.FILED and self.ticket.dispatched_on:
            assert self.ticket.promised_on <= self.ticket.due_on

    def _a_counted_ticket_is_in_exactly_one_bucket(self) -> None:
        on = timezone.localdate(self.now)
        rows = Ticket.objects.counted().filter(pk=self.ticket.pk)
        for whose in Whose:
            asked = {b.value: completion.bucket_of(b, on, whose=whose) for b in Bucket}
            buckets = {name: Count("pk", filter=condition) for name, condition in asked.items()}
            # Grouped, for Django writes an aggregate of many long conditions in half a second.
            counted = rows.values("pk").annotate(**buckets).values_list(*buckets)
            assert [sum(of_ticket) for of_ticket in counted] == [1] * rows.count()

    def _try(self, action: Action, party: Party) -> None:
        actor, before = self._viewer(party), self.ticket.state
        traces = TicketEvent.objects.count()
        allowed = self._allows(action, actor)
        try:
            with transaction.atomic():
                self.ticket = advance(
                    self.ticket, action, actor=actor, **self._words(action, actor)
                )
        except DomainError:
            self.ticket = Ticket.objects.get(pk=self.ticket.pk)
            assert (self.ticket.state, TicketEvent.objects.count()) == (before, traces)
        else:
            self.has_changed = True
            assert allowed is not None
            assert self.ticket.state == allowed.target
            assert TicketEvent.objects.count() > traces

    def _allows(self, action: Action, actor: Viewer) -> workflow.Step | None:
        parties = visibility.parties_of(actor, Ticket.objects.get(pk=self.ticket.pk))
        try:
            return workflow.step_for(self.ticket.state, action, parties)
        except DomainError:
            return None

    def _viewer(self, party: Party) -> Viewer:
        if party is Party.SYSTEM:
            return Viewer.system(self.now)
        if party is Party.ENTERPRISE:
            return Viewer.enterprise(self.ticket.pk, self.now)
        return viewers.build(self.people[party].cadre, at=self.now)

    def _words(self, action: Action, actor: Viewer) -> dict[str, Any]:
        """What an action's service would change beside the state, so that the row can hold it."""
        if action is Action.DISPATCH:
            return self._dispatched(actor)
        if action in BACK:
            return {"unit": None, "co_unit_ids": []}
        if action is Action.REASSIGN:
            return {"unit": self.people[Party.HANDLER].unit, "co_unit_ids": []}
        if action is Action.APPROVE:
            return {"approved_on": actor.today, "approved_by_id": actor.cadre_id}
        undone = {"approved_on": None, "approved_by_id": None, "closed_on": None}
        if action is Action.REVIVE:
            return undone | {"round": self.ticket.round + 1, "unit": None, "co_unit_ids": []}
        if action in ANEW:
            unit = self.ticket.unit or self.people[Party.HANDLER].unit
            return undone | {"round": self.ticket.round + 1, "unit": unit}
        if action is Action.MERGE:
            return {"merged_into": TicketFactory(enterprise=self.enterprise)}
        return self._ticks(action, actor)

    def _ticks(self, action: Action, actor: Viewer) -> dict[str, Any]:
        length = {"amount": 3, "measure": "workday", "basis": "测试"}
        if action is Action.GRANT_EXTENSION:
            kinds = (ClockKind.PROMISE, ClockKind.UNIT)
            longer = [
                Command(ClockVerb.EXTENDED, kind, "extension_length", **length) for kind in kinds
            ]
            return {"ticks": longer}
        if action is Action.GRANT_PARKING:
            review = actor.today + timedelta(days=30)
            until = {"stated_on": review}
            return {
                "ticks": [Command(ClockVerb.STARTED, ClockKind.STEP, "parking_review", **until)]
            }
        if action is Action.GRANT_HAND_UP:
            return {"ticks": [Command(ClockVerb.PAUSED, ClockKind.UNIT)]}
        if self._closes(action):
            return {"closed_on": actor.today, "approved_on": self.ticket.approved_on or actor.today}
        return {}

    def _dispatched(self, actor: Viewer) -> dict[str, Any]:
        return {
            "ticks": [clocks.promise(self.ticket, "general")],
            "unit": self.people[Party.HANDLER].unit,
            "co_unit_ids": [self.people[Party.CO_HANDLER].unit.pk],
            "handling_class": "general",
            "dispatched_by_id": actor.cadre_id,
            "dispatched_on": actor.today,
        }

    def _closes(self, action: Action) -> bool:
        return any(
            (step.source, step.action, step.target) == (self.ticket.state, action, State.CLOSED)
            and step.source != State.CLOSED
            for step in workflow.STEPS
        )


def test_any_history_obeys_the_table_and_can_be_rebuilt(people, enterprise):
    bound = type("Bound", (History,), {"people": people, "enterprise": enterprise})

    run_state_machine_as_test(
        bound,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            phases=[Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
