"""A task of the double list as the office plans it."""

from __future__ import annotations

import pytest

from cases.models import OfficeTask
from cases.office_work.rules.tasks import TaskKind
from cases.office_work.services.tasks import Planned, plan_tasks
from tests.factories.office_work import MONDAY


@pytest.fixture
def planned(handler) -> Planned:
    return Planned(
        week_on=MONDAY,
        kind=TaskKind.SET,
        text="完成 3 家企业变压器增容",
        unit=handler.unit,
        owner_name="王强",
        due_on=MONDAY.replace(day=6),
    )


@pytest.fixture
def task(planned, dispatcher) -> OfficeTask:
    listed = plan_tasks([planned], actor=dispatcher.viewer(MONDAY), county=dispatcher.county)
    return listed.tasks[0]
