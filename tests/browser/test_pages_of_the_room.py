"""Seats, requests, sealed stubs and one's own page in the locked room, at the desk and by phone."""

from __future__ import annotations

import pytest

from tests.browser.window import PHONE
from tests.committed import used
from tests.leads.filing import REPORTER, drafted
from tests.leads.seating import PASSPHRASE, furnish
from tests.running import KEPT_PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(stack, django_db_blocker):
    """One room for this file: what is seated in it can sign in through the page."""
    with django_db_blocker.unblock(), used(stack.database):
        made = furnish()
        for seated in (made.head, made.clerk, made.custodian, made.deputy):
            seated.who.cadre.password = KEPT_PASSWORD
            seated.who.cadre.save(update_fields=["password"])
        drafted(made, reporter=REPORTER)
        return made


def test_a_name_is_asked_for_by_phone_and_shown_once(opened, site, room):
    clerk, custodian = _enters(opened, room.clerk, PHONE), _enters(opened, room.custodian)

    _opens_first(clerk)
    clerk.look()
    clerk.press("申请查阅")
    clerk.waits_for("申请查阅反映人")
    clerk.fill("理由", "核实反映的时间")
    clerk.look()
    clerk.press("提交")
    clerk.waits_for("等待保管人答复")

    custodian.go("/leads/")
    custodian.look()
    custodian.press("待答复的申请")
    custodian.waits_for("待我答复")
    custodian.look()
    custodian.page.locator("a.rows-title").first.click()
    custodian.waits_for("核实反映的时间")
    custodian.look()
    custodian.press("同意")
    custodian.waits_for("到期自动收回")
    custodian.press("同意", within="main form")
    custodian.waits_for("已同意")

    _opens_first(clerk)
    clerk.press("查看反映人")
    clerk.waits_for(REPORTER.name)
    clerk.look()
    clerk.go("/leads/askings/")
    clerk.look()


def test_the_head_keeps_seats_stubs_and_the_recovery_key(opened, site, room):
    head = _enters(opened, room.head)

    for path in ("/leads/", "/leads/members/", "/leads/me/", "/leads/stubs/"):
        head.go(path)
        head.look()
    head.press("登记收到")
    head.waits_for("收到日期")
    head.look()
    head.press("登记", within="main form")
    head.waits_for("已登记")
    head.look()
    head.go(f"/leads/members/{room.clerk.member.pk}/")
    head.look()
    head.press("许可重设口令")
    head.waits_for("限用一次")
    head.press("许可重设口令", within="main form")
    head.waits_for("有效的恢复许可")
    head.look()
    head.go("/leads/recovery/")
    head.fill("现在的恢复密钥", room.recovery["sender"])
    head.press("更换")
    head.waits_for("只显示这一次")
    head.look()


def test_by_phone_the_pages_of_a_seat_hold_together(opened, site, room):
    deputy = opened(room.deputy.who, PHONE)

    for path in ("/leads/key/", "/leads/key/restore/"):
        deputy.go(path)
        deputy.look()
    _opens_key(deputy)
    for path in (
        "/leads/",
        "/leads/members/",
        f"/leads/members/{room.deputy.member.pk}/hand-over/",
        "/leads/askings/",
        "/leads/askings/glass/",
        "/leads/stubs/",
        "/leads/key/change/",
    ):
        deputy.go(path)
        deputy.look()
    deputy.go("/leads/relatives/add/")
    deputy.fill("姓名", "许远")
    deputy.fill("工作单位", "县气象局")
    deputy.press("申报", within="main form")
    deputy.waits_for("已申报")
    deputy.look()


def _enters(opened, who, *size):
    window = opened(who.who, *size)
    _opens_key(window)
    return window


def _opens_key(window):
    window.go("/leads/key/")
    window.fill("口令", PASSPHRASE)
    window.press("打开")
    window.waits_for("锁上钥匙")


def _opens_first(window):
    window.go("/leads/")
    window.page.locator(".cell-title a").first.click()
    window.waits_for("本方知情人")
