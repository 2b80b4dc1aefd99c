"""From what 明察暗访 found to the unit's reply, in a browser: filed, written about, followed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.inspections.rules.inspections import InspectionState
from cases.letters.exchange import printing
from cases.letters.services.font_faces import agree_to_faces
from cases.models import Inspection, Letter
from tests import cast
from tests.browser.window import DESKTOP, PHONE
from tests.running import KEPT_PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def supervision_head(here):
    head = cast.person("韩松", Role.SUPERVISOR_HEAD, here.supervisor.unit)
    head.cadre.password = KEPT_PASSWORD
    head.cadre.save(update_fields=["password"])
    return head


@pytest.fixture(autouse=True)
def faces_are_agreed(here) -> None:
    """This machine has none of the standard's faces; the head of the office agrees to others."""
    standing = printing.PRINTER.faces()
    head = here.office_head.viewer_now()
    agree_to_faces(here.region.pk, actor=head, standing=standing, faces=standing.said)


def _look_in_both_sizes(window) -> None:
    for size in (PHONE, DESKTOP):
        window.resize(size)
        window.look()


def _filed(window, today) -> None:
    window.go("/cases/inspections/new/")
    window.fill("发现日期", today)
    window.choose("暗访")
    window.fill("地点", "县政务服务大厅供电窗口")
    window.field("责任单位").select_option(label="县供电公司")
    window.fill("发现的问题", "上午九时四十分窗口无人值守，三名办事企业等候二十分钟。")
    window.fill("督查人员", "孙涛")
    _look_in_both_sizes(window)
    window.press("登记")
    window.waits_for("已登记，编号")
    _look_in_both_sizes(window)


def _sent(window, head) -> str:
    """The letter's page, when the head has approved it and it was issued and sealed."""
    window.press("草拟督办提示函")
    window.waits_for("关于提示整改明察暗访发现问题的函")
    _look_in_both_sizes(window)
    letter = Letter.objects.get(inspection__isnull=False)
    page = f"/cases/letters/{letter.pk}/"
    window.go(f"{page}propose/")
    window.press("送审")
    window.waits_for("督查负责人会收到消息")
    head.go("/")
    head.waits_for("待您审批的文书")
    _look_in_both_sizes(head)
    head.press("审批通过", exact=False)
    head.waits_for("可以编号印发")
    for verb, button, said in (
        ("issue", "编号印发", "已印发，文号"),
        ("seal", "登记用印", "用印已登记"),
    ):
        window.go(f"{page}{verb}/")
        window.press(button)
        window.waits_for(said)
    return page


def _answered(unit, page, today) -> None:
    unit.go(f"{page}reply/")
    _look_in_both_sizes(unit)
    unit.page.locator("textarea[name=reply]").fill("已调整班次，窗口实行AB岗。")
    unit.fill("承诺办结日期", today)
    unit.fill("回复日期", today)
    unit.press("回复")
    unit.waits_for("督查机构会收到消息")


def test_what_was_found_is_written_about_and_followed_to_its_end(opened, here, supervision_head):
    today = timezone.localdate().isoformat()
    window = opened(here.supervisor)
    _filed(window, today)
    page = _sent(window, opened(supervision_head, PHONE))
    # What a unit answers goes out with its head's signature.
    _answered(opened(here.head, PHONE), page, today)

    row = Inspection.objects.get()
    window.go(f"/cases/inspections/{row.pk}/")
    window.waits_for("已回复")
    _look_in_both_sizes(window)
    window.go(f"/cases/inspections/{row.pk}/close/")
    window.fill("核查情况", "现场复核，窗口已有人值守。")
    window.press("核查销号")
    window.waits_for("已核查销号")
    row.refresh_from_db()
    assert row.state == InspectionState.CLOSED
    window.go("/cases/inspections/?tab=closed")
    _look_in_both_sizes(window)
