"""A lead goes from one side of the locked room to the other, and back as a code."""

from __future__ import annotations

import re

import pytest

from cases.leads.models import Lead
from tests.browser.traces import left_behind, marked
from tests.browser.window import PHONE
from tests.cases.leads.seating import founding_code

pytestmark = pytest.mark.browser

PASSPHRASE = "春江潮水连海平，海上明月共潮生"
# Made up for this test, so that whoever looks for them afterwards finds nothing else.
MARKERS = {
    "title": "标记甲一七三索要烟酒",
    "person": "甄标记",
    "deed": "标记乙八四六以办理手续为由索要香烟两条。",
    "reporter": "标记丙反映人",
    "phone": "13900007777",
    "file": "标记丁照片说明",
    "place": "标记丑保密柜",
    "holder": "标记寅保管人",
    "supplement": "标记戊补充时间是二月",
    "proposal": "标记己拟请补充",
    "informed": "标记庚电话告知",
}
# Where the sender's own paper lies; it is still the sender's when the content is gone.
KEPT = {"存档份号": "000002", "存放处": MARKERS["place"], "存档保管人": MARKERS["holder"]}
FILE = {
    "name": f"{MARKERS['file']}.txt",
    "mimeType": "text/plain",
    "buffer": MARKERS["file"].encode() * 50,
}


def test_a_lead_goes_from_one_side_to_the_other_and_leaves_no_word_behind(
    opened, site, here, mails
):
    head, clerk, officers, registrar = _move_in(opened, here)

    _drafts(clerk)
    _takes_step(clerk, "提请审批")
    _opens_first(head)
    _takes_step(head, "审批同意")
    _takes_step(clerk, "出具移送函")
    _takes_step(clerk, "送达", KEPT)
    _is_signed_for(clerk, registrar)
    _is_supplemented(clerk, officers, registrar)
    _is_handled(officers, registrar)
    _is_closed(clerk)

    assert Lead.objects.get(county_id=here.region.pk).state == "closed"
    # A word that is no secret is found: the looking through works.
    assert marked({"number": "召营商移"}, left_behind(site, mails))
    site.deliver()
    assert marked(MARKERS, left_behind(site, mails)) == []


def _move_in(opened, here):
    """Both sides bring their room into use, seat their people, and each makes a key."""
    head, officers = opened(here.office_head), opened(here.officer_head)
    _founds(head, here.office_head, "南召县营商环境主管部门", f"召营商移{here.region.pk}")
    _founds(officers, here.officer_head, "南召县纪委监委", f"召纪反馈{here.region.pk}")
    officers.waits_for("还没有与对方核对指纹")
    officers.look()
    for window in (head, officers):
        _is_introduced(window)
    clerk, registrar = opened(here.dispatcher), opened(here.officer)
    _takes_a_seat(head, here.dispatcher, "经办人", clerk)
    _takes_a_seat(head, here.caller, "经办人", opened(here.caller, PHONE), custodian=True)
    _takes_a_seat(officers, here.officer, "案管登记人", registrar, custodian=True)
    return head, clerk, officers, registrar


def _is_signed_for(clerk, registrar):
    _opens_first(registrar)
    assert MARKERS["deed"] in registrar.text
    registrar.look()
    _takes_step(registrar, "签收")
    clerk.page.reload()
    assert MARKERS["deed"] not in clerk.text
    assert "内容不在您这里" in clerk.text
    assert MARKERS["place"] in clerk.text
    assert "已随卷密封移交接收方，本方不再保管" in clerk.text
    clerk.look()


def _is_supplemented(clerk, officers, registrar):
    _opens_first(officers)
    _proposes(registrar, "退回补充", {"告知移送方的内容": "请补充时间。"})
    clerk.page.reload()
    assert MARKERS["proposal"] not in clerk.text
    _approves(officers)
    _takes_step(registrar, "退回补充")
    clerk.page.reload()
    assert "请补充时间。" in clerk.text
    _takes_step(clerk, "补充材料", {"补充的情况": MARKERS["supplement"]})
    registrar.page.reload()
    assert MARKERS["supplement"] in registrar.text


def _is_handled(officers, registrar):
    _proposes(registrar, "受理并分办", {}, handler=1)
    _approves(officers)
    _takes_step(registrar, "受理")
    _takes_step(registrar, "告知实名反映人受理情况", {"怎样告知的": MARKERS["informed"]})
    _feeds_back(registrar)


def _proposes(window, opinion, words, handler=None):
    """What is to be done, with its words, to the head; nothing is chosen beforehand."""
    window.page.reload()
    window.press("拟办")
    window.page.wait_for_selector(".form-actions")
    window.page.locator("#id_opinion").select_option(label=opinion)
    window.fill("理由和依据", MARKERS["proposal"])
    for name, value in words.items():
        window.fill(name, value)
    if handler is not None:
        window.page.locator("#id_handler_id").select_option(index=handler)
    window.page.locator("#id_to_id").select_option(index=1)
    window.look()
    window.press("拟办", within="main form")
    window.waits_for("本方授权阅知人")
    assert MARKERS["proposal"] in window.text


