"""At the gate: a phone, the code, no account, no JavaScript."""

from __future__ import annotations

import pytest

from cases.models import Attachment, Ticket
from enterprises.register.services.gate_codes import PublicWords, issue_code
from tests import pictures
from tests.browser.window import DESKTOP, PHONE
from tests.fresh import set_office_line

pytestmark = pytest.mark.browser
PROBLEM = "厂区变压器容量不足，申请增容。"


def report(gate):
    """Nobody fills the page within three seconds; whoever does is asked to press again."""
    gate.page.wait_for_timeout(3_200)
    gate.press("反映问题")


def test_whoever_scans_the_code_reports_a_problem_and_the_office_has_it(opened, here):
    office, firm = here.dispatcher.viewer_now(), here.enterprise
    words = PublicWords("南召县万人助万企活动办公室", "0377-66900000", 5, "县助企办设定")
    set_office_line(here.region, words, actor=office)
    code = issue_code(firm, actor=office)
    gate = opened(size=PHONE, scripts=False)
    gate.go(f"/q/{code.token}/")
    report(gate)
    gate.waits_for("请填写您遇到什么问题")
    gate.look()
    gate.fill("您遇到什么问题", PROBLEM)
    gate.fill("联系电话", "13700001111")
    report(gate)
    gate.waits_for("谢谢，已经收到")
    gate.look()

    clerk = opened(here.dispatcher)
    clerk.go(f"/cases/tickets/{Ticket.objects.get(enterprise=firm, description=PROBLEM).pk}/")
    clerk.waits_for("企业扫码")
    clerk.go(f"/cases/enterprises/{firm.pk}/notice/")
    clerk.look()
    clerk.resize(PHONE)
    clerk.look()
    clerk.resize(DESKTOP)
    clerk.press("换发或停用")
    clerk.look()
    clerk.go(f"/enterprises/counties/{here.region.pk}/line/")
    clerk.look()


def test_without_a_line_the_text_stays_and_a_sentence_stands_there(opened, here):
    code = issue_code(here.enterprise, actor=here.dispatcher.viewer_now())
    gate = opened(size=PHONE)
    gate.go(f"/q/{code.token}/")
    gate.fill("您遇到什么问题", PROBLEM)
    gate.context.set_offline(True)
    report(gate)
    gate.waits_for("现在没有网络，还没有提交")
    assert gate.field("您遇到什么问题").input_value() == PROBLEM
    assert not Ticket.objects.filter(enterprise=here.enterprise).exists()

    gate.context.set_offline(False)
    gate.errors.clear()
    report(gate)
    gate.waits_for("谢谢，已经收到")

    assert Ticket.objects.filter(enterprise=here.enterprise).count() == 1
    gate.press("再反映一件")
    assert gate.field("您遇到什么问题").input_value() == ""


def test_what_was_begun_at_the_gate_is_there_again(opened, here):
    code = issue_code(here.enterprise, actor=here.dispatcher.viewer_now())
    gate = opened(size=PHONE)
    gate.go(f"/q/{code.token}/")
    gate.fill("您遇到什么问题", PROBLEM)
    gate.go(f"/q/{code.token}/")

    gate.waits_for("已恢复未提交的内容")
    assert gate.field("您遇到什么问题").input_value() == PROBLEM


def test_a_photo_arrives_ahead_and_a_reload_finds_it(opened, here):
    code = issue_code(here.enterprise, actor=here.dispatcher.viewer_now())
    gate = opened(size=PHONE)
    gate.go(f"/q/{code.token}/")
    gate.fill("您遇到什么问题", PROBLEM)
    chosen = {"name": "配电房.jpg", "mimeType": "image/jpeg", "buffer": pictures.noisy(1500, 1000)}
    gate.page.set_input_files("input[type=file]", chosen)
    gate.waits_for("已传好")
    gate.look()
    gate.page.reload()
    gate.waits_for("配电房.jpg")
    gate.look()

    report(gate)

    gate.waits_for("谢谢，已经收到")
    ticket = Ticket.objects.get(enterprise=here.enterprise)
    assert [one.name for one in Attachment.objects.filter(ticket=ticket)] == ["配电房.jpg"]
