"""The session ends while a phone is without a line: it says what to do, and nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from cadres.models import Cadre
from cadres.sign_in.services.sessions import end_sessions_of
from tests.browser.offline.deliveries import arrived, lost, said
from tests.browser.offline.line import passes
from tests.running import KEPT_PASSWORD, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
NEW = "Nanzhao-2026-xin"
NEW_AS_KEPT = Argon2PasswordHasher().encode(NEW, "salt-of-the-tests")


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


@pytest.fixture
def person(shared, site):
    """Whose phone it is; the next test finds the usual password."""
    found = shared.county.liaison
    yield found
    usual = {"password": KEPT_PASSWORD, "must_change_password": False}
    Cadre.objects.filter(pk=found.cadre.pk).update(**usual)
    found.cadre.refresh_from_db()


@pytest.fixture
def waiting(kept, enterprise, request):
    """One contact waits; its words are the test's own."""
    kept.words = request.node.name
    kept.lose_line()
    kept.contact(enterprise.pk, kept.words)
    return kept


def test_a_password_that_was_changed_elsewhere_asks_to_sign_in_again(waiting, person, enterprise):
    Cadre.objects.filter(pk=person.cadre.pk).update(password=NEW_AS_KEPT)
    end_sessions_of(person.cadre, actor=person.viewer_now())

    waiting.find_line()

    waiting.waits_for("登录已过期，请重新登录；未发送的记录都还在本机")
    waiting.waits_for("本机资料已锁定")
    waiting.look()
    waiting.press("登录")
    waiting.fill("账号或手机号", person.cadre.account)
    waiting.fill("密码", NEW)
    waiting.press("登录")
    assert waiting.comes(arrived(enterprise, waiting.words))
    waiting.sends_all()


def test_a_password_that_has_to_be_set_first_is_asked_for(waiting, person, enterprise):
    Cadre.objects.filter(pk=person.cadre.pk).update(must_change_password=True)

    waiting.find_line()

    waiting.waits_for("请先设置自己的密码，再发送；未发送的记录都还在本机")
    waiting.look()
    waiting.press("设置密码")
    waiting.fill("原密码", PASSWORD)
    waiting.fill("新密码", NEW)
    waiting.fill("再输一次新密码", NEW)
    waiting.press("修改密码")
    assert waiting.comes(arrived(enterprise, waiting.words))
    waiting.sends_all()


def test_words_that_stand_on_the_page_when_the_session_ends_stay_there(waiting, person, enterprise):
    more = waiting.words + "的后一条"
    waiting.open(f"/enterprises/{enterprise.pk}/contact")
    waiting.fill("情况摘要", more)
    waiting.context.clear_cookies(name="sessionid")
    waiting.find_line()
    waiting.waits_for("登录已过期，请重新登录；未发送的记录都还在本机")
    waiting.press("保存")
    waiting.waits_for("登录已过期，这一条存不到手机里。内容还在页面上")
    assert waiting.field("情况摘要").input_value() == more

    other = waiting.tab()
    other.come_in(person.cadre)

    assert waiting.comes(arrived(enterprise, waiting.words))
    waiting.press("保存")
    assert waiting.comes(arrived(enterprise, waiting.words, more))


def test_who_signs_out_with_unsent_actions_is_asked_first(waiting, person, enterprise):
    waiting.line.meets = lost
    waiting.find_line()
    waiting.go("/cadres/me/")
    waiting.waits_for("1 条未发送")
    waiting.press("退出登录", within="main")
    waiting.waits_for("有 1 条记录还没有发送。")
    waiting.look()
    waiting.press("取消", within="dialog")
    waiting.press("退出登录", within="main")
    waiting.press("发送后退出", within="dialog")
    waiting.waits_for("还有没发送出去的，没有退出。")

    waiting.press("退出登录", within="main")
    waiting.press("留在本机（加密，只有您能看）退出", within="dialog")

    waiting.waits_for("1 条未发送（已加密）")
    assert waiting.words not in said(enterprise)
    waiting.line.meets = passes
    waiting.come_in(person.cadre)
    assert waiting.comes(arrived(enterprise, waiting.words))
    waiting.sends_all()
