"""Seats, requests, sealed stubs and one's own page in the locked room, at the desk and by phone."""

from __future__ import annotations

import pytest

from cases.leads.handling.services.stubs import take_in_stub
from cases.leads.keys.services.recovery import give_permission
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.readers.services.access_requests import ask_for_reporter
from tests.browser.window import DESKTOP, PHONE
from tests.cases.leads.browsing import now
from tests.cases.leads.filing import REPORTER, drafted
from tests.cases.leads.seating import MONDAY, PASSPHRASE, furnish
from tests.committed import used
from tests.running import KEPT_PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(stack, django_db_blocker):
    """One room for this file, with something of each kind in it."""
    with django_db_blocker.unblock(), used(stack.database):
        made = furnish()
        for seated in (made.head, made.custodian):
            seated.who.cadre.password = KEPT_PASSWORD
            seated.who.cadre.save(update_fields=["password"])
        lead = drafted(made, reporter=REPORTER)
        ask_for_reporter(lead, "核实反映的时间", actor=now(made.clerk))
        purpose = RecoveryPurpose.PASSPHRASE
        give_permission(made.clerk.member.pk, purpose, actor=now(made.head))
        take_in_stub(MONDAY, actor=now(made.head))
        return made


def test_by_phone_a_custodian_answers_and_looks(opened, site, room):
    custodian = opened(room.custodian.who, PHONE)
    custodian.go("/leads/key/restore/")
    custodian.look()
    _opens_key(custodian)

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
    custodian.go("/leads/")
    custodian.page.locator(".cell-title a").first.click()
    custodian.press("查看反映人")
    custodian.waits_for(REPORTER.name)
    custodian.look()


def test_at_the_desk_the_head_keeps_seats_stubs_and_the_recovery_key(opened, site, room):
    head = opened(room.head.who)
    _opens_key(head)
    seat = f"/leads/members/{room.clerk.member.pk}/"

    for path in ("/leads/members/", seat, "/leads/me/", "/leads/stubs/"):
        head.go(path)
        head.look()
    head.resize(PHONE)
    for path in ("/leads/members/", "/leads/stubs/"):
        head.go(path)
        head.look()
    head.resize(DESKTOP)
    head.go("/leads/recovery/")
    head.fill("现在的恢复密钥", room.recovery["sender"])
    head.press("更换")
    head.waits_for("只显示这一次")
    head.look()


def _opens_key(window):
    window.go("/leads/key/")
    window.fill("口令", PASSPHRASE)
    window.press("解锁")
    window.waits_for("锁定")
