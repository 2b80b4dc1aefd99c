"""A phone that starts without a line opens by its person's passcode, and by nothing else."""

from __future__ import annotations

import pytest

from enterprises.models import Visit
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
CODE, WORDS = "nz480213", "看了新车间。"
LOCKED = "本机资料已锁定"


@pytest.fixture
def coded(phone):
    """A passcode is set, and the phone has ended the browser."""
    set_code(phone)
    phone.kill()
    return phone


def set_code(phone, code: str = CODE) -> None:
    phone.open("/passcode")
    phone.look()
    phone.fill("本机口令", code)
    phone.fill("再输入一次", code)
    phone.press("设置口令")
    phone.waits_for("本机口令已设置")


def start_without_line(phone) -> None:
    phone.start()
    phone.lose_line()
    phone.go("/offline/")
    phone.waits_for(LOCKED)


def try_code(phone, code: str) -> None:
    phone.fill("本机口令", code)
    phone.press("打开")


def comes(phone, condition) -> bool:
    return until(lambda: phone.page.wait_for_timeout(200) or condition(), 40)


def test_a_cold_start_without_a_line_opens_by_the_passcode_and_sends_after_signing_in(coded, here):
    phone, firm = coded, here.enterprise
    start_without_line(phone)
    assert firm.name not in phone.page.content()
    try_code(phone, "wrong111x")
    phone.waits_for("口令不对，还可以试 9 次")
    phone.look()

    try_code(phone, CODE)

    phone.waits_for(firm.name)
    phone.contact(firm.pk, WORDS)
    # The session ended with the browser: what was opened stays open, and waits.
    phone.find_line()
    phone.waits_for("登录已过期，请重新登录")
    phone.open(f"/enterprises/{firm.pk}")
    phone.look()
    assert not Visit.objects.filter(enterprise=firm).exists()
    phone.open("/unsent")
    phone.waits_for("未发送（1）")
    assert not phone.page.get_by_text("立即发送").count()

    phone.come_in(here.liaison.cadre)
    assert comes(phone, Visit.objects.filter(enterprise=firm).exists)
    assert Visit.objects.get(enterprise=firm).summary == WORDS


def test_ten_wrong_ones_end_the_passcode_and_not_the_store(coded, here):
    phone = coded
    start_without_line(phone)
    for left in range(9, 0, -1):
        try_code(phone, "wrong111x")
        phone.waits_for(f"还可以试 {left} 次")
    try_code(phone, "wrong111x")
    phone.waits_for("口令连错太多次，已经失效")
    phone.go("/offline/")
    phone.waits_for("联网登录后自动打开")
    assert not phone.page.locator("#passcode").count()

    phone.find_line()
    phone.come_in(here.liaison.cadre)
    phone.go("/offline/")
    phone.waits_for(here.enterprise.name)


def test_another_password_ends_it_with_the_next_contact(coded, here):
    phone = coded
    here.liaison.cadre.set_password("另一个密码 2026")
    here.liaison.cadre.save(update_fields=["password"])
    start_without_line(phone)
    try_code(phone, CODE)
    phone.waits_for(here.enterprise.name)

    phone.find_line()

    phone.waits_for(LOCKED)
    assert not phone.page.locator("#passcode").count()


def test_signing_out_ends_it(phone, here):
    set_code(phone)
    phone.go("/cadres/me/")
    phone.page.locator("main form[action$='/sign-out/'] button").click()
    phone.page.wait_for_url("**/sign-in/**")
    phone.page.wait_for_function("() => localStorage.getItem('offline-left') === null")
    phone.kill()

    start_without_line(phone)

    assert not phone.page.locator("#passcode").count()


def test_each_of_two_people_opens_their_own(phone, here):
    set_code(phone)
    phone.context.clear_cookies(name="sessionid")
    phone.come_in(here.caller.cadre)
    phone.go("/offline/")
    phone.page.wait_for_selector("a[href='#/passcode']")
    set_code(phone, "caller77x")
    phone.kill()
    start_without_line(phone)
    whose = phone.page.locator("#passcode-whose")
    assert {one.inner_text() for one in whose.locator("option").all()} == {"张＊", "赵＊"}

    whose.select_option(label="张＊")
    try_code(phone, "caller77x")
    phone.waits_for("口令不对")
    try_code_of(phone, "赵＊", "caller77x")

    phone.page.wait_for_selector("a[href='#/passcode']")
    assert here.enterprise.name not in phone.page.content()


def try_code_of(phone, shown: str, code: str) -> None:
    phone.page.locator("#passcode-whose").select_option(label=shown)
    try_code(phone, code)