def _approves(window):
    """The head signs for what stands on the page: the lead and the proposal."""
    window.page.reload()
    window.press("审批拟办")
    window.page.wait_for_selector(".form-actions")
    assert MARKERS["proposal"] in window.text
    assert MARKERS["deed"] in window.text
    window.look()
    window.page.locator("#id_sure").check()
    window.press("审批拟办", within="main form")
    window.waits_for("已批准拟办意见")


def _is_closed(clerk):
    clerk.page.reload()
    assert MARKERS["proposal"] not in clerk.text
    assert "告知实名反映人" not in clerk.text
    _takes_step(clerk, "签收反馈")
    _takes_step(clerk, "归档")


def _founds(window, person, name, series):
    code = founding_code(person.viewer_now())
    window.press("线索室")
    window.waits_for("启用线索室")
    window.fill("启用码", code)
    window.fill("机关名称", name)
    window.fill("发文代字", series)
    window.fill("口令", PASSPHRASE)
    window.fill("再输入一次", PASSPHRASE)
    window.press("启用")
    window.waits_for("只显示这一次")
    window.press("已打印封存，进入线索室")
    _opens(window)


def _opens(window):
    window.waits_for("解锁线索室")
    window.fill("口令", PASSPHRASE)
    window.press("解锁")
    window.waits_for("锁定")


def _is_introduced(window):
    """The head reads out and listens; both stand on the page."""
    window.go("/leads/other/")
    window.waits_for("本方（读给对方听）")
    window.look()
    window.page.get_by_label("已经当面或电话逐组核对").check()
    window.press("确认一致")
    window.waits_for("已与对方核对指纹")


def _takes_a_seat(head, person, duty, window, custodian=False):
    """Named, handed the paper, a key made with it, and the fingerprint compared."""
    code = _seats(head, person, duty, custodian)
    _makes_a_key(window, code)
    window.waits_for("请与负责人核对您的指纹")
    window.look()
    read_out = window.page.locator(".fingerprint.is-large").inner_text()
    head.go("/leads/members/")
    head.look()
    waiting = re.compile(f"待核对指纹.*{person.cadre.name}")
    head.page.get_by_role("link", name=waiting).click()
    head.waits_for("当面或电话逐组读出")
    assert head.page.locator(".fingerprint.is-large").inner_text() == read_out
    head.look()
    head.page.get_by_label("已经当面或电话逐组核对").check()
    head.press("确认一致")
    head.waits_for("的指纹已核对")
    window.press("已经核对，刷新")
    window.waits_for("待我办理")


def _makes_a_key(window, code):
    window.go("/leads/")
    window.waits_for("建立我的钥匙")
    if window.size.is_phone:
        window.look()
    window.fill("建钥码", code)
    window.fill("口令", PASSPHRASE)
    window.fill("再输入一次", PASSPHRASE)
    window.press("建立")
    _opens(window)


def _seats(window, person, duty, custodian=False):
    window.go("/leads/members/add/")
    label = window.page.get_by_label(re.compile(r"^\s*人员")).first
    label.select_option(str(person.cadre.pk))
    window.field("分工").select_option(label=duty)
    if custodian:
        window.page.get_by_label("同时保管反映人信息").check()
    window.press("指定")
    window.waits_for("只显示这一次")
    window.look()
    return window.page.locator("[data-enrolment-code]").inner_text()


def _drafts(window):
    window.go("/leads/")
    window.press("起草线索")
    window.waits_for("保存草稿")
    for name, value in (("route", "inside"), ("source", "visit")):
        window.page.locator(f"#id_{name}").select_option(value)
    window.page.locator("#id_field").select_option(index=1)
    window.fill("事由", MARKERS["title"])
    window.fill("发现单位或发现人", "县助企办")
    window.page.locator("#id_persons-0-name").fill(MARKERS["person"])
    window.page.locator("#id_persons-0-unit").fill("县气象局")
    window.page.locator("#id_persons-0-level").select_option(label="县管")
    window.page.locator("#id_time").fill("二月下旬")
    window.page.locator("#id_place").fill("企业办公室")
    window.page.locator("#id_deed").fill(MARKERS["deed"])
    window.fill("反映人姓名", MARKERS["reporter"])
    window.fill("反映人电话", MARKERS["phone"])
    window.look()
    window.press("保存草稿")
    window.waits_for("已保存为草稿")
    window.look()
    window.press("添加附件")
    window.page.locator("input[type=file]").set_input_files(FILE)
    window.press("添加")
    window.waits_for("附件已加密保存")


def _opens_first(window):
    window.go("/leads/")
    window.page.locator(".cell-title a").first.click()
    window.waits_for("本方授权阅知人")


def _takes_step(window, label, words=None):
    window.page.reload()
    window.press(label)
    window.page.wait_for_selector(".form-actions")
    for name, value in (words or {}).items():
        window.fill(name, value)
    window.press(label, within="main form")
    window.waits_for("本方授权阅知人")


def _feeds_back(window):
    """Nothing is chosen beforehand, and what binds is confirmed."""
    window.page.reload()
    window.press("反馈结果")
    window.page.wait_for_selector(".form-actions")
    window.page.locator("#id_code").select_option(index=1)
    window.fill("处理人次", "1")
    window.page.locator("#id_sure").check()
    window.press("反馈结果", within="main form")
    window.waits_for("本方授权阅知人")
