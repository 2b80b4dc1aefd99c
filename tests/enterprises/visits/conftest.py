"""A covered enterprise, and plans of visits to it."""

from __future__ import annotations

from datetime import date

import pytest

from enterprises.models import Purpose
from enterprises.visits.rules.slots import DayPart, Slot
from enterprises.visits.services.bookings import Plan
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

TODAY = date(2026, 11, 20)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
MORNING = Slot(MONDAY, DayPart.MORNING)
PLAN = Plan((MORNING,), Purpose.POLICY, "讲讲设备更新补贴")
CHOICE = Plan((MORNING, Slot(TUESDAY, DayPart.AFTERNOON)), Purpose.NEEDS)


@pytest.fixture
def covered(liaison):
    """Covered by the liaison."""
    enterprise = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return enterprise
