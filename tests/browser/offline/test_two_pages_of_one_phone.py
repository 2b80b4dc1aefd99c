"""Two pages of one phone share one queue, and one person."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.browser.offline.deliveries import Deliveries, Held, arrived, said
from tests.browser.offline.phone_browser import KEPT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

# The page looks again how it stands, and begins to draw; what it reads for that comes when it may.
DRAWS = """() => new Promise((begun) => {
  const { decrypt } = SubtleCrypto.prototype;
  const waits = new Promise((done) => { window.goesOn = done; });
  let reads = 0;
  SubtleCrypto.prototype.decrypt = async function (...given) {
    reads += 1;
    if (reads > 1) {
      begun();
      await waits;
    }
    return decrypt.apply(this, given);
  };
  window.dispatchEvent(new Event("offline"));
})"""
GOES_ON = "() => new Promise((done) => { window.goesOn(); setTimeout(done, 50); })"


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


@pytest.fixture
def other(kept):
    """The same phone's second page."""
    found = kept.tab()
    found.open("/unsent")
    return found


def test_each_action_of_both_goes_once_and_in_order(kept, other, enterprise):
    words = ["第一页的第一条", "第二页的一条", "第一页的第二条"]
    kept.lose_line()
    for page, summary in zip((kept, other, kept), words, strict=True):
        page.contact(enterprise.pk, summary)
    assert other.unsent() == kept.unsent() == 3
    deliveries = Deliveries().watch(kept.context)

    kept.find_line()

    assert kept.comes(arrived(enterprise, *words))
    other.waits_for("未发送（0）")
    kept.waits_for("未发送（0）")
    assert set(Counter(deliveries.sent).values()) == {1}


def test_what_one_page_was_sending_when_it_was_closed_is_sent_by_the_other(kept, other, enterprise):
    held = kept.line.meets = Held()
    other.contact(enterprise.pk, "这一页随后关闭")
    assert kept.comes(lambda: bool(held.waiting))
    held.no_more()
    kept.contact(enterprise.pk, "等另一页发完")
    kept.page.wait_for_timeout(300)
    assert "等另一页发完" not in said(enterprise)

    other.page.close()

    assert kept.comes(arrived(enterprise, "这一页随后关闭", "等另一页发完"))
    kept.sends_all()
    assert held.waiting == 1
    held.lose()


def test_words_that_are_changed_while_they_are_on_their_way_are_not_lost(kept, enterprise):
    held = kept.line.meets = Held()
    kept.contact(enterprise.pk, "改之前的话")
    assert kept.comes(lambda: bool(held.waiting))
    kept.open("/unsent")
    kept.press("登记联系")
    kept.field("情况摘要").wait_for()
    # A drawing that began before the first letter, and ends after it, takes none away.
    kept.page.evaluate(DRAWS)
    kept.fill("情况摘要", "改之后的话")
    kept.page.evaluate(GOES_ON)
    kept.press("保存，重新发送")
    kept.waits_for("未发送（1）")

    held.let_go()

    assert kept.comes(arrived(enterprise, "改之前的话"))
    kept.waits_for("没有办成")
    kept.press("登记联系")
    kept.waits_for("先前已经办成，而内容与那一次不同")
    assert kept.field("情况摘要").input_value() == "改之后的话"
    kept.press("删除")
    kept.press("删除", within="dialog")
    kept.waits_for("未发送（0）")
    assert arrived(enterprise, "改之前的话", "改之后的话")() is False


def test_who_signs_in_on_one_page_sees_nothing_of_the_former_person_on_the_other(
    kept, other, shared, enterprise
):
    kept.lose_line()
    kept.contact(enterprise.pk, "只有本人能看")
    kept.open("/unsent")
    kept.waits_for("登记联系")
    held = kept.line.meets = Held()
    kept.find_line()

    other.come_in(shared.county.caller.cadre)

    kept.page.get_by_text("登记联系").wait_for(state="hidden")
    kept.waits_for("有 1 条他人未发送的记录")
    kept.lose_line()
    kept.open("/unsent")
    assert "登记联系" not in kept.text
    held.lose()
    kept.find_line()
    kept.come_in(shared.county.liaison.cadre)
    assert kept.comes(arrived(enterprise, "只有本人能看"))
    assert KEPT not in kept.text
