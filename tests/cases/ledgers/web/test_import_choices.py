"""What a file leaves open is asked once: rows out of sight, the county, columns of any name."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import RefusedRow, Ticket
from cases.tickets.rules.sources.sources import KnownSource
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.sources.sources import add_source
from tests import messy_ledgers, workbooks
from tests.factories.people import moment
from tests.ledger_pages import answer_all, choose, finish, shown, upload
from tests.workbooks import CODES, ISSUE_HEAD, cover_row, issue_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: None)


@pytest.fixture
def office(client, dispatcher):
    cover = workbooks.cover([cover_row(1, "甲公司", CODES[0], "", "", "")])
    ledgers = Ledgers({Kind.ASSIGNMENTS: sheets.read(cover, "包联.xlsx")}, region=dispatcher.county)
    imports.bring_in(ledgers, actor=Viewer.system(moment(date(2026, 11, 20))))
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


def unseen() -> bytes:
    """Three rows, one of them hidden, one struck through; and a hidden sheet of one row."""
    first = messy_ledgers.sheet("表0", "issues", ["good", "hidden", "struck"])
    second = messy_ledgers.sheet("旧表", "issues", ["good"], 1, is_hidden=True)
    return messy_ledgers.as_xlsx([first, second])


def test_rows_out_of_sight_are_asked_about_and_nothing_is_chosen_beforehand(office):
    batch = upload(office, unseen(), Kind.ISSUES)

    answer = choose(office, batch)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "隐藏或筛选掉的 1 行，工作表“旧表”" in page
    assert "划了删除线的 1 行" in page
    assert batch.stage == Stage.UPLOADED


@pytest.mark.parametrize(("said", "made", "left_out"), [("leave", 1, 5), ("take", 4, 0)])
def test_what_was_said_holds_for_this_file_and_is_shown(office, said, made, left_out):
    batch = upload(office, unseen(), Kind.ISSUES)
    choose(office, batch, hidden=said, struck=said)

    finish(office, batch)

    assert Ticket.objects.count() == made
    assert batch.summary["rows"]["counts"]["left_out"] == left_out
    assert f"新增 {made}，更新 0，没有变化 0，未导入 0，略过 {left_out}。" in shown(office, batch)
    assert ("隐藏的工作表，没有读入" in shown(office, batch)) is (said == "leave")


def test_a_file_of_hidden_sheets_alone_is_taken_where_a_person_says_so(office):
    hidden = messy_ledgers.sheet("旧表", "issues", ["good"], is_hidden=True)
    beside = messy_ledgers.Made("空表", [], [], [])
    batch = upload(office, messy_ledgers.as_xlsx([hidden, beside]), Kind.ISSUES)

    choose(office, batch, hidden="take")
    finish(office, batch)

    assert Ticket.objects.count() == 1


def test_a_title_that_names_another_county_is_asked_about(office):
    content = workbooks.issues(issue_row(1, "甲公司", "断电"), county="西平县")
    batch = upload(office, content, Kind.ISSUES)

    assert choose(office, batch).status_code == 422
    choose(office, batch, county="on")
    finish(office, batch)

    assert Ticket.objects.get().county.name == "南召县"


@pytest.mark.parametrize("before", ["河南省南阳市", "中共", "附件1：", "关于报送"])
def test_what_stands_before_our_county_is_no_other_county(office, before):
    content = workbooks.issues(issue_row(1, "甲公司", "断电"), county=f"{before}南召县")
    batch = upload(office, content, Kind.ISSUES)

    assert choose(office, batch).status_code == 302


def test_columns_of_any_name_are_chosen_by_hand(office):
    heads = ["编", "甲栏", "乙栏", "丙栏", *[""] * 10]
    row = [1, "甲公司", "专线电压不稳", "2026-03-30", *[None] * 10]
    content = workbooks.xlsx({"表": [["台账"], heads, row]})
    batch = upload(office, content, Kind.ISSUES)
    assert "没有找到" in choose(office, batch).content.decode()

    choose(office, batch, enterprise="甲栏", text="乙栏", reported_on="丙栏")
    finish(office, batch)

    assert Ticket.objects.get().description == "专线电压不稳"


def test_two_columns_of_one_name_can_both_be_chosen(office):
    heads = [*ISSUE_HEAD[:-1], "问题描述"]
    row = [*issue_row(1, "甲公司", "第一栏")[:-1], "第二栏"]
    batch = upload(office, workbooks.xlsx({"表": [["台账"], heads, row]}), Kind.ISSUES)

    assert choose(office, batch, text="问题描述（N列）").status_code == 302
    finish(office, batch)

    assert Ticket.objects.get().description == "第二栏"


def test_what_is_not_listed_is_counted_and_the_end_leads_on(office, monkeypatch):
    monkeypatch.setattr(pages, "SHOWN_PLACES", 1)
    content = workbooks.issues(issue_row(1, "甲公司", "断电"), issue_row(2, "没有的", "停水"))
    batch = upload(office, content, Kind.ISSUES)
    choose(office, batch)
    page = shown(office, finish(office, batch))

    assert "还有 1 处没有列出。" in page
    assert all(reverse(name) in page for name in ("cases:ticket-list", "cases:import-new"))
    assert "不能导入的" not in page
    assert "下载这些行" in office.get(reverse("cases:refused-list")).content.decode()


def test_title_and_steps_follow_what_the_worker_did(office):
    batch = upload(office, workbooks.issues(issue_row(1, "甲公司", "断电")), Kind.ISSUES)
    choose(office, batch)
    finish(office, batch)
    address = reverse("cases:import-preview", args=[batch.pk])
    polled = office.get(address, headers={"HX-Request": "true"}).content.decode()

    assert f'data-title="已导入 {batch.file_name}"' in polled
    assert '<div id="import-steps" hx-swap-oob="true">' in polled
    assert "hx-swap-oob" not in shown(office, batch)


def test_the_button_says_what_it_does(office):
    new, unknown = issue_row(1, "甲公司", "断电"), issue_row(2, "没有的", "停水")
    another = issue_row(3, "也没有", "停气")

    def offered(*rows) -> str:
        batch = upload(office, workbooks.issues(*rows), Kind.ISSUES)
        answer_all(office, batch)
        page = shown(office, batch)
        finish(office, batch)
        (words,) = re.findall(r"<button[^>]*btn-primary[^>]*>([^<]*)</button>", page)
        return words

    # The unit of a refused row is set up all the same: the button says that too.
    assert offered(unknown) == "新建 1 个单位，留下这 1 行待更正"
    assert RefusedRow.objects.count() == 1
    assert offered(another) == "留下这 1 行待更正"
    assert RefusedRow.objects.count() == 2
    assert offered(unknown) == "结束这次导入"  # it waits already
    assert RefusedRow.objects.count() == 2
    assert offered(new, unknown) == "确认导入"
    assert offered(new) == "结束这次导入"
    assert Ticket.objects.count() == 1


def test_rows_that_were_refused_before_are_led_to_again(office):
    content = workbooks.issues(issue_row(1, "没有的", "停水"))
    for _ in "12":
        batch = upload(office, content, Kind.ISSUES)
        choose(office, batch)
        finish(office, batch)

    assert f'{reverse("cases:refused-list")}?kind=issues"' in shown(office, batch)


@pytest.mark.parametrize("cell", ['=_xlfn.DISPIMG("ID_1",1)', "#N/A", 12345678901234567890.0])
def test_what_could_not_be_read_is_not_taken_when_it_is_sent_again_unchanged(office, cell):
    batch = upload(office, workbooks.issues(issue_row(1, "甲公司", cell)), Kind.ISSUES)
    choose(office, batch)
    finish(office, batch)
    address = reverse("cases:refused-edit", args=[RefusedRow.objects.get().pk])
    form = office.get(address).context["form"]
    cells = {name: field.initial for name, field in form.fields.items()}

    again = office.post(address, cells)

    assert again.status_code == 422
    assert not Ticket.objects.exists()
    office.post(address, cells | {"text": "断电"})
    assert Ticket.objects.get().description == "断电"


def test_a_sheet_of_messages_may_have_come_by_a_source_of_the_county(office, office_head):
    said = KnownSource("", "12345营商专席")
    actor = office_head.viewer(date(2026, 11, 20))
    own = add_source(office_head.county, Source.HOTLINE, said, actor=actor)
    row = ["NY001", "网民", "路灯不亮", "2026-11-03 09:20:00", "园区三号路路灯不亮。", "", ""]
    head = "留言编号 留言用户 留言主题 留言时间 留言详情 答复意见 答复时间".split()
    content = workbooks.xlsx({"12345热线": [head, row]})
    batch = upload(office, content, Kind.HOTLINE)

    choose(office, batch, source=own.code)
    finish(office, batch)

    assert Ticket.objects.get().source == own.code


def test_a_file_is_not_sent_before_its_kind_is_chosen(office):
    """A browser cannot give back a file that it sent and that was refused: it asks beforehand."""
    page = office.get(reverse("cases:import-new")).content.decode()
    form = page[page.index("data-upload") : page.index("</form>", page.index("data-upload"))]

    assert "novalidate" not in form
    assert re.search(r'name="kind" value="issues"[^>]* required', form)
