"""A leader answers five questions from one page, on a desk, on paper and on a phone."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cases.models import Application, TicketEvent
from cases.tickets.rules.workflow import State
from tests.browser.window import PHONE, Size
from tests.factories.cases import TicketFactory

pytestmark = pytest.mark.browser

OFFICE_SCREEN = Size("office", 1366, 768)


@pytest.fixture
def tickets(here):
    """One overdue at a unit, one that waits for the leader, and one of the last month."""
    today = timezone.localdate()
    month = today.replace(day=1) - timedelta(days=20)
    late = _ticket(here, "in_hand", month, title="高压线路频繁跳闸")
    TicketEvent.objects.filter(ticket=late).update(source_state=State.ASSIGNED)
    asked = _ticket(here, "in_hand", today, title="二期用地没有办")
    _ticket(
        here, "closed", month, due_on=today, outcome="solved", approved_on=month, closed_on=month
    )
    Application.objects.create(
        ticket=asked, county=here.region, unit=here.handling, round=1, kind="parking",
        ground="legal", until_on=today + timedelta(days=30), reason="规划没有批", digest="0",
        asked_by=here.handler.cadre, asked_at=timezone.now(), due_on=today,
    )  # fmt: skip


def _ticket(here, trait: str, filed_on: date, **more):
    facts = {"due_on": filed_on + timedelta(days=3), "unit_due_on": filed_on + timedelta(days=3)}
    return TicketFactory(
        enterprise=here.enterprise,
        category=here.category,
        unit=here.handling,
        handler=here.handler.cadre,
        filed_on=filed_on,
        **{trait: True},
        **(facts | more),
    )


def test_five_questions_are_answered_by_the_page_alone(opened, here, tickets):
    window = opened(here.leader, OFFICE_SCREEN)
    window.go("/cases/leaders/")
    window.look()
    headline = window.page.locator(".leaders-headline").inner_text()
    sections = window.page.locator(".leaders-column")

    # How many are overdue, and is it better than a month ago?
    assert "对企业承诺已超期" in headline
    number = window.page.locator(".leaders-headline .is-late .figure-value [data-tally]")
    assert number.get_attribute("data-tally") == "1"
    assert "上月同日" in headline
    # Where, and at whom?
    assert "城关镇" in sections.nth(0).inner_text()
    assert "县供电公司" in sections.nth(0).inner_text()
    # What needs me, and what is stuck with whom?
    assert "挂账：二期用地没有办" in sections.nth(0).inner_text()
    assert "高压线路频繁跳闸" in sections.nth(1).inner_text()
    assert "李娟" in sections.nth(1).inner_text()
    # All of it stands in sight of the first screen but the last two lists.
    assert window.page.locator("#to-decide").bounding_box()["y"] < OFFICE_SCREEN.height


def test_it_is_one_sheet_of_paper_and_fits_a_phone(opened, here, tickets):
    window = opened(here.leader, OFFICE_SCREEN)
    window.go("/cases/leaders/")
    paper = window.page.pdf(prefer_css_page_size=True)

    assert len(PdfReader(BytesIO(paper)).pages) == 1
    window.resize(PHONE)
    window.look()
    assert window.page.evaluate("document.documentElement.scrollHeight") < 2.2 * PHONE.height


def test_the_wall_stands_without_fault(opened, here, tickets):
    window = opened(here.leader, Size("wall", 1920, 1080))
    window.go("/cases/leaders/wall/")
    window.look()
    assert window.page.evaluate("document.documentElement.scrollHeight") <= 1080
