"""The connection to the phone's store breaks in the middle of a save, as iPhones do on waking."""

from __future__ import annotations

import pytest

from cases.models import Attachment, Ticket
from tests.browser.offline.deliveries import arrived
from tests.browser.offline.phone_browser import KEPT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
# The next so many pieces of work end in the middle, and their connection with them.
BREAKS = """(times) => {
  window.breaks = times;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (this.name === "commands" && window.breaks > 0) {
      window.breaks -= 1;
      this.transaction.abort();
      this.transaction.db.close();
    }
    return request;
  };
}"""
HOLDS = "() => { window.breaks = 0; }"
NOT_KEPT = "手机没有存下这一条。内容还在页面上，请再按一次"


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


@pytest.fixture
def writing(kept, enterprise):
    """A contact with a problem and its photo stands on the page, without a line."""
    kept.lose_line()
    kept.open(f"/enterprises/{enterprise.pk}/contact")
    kept.press("＋ 企业提出了问题")
    return kept


def write(phone, words):
    phone.fill("情况摘要", words)
    phone.page.locator("[data-problem='0'] textarea").fill(words)
    phone.page.locator("[data-problem='0'] select").select_option(index=1)
    phone.photograph("[data-problem='0']", 1)


def arrive_once(phone, enterprise, words):
    phone.find_line()
    assert phone.comes(arrived(enterprise, words))
    tickets = Ticket.objects.filter(description=words)
    assert phone.comes(lambda: Attachment.objects.filter(ticket__in=tickets).count() == 1)
    assert tickets.count() == 1
    phone.sends_all()
    assert arrived(enterprise, words)()


def test_it_is_opened_anew_and_all_is_kept_once(writing, enterprise):
    write(writing, "断了一次")
    writing.page.evaluate(BREAKS, 1)

    writing.press("保存")

    writing.waits_for(KEPT)
    assert writing.unsent() == 2
    arrive_once(writing, enterprise, "断了一次")


def test_where_it_stays_broken_the_words_stay_on_the_page_and_are_kept_once_it_holds(
    writing, enterprise
):
    write(writing, "一直断")
    writing.page.evaluate(BREAKS, 99)
    writing.press("保存")
    writing.waits_for(NOT_KEPT)
    assert writing.field("情况摘要").input_value() == "一直断"
    assert writing.page.locator("[data-problem='0'] .files-one").count() == 1
    writing.look()

    writing.page.evaluate(HOLDS)
    writing.press("保存")

    writing.waits_for(KEPT)
    assert writing.unsent() == 2
    writing.open(f"/enterprises/{enterprise.pk}/contact")
    assert writing.field("情况摘要").input_value() == ""  # the draft went with it
    arrive_once(writing, enterprise, "一直断")
