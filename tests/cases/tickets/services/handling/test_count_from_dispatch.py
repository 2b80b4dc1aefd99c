"""By 13710 a day is for looking and passing on; what follows is counted from the dispatch."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.presets import preset
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket, recall_ticket
from tests.factories.people import moment
from tests.fresh import apply_preset

THURSDAY, FRIDAY, MONDAY = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)
SINCE = date(2026, 1, 1)


@pytest.fixture
def thirteen_seven_ten(filed):
    """The county applies 13710."""
    actor = Viewer.system(moment(SINCE))
    apply_preset(preset("13710"), filed.county, SINCE, actor=actor)


def dispatched(ticket, dispatcher, handler, on):
    return dispatch_ticket(
        ticket, actor=dispatcher.viewer(on), unit=handler.unit, handling_class="general"
    )


def test_the_preset_says_so():
    assert "from_dispatch" in preset("13710").keys
    assert "from_dispatch" not in preset("default").keys


def test_seven_days_run_from_the_dispatch(thirteen_seven_ten, filed, dispatcher, handler):
    ticket = dispatched(filed, dispatcher, handler, FRIDAY)

    assert ticket.due_on == date(2026, 3, 13)


def test_the_unit_s_days_run_from_the_dispatch_whenever_it_signs(
    thirteen_seven_ten, filed, dispatcher, handler
):
    ticket = dispatched(filed, dispatcher, handler, FRIDAY)
    ticket = accept_ticket(ticket, actor=handler.viewer(MONDAY))

    assert ticket.unit_due_on == date(2026, 3, 13)
    assert ticket.feedback_due_on == MONDAY


def test_a_second_dispatch_gains_the_promise_no_time(
    thirteen_seven_ten, filed, dispatcher, handler
):
    ticket = dispatched(filed, dispatcher, handler, FRIDAY)
    ticket = recall_ticket(ticket, actor=dispatcher.viewer(FRIDAY), reason="交错单位")
    ticket = dispatched(ticket, dispatcher, handler, MONDAY)

    assert ticket.due_on == date(2026, 3, 13)


def test_without_it_the_promise_runs_from_filing(filed, dispatcher, handler):
    ticket = dispatched(filed, dispatcher, handler, FRIDAY)

    assert ticket.due_on == date(2026, 3, 11)
