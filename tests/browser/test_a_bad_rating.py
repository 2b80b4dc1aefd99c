"""From the province's file to publication, in a browser: a bad rating goes round its loop."""

from __future__ import annotations

import pytest

from cadres.models import Unit
from cadres.people.rules import naming
from cadres.viewers.rules.roles import Role
from cases.letters.exchange import printing
from cases.letters.services.font_faces import agree_to_faces
from cases.models import Letter, RatingCase, WindowRating
from cases.window_ratings.rules.procedure import State
from tests import cast
from tests.browser.window import DESKTOP, PHONE
from tests.running import KEPT_PASSWORD
from tests.workbooks import xlsx

pytestmark = pytest.mark.browser
HEAD = [
    *("评价流水号", "部门名称", "窗口名称", "事项名称", "评价时间", "评价等级"),
    *("评价详情", "评价人", "联系电话"),
]
WINDOW = ("供电窗口", "低压新装", "2026-11-20")
ROWS = [
    HEAD,
    ["PJ1", "县供电公司", *WINDOW, "不满意", "没人接电话", "周小明", "13700001234"],
    ["PJ2", "县供电公司", *WINDOW, "非常满意", "", "", ""],
    ["PJ3", "县供电公司", *WINDOW, "系统默认", "", "", ""],
    ["PJ4", "县火星局", *WINDOW, "满意", "", "", ""],
]
COPY = "办事人反映供电窗口电话没人接。经核实属实，窗口已实行双人轮岗，电话保持畅通。"


@pytest.fixture
def people(here):
    unit = cast.unit("县政务服务中心", region=here.region)
    found = [
        cast.person("柳青", Role.CENTRE_CLERK, unit),
        cast.person("梁洁", Role.CENTRE_CLERK, unit),
        cast.person("龙海", Role.CENTRE_HEAD, unit),
    ]
    for one in found:
        one.cadre.password = KEPT_PASSWORD
        one.cadre.save(update_fields=["password"])
    return found


@pytest.fixture(autouse=True)
def known_as_files_write_it(here) -> None:
    """A unit is found by its name without the county's, as whoever enters it keeps it."""
    key = naming.unit_key(here.handling.name, here.region.name)
    Unit.objects.filter(pk=here.handling.pk).update(name_key=key)


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


def _taken_in(window, tmp_path) -> None:
    path = tmp_path / "评价明细.xlsx"
    path.write_bytes(xlsx({"明细": ROWS}))
    window.go("/cases/ratings/files/new/")
    window.page.set_input_files("input[type=file]", path)
    _look_in_both_sizes(window)
    window.press("上传并预检")
    window.waits_for("没有这个单位")
    _look_in_both_sizes(window)
    window.press("确认导入")
    window.waits_for("新增 3 条")


def _ordered(window, head, page) -> None:
    window.go(f"{page}start/")
    window.press("启动核实")
    window.waits_for("已启动核实")
    window.go(f"{page}verify/")
    window.fill("核实情况", "当日窗口只有一人值守，电话没有转接。")
    window.choose("立行立改——情况清楚、诉求合理")
    _look_in_both_sizes(window)
    window.press("登记核实结果")
    window.waits_for("请草拟交办函")
    window.press("草拟交办函")
    window.waits_for("关于交办政务服务差评的函")
    _look_in_both_sizes(window)
    letter = f"/cases/letters/{Letter.objects.get(rating_case__isnull=False).pk}/"
    window.go(f"{letter}propose/")
    window.press("送审")
    window.waits_for("政务服务中心主任会收到消息")
    head.go("/")
    head.waits_for("待您审批的文书")
    _look_in_both_sizes(head)
    head.press("审批通过", exact=False)
    head.waits_for("可以编号印发")
    window.go(f"{letter}issue/")
    window.press("编号印发")
    window.waits_for("已印发，文号")


def _answered(clerk, head, page) -> None:
    clerk.go("/cases/ratings/")
    clerk.waits_for("低压新装")
    _look_in_both_sizes(clerk)
    clerk.go(page)
    assert "周小明" not in clerk.text
    clerk.go(f"{page}answer/")
    clerk.fill("已采取的措施", "窗口实行双人轮岗，电话设置转接。")
    clerk.fill("改正结果", "当日起电话畅通。")
    clerk.page.locator("[name=done_on]").fill("2026-11-30")
    _look_in_both_sizes(clerk)
    clerk.press("填报整改")
    clerk.waits_for("负责人会收到消息")
    head.go(f"{page}sign/")
    _look_in_both_sizes(head)
    head.press("签发整改")
    head.waits_for("政务服务中心会收到消息")


def _told_and_called(window, other, page) -> None:
    window.go(page)
    window.press("查看评价人")
    window.waits_for("周小明")
    _look_in_both_sizes(window)
    window.go(f"{page}tell/")
    window.choose("电话")
    window.fill("反馈情况", "已说明整改情况。")
    window.press("反馈评价人")
    window.waits_for("没有经手的同志回访")
    other.go(f"{page}call-back/")
    other.choose("满意")
    other.fill("评价人怎么说", "满意。")
    _look_in_both_sizes(other)
    other.press("登记回访")
    other.waits_for("回访已登记")


def test_a_bad_rating_goes_round_its_loop(opened, here, people, tmp_path):
    centre, other, head = people
    window = opened(centre)
    _taken_in(window, tmp_path)
    page = f"/cases/ratings/{WindowRating.objects.get(number='PJ1').pk}/"
    window.go("/cases/ratings/")
    _look_in_both_sizes(window)
    head_window = opened(head, PHONE)
    _ordered(window, head_window, page)
    _answered(opened(here.handler, PHONE), opened(here.head, PHONE), page)
    other_window = opened(other)
    _told_and_called(window, other_window, page)

    window.go(f"{page}copy/")
    window.page.locator("textarea[name=text]").fill(COPY)
    _look_in_both_sizes(window)
    window.press("拟公示稿")
    window.waits_for("公示稿已送审")
    head_window.go(f"{page}approve/")
    _look_in_both_sizes(head_window)
    head_window.press("审定公示稿")
    head_window.waits_for("请由另一位同志发布")
    other_window.go(f"{page}publish/")
    other_window.press("发布公示")
    other_window.waits_for("已发布")
    other_window.go(page)
    _look_in_both_sizes(other_window)
    other_window.go("/cases/ratings/published/")
    other_window.waits_for("窗口已实行双人轮岗")
    _look_in_both_sizes(other_window)
    assert RatingCase.objects.get().state == State.PUBLISHED
