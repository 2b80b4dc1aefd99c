"""What is left unsent on a phone: read by nobody else, delivered by anybody, missed if gone."""

from __future__ import annotations

import pytest

from cadres.models import SealedDelivery
from cases.models import Attachment, Ticket
from enterprises.models import Visit
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
WORDS = "看了新车间。"
EMPTIED = "() => new Promise((done) => { indexedDB.deleteDatabase('offline').onsuccess = done; })"
PROBLEM = "车间电压不稳，机器常停。"


@pytest.fixture
def left(phone, here):
    """A contact with a problem and its photo wait; the session is over."""
    phone.lose_line()
    phone.contact(here.enterprise.pk, WORDS, PROBLEM, photos=1)
    phone.context.clear_cookies(name="sessionid")
    return phone


def comes(phone, condition) -> bool:
    return until(lambda: phone.page.wait_for_timeout(300) or condition(), 40)


def arrived(enterprise) -> tuple[int, int, int]:
    tickets = Ticket.objects.filter(enterprise=enterprise)
    photos = Attachment.objects.filter(ticket__in=tickets)
    return Visit.objects.filter(enterprise=enterprise).count(), tickets.count(), photos.count()


def test_what_is_left_when_the_session_is_over_is_delivered_sealed_with_its_photo(left, here):
    left.find_line()
    left.go("/cadres/sign-in/")
    left.waits_for("2 条未发送（已加密）")
    left.look()
    assert WORDS not in left.page.content()

    left.press("立即发送")
    left.page.wait_for_selector("[data-offline-bar]", state="hidden")
    kept = SealedDelivery.objects.filter(cadre=here.liaison.cadre)
    assert kept.count() == 3

    # Its person comes back: what was brought is done first, and nothing is done twice.
    left.come_in(here.liaison.cadre)
    assert comes(left, lambda: arrived(here.enterprise) == (1, 1, 1))
    assert comes(left, lambda: left.unsent() == 0)
    assert not kept.filter(opened_at=None).exists()
    assert arrived(here.enterprise) == (1, 1, 1)


def test_another_person_on_the_phone_reads_nothing_of_it_and_delivers_it(left, here):
    left.find_line()
    left.page.wait_for_selector("[data-offline-locked]")  # its session is over
    left.come_in(here.caller.cadre)
    left.go("/offline/")
    left.waits_for("有 2 条他人未发送的记录，可代为送出（内容不可见）")
    left.open("/unsent")
    assert PROBLEM[:6] not in left.page.content()

    left.press("立即发送")

    kept = SealedDelivery.objects.filter(cadre=here.liaison.cadre)
    assert comes(left, lambda: kept.count() == 3)
    assert not Visit.objects.filter(enterprise=here.enterprise).exists()
    left.come_in(here.liaison.cadre)
    assert comes(left, lambda: arrived(here.enterprise) == (1, 1, 1))
    assert Visit.objects.get(enterprise=here.enterprise).members.get().cadre == here.liaison.cadre


def test_a_store_that_was_emptied_between_two_starts_is_said_until_read(left, here):
    left.page.goto("about:blank")
    left.find_line()
    left.go("/static/cadres/img/icons.svg")
    left.page.evaluate(EMPTIED)

    left.come_in(here.liaison.cadre)
    left.go("/offline/")
    left.waits_for("本机 2 条未发送记录可能已被手机清除")
    left.press("知道了")

    left.page.get_by_text("可能已被手机清除").wait_for(state="hidden")
    left.go("/offline/")
    left.waits_for(here.enterprise.name)
    assert "可能已被手机清除" not in left.text
