"""Whatever speaks to a unit in which nobody can act says so, whoever or whatever sends it."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import OutboxRow, Posting
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import LetterKind
from cases.letters.services import recipients as letter_telling
from cases.letters.services.drafting import draft_letter
from cases.models import LadderStep, Ticket, TicketEvent
from cases.supervision.selectors import ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.staffing import UNMANNED
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.applications.overdue_decisions import unpark_due
from cases.tickets.services.clocks import recount_notices
from cases.tickets.services.due_warnings import remind_feedback, warn_steps
from cases.tickets.services.handling.enterprise_questions import sweep as ask_no_longer
from tests.factories.cases import LadderStepFactory, MeasureFactory, TopicFactory
from tests.factories.people import moment
from tests.fresh import issue_step

THURSDAY, NEXT, FRIDAY = date(2026, 3, 12), date(2026, 3, 13), date(2026, 3, 20)
SYSTEM = Viewer.system(moment(FRIDAY))
LEFT = "县供电公司没有人收到：还没有经办人员。已告诉县助企办和系统管理员。"


@pytest.fixture
def deserted(in_hand, sysadmin, dispatcher) -> Ticket:
    """Its unit has neither clerks nor heads any more."""
    Posting.objects.filter(unit=in_hand.unit).delete()
    return in_hand


def told() -> set[str]:
    rows = OutboxRow.objects.filter(kind=UNMANNED, channel="inbox")
    return set(rows.values_list("to__name", flat=True))


def course(ticket: Ticket) -> list[str]:
    events = TicketEvent.objects.filter(ticket=ticket, action=Action.SUPERVISE)
    return list(events.order_by("pk").values_list("note", flat=True))


class TestTheLadder:
    def test_a_rung_that_reached_nobody_says_so_in_the_course_and_to_the_office(self, deserted):
        escalate(moment(THURSDAY))

        assert course(deserted) == [f"催办：{LadderStep.objects.get().why}。{LEFT}"]
        assert told() == {"陈静", "吴系统"}

    def test_the_office_hears_it_once_a_day_whatever_was_sent(self, deserted, sysadmin):
        Ticket.objects.filter(pk=deserted.pk).update(feedback_due_on=NEXT)
        own = OutboxRow.objects.filter(kind=UNMANNED, to=sysadmin.cadre, channel="inbox")

        assert escalate(moment(THURSDAY, 8)) == 1
        assert warn_steps(moment(THURSDAY, 9)) == 1
        assert own.count() == 1
        assert warn_steps(moment(NEXT, 9)) == 1
        assert own.count() == 2

    def test_where_only_the_head_is_there_it_says_that_nobody_can_act(self, in_hand, head):
        Posting.objects.filter(unit=in_hand.unit, role=Role.UNIT_CLERK).delete()

        escalate(moment(THURSDAY))

        (said,) = course(in_hand)
        assert said.endswith(
            "县供电公司还没有经办人员，只有负责人收到。已告诉县助企办和系统管理员。"
        )

    def test_where_somebody_received_it_nothing_is_added(self, in_hand, head, sysadmin):
        escalate(moment(THURSDAY))

        assert course(in_hand) == [f"催办：{LadderStep.objects.get().why}。"]
        assert told() == set()

    def test_a_letter_to_a_head_who_is_not_there_says_so_when_it_is_signed(
        self, in_hand, dispatcher, sysadmin
    ):
        step = LadderStepFactory(ticket=in_hand)
        assert told() == set()

        issue_step(step, actor=dispatcher.viewer(FRIDAY))

        (said,) = course(in_hand)
        assert said.endswith("县供电公司没有人收到：没有单位负责人。已告诉县助企办和系统管理员。")
        assert told() == {"吴系统"}

    def test_whoever_signs_is_warned_before(self, deserted, dispatcher):
        step = LadderStepFactory(ticket=deserted)

        (card,) = ladder_steps.cards([step], seen_by=dispatcher.viewer(FRIDAY))

        assert card.warning.startswith("县供电公司还没有经办人员，没有人能签收办理")


def _feedback(ticket: Ticket) -> None:
    MeasureFactory(ticket=ticket, next_feedback_on=THURSDAY)
    assert remind_feedback(moment(FRIDAY)) == 1


def _soon(ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(feedback_due_on=FRIDAY)
    assert warn_steps(moment(FRIDAY)) == 1


def _late(ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(feedback_due_on=THURSDAY)
    assert warn_steps(moment(FRIDAY)) == 1


def _unanswered(ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(state=State.ASKING, step_due_on=THURSDAY)
    assert ask_no_longer(moment(FRIDAY)) == 1


def _unparked(ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(state=State.PARKED, step_due_on=THURSDAY)
    assert unpark_due(moment(FRIDAY)) == 1


def _letter(ticket: Ticket) -> None:
    actor = Viewer.system(moment(FRIDAY))
    letter = LadderStepFactory(ticket=ticket)
    recount_notices.tell_term(letter, 7, actor=actor)


SENDERS = (_feedback, _soon, _late, _unanswered, _unparked, _letter)


@pytest.mark.parametrize("send", SENDERS)
def test_whatever_speaks_to_the_unit_by_itself_tells_the_office(deserted, send):
    send(deserted)

    assert told() == {"陈静", "吴系统"}


def test_a_letter_and_a_topic_tell_it_too(deserted, dispatcher, sysadmin):
    letter = draft_letter(deserted, LetterKind.URGE, actor=dispatcher.viewer(FRIDAY))
    assert told() == set()
    letter_telling.tell_unit("letter_issued", letter, actor=SYSTEM)
    assert told() == {"陈静", "吴系统"}
    OutboxRow.objects.all().delete()

    topic = TopicFactory(county=deserted.county, unit=deserted.unit)
    recount_notices.tell_term(topic, 7, actor=SYSTEM)

    assert told() == {"陈静", "吴系统"}
