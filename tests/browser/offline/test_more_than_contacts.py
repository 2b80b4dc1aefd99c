"""Plans, wishes, parts of tickets and scanned codes: without a line, too, each arrives once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Attachment, Share, Ticket
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.services.handling.shares import add_share
from enterprises.models import Booking, ContactWish
from enterprises.register.services.gate_codes import issue_code
from tests.browser.offline.deliveries import arrived
from tests.browser.offline.phone_browser import KEPT
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.people import PostingFactory

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
EVIDENCE, PROBLEM = "变压器已换，试运行正常。", "车间电压不稳，机器常停。"
CHOSEN = ".files-one"
PHOTOS_OF_DRAFTS = """() => new Promise((done) => {
  indexedDB.open("offline").onsuccess = ({ target: { result: db } }) => {
    db.transaction("drafts").objectStore("drafts").getAllKeys().onsuccess = ({ target }) => {
      db.close();
      done(target.result.filter((key) => key.includes(" photo ")).length);
    };
  };
})"""


@pytest.fixture
def enterprise(shared):
    return shared.county.enterprise


def test_a_plan_and_a_wish(kept, enterprise):
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    kept.lose_line()
    kept.open(f"/enterprises/{enterprise.pk}/booking")
    kept.look()
    kept.fill("日期", later)
    kept.fill("要谈的事", "用电增容")
    kept.press("预约")
    kept.waits_for(KEPT)
    kept.open(f"/enterprises/{enterprise.pk}/wish")
    kept.look()
    kept.fill("企业哪位说的", "王厂长")
    kept.choose("电话即可")
    kept.press("记下")
    kept.waits_for(KEPT)
    assert kept.unsent() == 2

    kept.find_line()

    wishes = ContactWish.objects.filter(enterprise=enterprise)
    assert kept.comes(wishes.exists)
    kept.sends_all()
    booking = Booking.objects.get(enterprise=enterprise)
    assert (booking.on.isoformat(), booking.matter) == (later, "用电增容")
    assert (wishes.get().phone_only, wishes.get().said_by) == (True, "王厂长")


@pytest.fixture
def parts(handset, here):
    """A measure on a ticket of the cadre's own unit, a share on one of another."""
    unit, office = here.liaison.unit, here.dispatcher.viewer_now()
    PostingFactory(cadre=here.liaison.cadre, unit=unit, role=Role.UNIT_CLERK)
    own = TicketFactory(in_hand=True, unit=unit, enterprise=here.enterprise)
    other = TicketFactory(in_hand=True, unit=here.handling, enterprise=here.enterprise)
    share = add_share(other, actor=office, unit=unit, kind=ShareKind.SPLIT, task="核查消防通道")
    measure = MeasureFactory(ticket=own, text="更换变压器")
    handset.come_in(here.liaison.cadre)
    handset.install()
    handset.lose_line()
    return measure, share


def test_a_measure_with_its_photo_and_a_share(handset, parts):
    measure, share = parts
    handset.open(f"/tickets/{measure.ticket_id}")
    handset.press("登记完成：更换变压器")
    handset.waits_for("佐证说明")
    handset.fill("佐证说明", EVIDENCE)
    handset.photograph("form", 1)
    handset.look()
    handset.press("登记完成", within="form")
    handset.waits_for(KEPT)
    handset.open(f"/tickets/{share.ticket_id}")
    handset.press("协办签收：核查消防通道")
    handset.press("签收", within="form")
    handset.waits_for(KEPT)
    assert handset.unsent() == 2

    handset.find_line()

    assert handset.comes(lambda: Share.objects.get(pk=share.pk).accepted_at)
    handset.sends_all()
    measure.refresh_from_db()
    assert measure.evidence == EVIDENCE
    assert Attachment.objects.filter(ticket=measure.ticket_id).count() == 1


def test_photos_that_were_chosen_before_a_reload_are_there_again(kept, enterprise):
    kept.lose_line()
    kept.open(f"/enterprises/{enterprise.pk}/contact")
    kept.fill("情况摘要", "照片还在")
    for number in range(2):
        kept.press("＋ 企业提出了问题")
        part = kept.page.locator(f"[data-problem='{number}']")
        part.locator("textarea").fill(f"{PROBLEM}{number}")
        part.locator("select").select_option(index=1)
    kept.photograph("[data-problem='0']", 2)
    kept.photograph("[data-problem='1']", 1)
    assert kept.comes(lambda: kept.page.evaluate(PHOTOS_OF_DRAFTS) == 3)
    kept.page.locator("[data-problem='0']").get_by_text("移除", exact=True).first.click()
    # They are written with the words beside them, in one piece of work.
    assert kept.comes(lambda: kept.page.evaluate(PHOTOS_OF_DRAFTS) == 2)

    kept.page.reload()

    kept.page.locator(f"[data-problem='1'] {CHOSEN}").wait_for()
    assert [kept.page.locator(f"[data-problem='{at}'] {CHOSEN}").count() for at in (0, 1)] == [1, 1]
    kept.look()
    kept.press("保存")
    kept.waits_for(KEPT)
    kept.open(f"/enterprises/{enterprise.pk}/contact")
    assert not kept.page.locator(CHOSEN).count()
    kept.find_line()
    assert kept.comes(arrived(enterprise, "照片还在"))
    kept.sends_all()
    for number in range(2):
        ticket = Ticket.objects.get(description=f"{PROBLEM}{number}")
        assert Attachment.objects.filter(ticket=ticket).count() == 1


def test_a_code_that_is_scanned_at_the_gate_opens_the_card(kept, shared, enterprise):
    code = issue_code(enterprise, actor=shared.county.dispatcher.viewer_now())
    kept.go(f"/q/{code.token}/")
    kept.page.wait_for_url(f"**/enterprises/{enterprise.pk}/")
    kept.contact(enterprise.pk, "拿了新的二维码")  # what is new is read after what was done
    card = kept.page.locator("h1", has_text=enterprise.name)
    assert kept.comes(lambda: kept.open(f"/gate/{code.token}") or card.count() > 0)
    kept.lose_line()

    kept.go(f"/q/{code.token}/")

    card.wait_for()
    kept.look()
    kept.press("登记联系")
    kept.page.wait_for_url(f"**#/enterprises/{enterprise.pk}/contact")
    kept.go("/q/ACDEFGHJKMNP/")
    kept.waits_for("这个二维码的企业不在本机的资料里")
