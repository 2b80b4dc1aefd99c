"""A form of an open page whose line is gone waits on the phone, and is done once there is one."""

from __future__ import annotations

import pytest

from cases.models import Ticket
from enterprises.models import Visit
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
WORDS = "线路勘查已完成，下周施工。"
PROBLEM = "车间电压不稳，机器常停。"


def comes(phone, condition) -> bool:
    return until(lambda: phone.page.wait_for_timeout(200) or condition(), 40)


def stands(phone, address: str) -> None:
    """The page, with what works without a line standing behind it, key and all."""
    phone.go(address)
    phone.page.wait_for_selector("[data-offline-bar]", state="attached")


def test_a_contact_and_its_problem_that_were_being_written_when_the_line_went(phone, here):
    stands(phone, f"/enterprises/visits/new/{here.enterprise.pk}/")
    phone.fill("情况摘要", WORDS)
    phone.fill("企业提出的问题", PROBLEM)
    phone.choose(here.category.name)
    phone.lose_line()
    phone.press("保存")
    phone.waits_for("已加密存在本机")
    assert phone.unsent() == 2

    phone.find_line()

    tickets = Ticket.objects.filter(enterprise=here.enterprise)
    assert comes(phone, tickets.exists)
    visit = Visit.objects.get(enterprise=here.enterprise)
    assert visit.summary == WORDS
    assert [member.cadre for member in visit.members.all()] == [here.liaison.cadre]
    assert [(one.visit, one.description) for one in tickets.all()] == [(visit, PROBLEM)]


def test_a_problem_that_was_being_written_when_the_line_went(phone, here):
    address = f"/cases/tickets/new/?enterprise={here.enterprise.pk}"
    stands(phone, address)
    # Opened anew, and pressed before anything stands behind it: it waits until that is there.
    phone.go(address)
    phone.fill("问题描述", PROBLEM)
    phone.page.locator("select[name=category]").select_option(index=1)
    phone.lose_line()
    phone.press("登记")
    phone.waits_for("已加密存在本机")

    phone.find_line()

    tickets = Ticket.objects.filter(enterprise=here.enterprise)
    assert comes(phone, tickets.exists)
    assert tickets.get().description == PROBLEM
