"""Every public case as a clerk takes it: uploaded, asked about, looked at, brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

from cadres.models import Region, RegionLevel, Unit, UnitKind
from cadres.people.rules.unit_cells import Several
from cadres.viewers.rules.roles import Role
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch, RefusedRow, Ticket
from cases.tickets.rules.workflow import State
from enterprises.models import Contact, Enterprise
from tests import cast
from tests.factories.people import CountyFactory
from tests.ledger_pages import answer_all, finish, shown, upload
from tests.public_cases import case, folder

pytestmark = pytest.mark.django_db

CLERKS = {
    "01": "test_01_", "02": "test_02_", "03": "test_03_", "05": "test_05_", "07": "test_07_",
    "08": "test_08_", "10": "test_10_", "11": "test_11_", "12": "test_12_", "13": "test_13_",
    "15": "test_15_", "16": "test_16_", "19": "test_19_", "20": "test_20_", "21": "test_21_",
}  # fmt: skip


@dataclass(frozen=True)
class Clerk:
    """A clerk of the office of 试验县 at the pages of ledgers."""

    browser: object

    def upload(self, name: str, kind: str, file: str = "in") -> ImportBatch | str:
        path = case(name, file)
        return upload(self.browser, path.read_bytes(), kind, path.name)

    def bring(self, name: str, kind: str, file: str = "in", **said: str) -> tuple[str, str]:
        """Take a case to its end; return the page before the last step and the one after it."""
        batch = self.upload(name, kind, file)
        answer_all(self.browser, batch, **said)
        assert batch.stage == Stage.CHECKED, batch.error
        before = shown(self.browser, batch)
        finish(self.browser, batch)
        assert batch.stage == Stage.DONE, batch.error
        return before, shown(self.browser, batch)

    def see(self, ticket: Ticket) -> str:
        return self.browser.get(reverse("cases:ticket-detail", args=[ticket.pk])).content.decode()


@pytest.fixture
def newcomer(client, settings, tmp_path, monkeypatch):
    """The clerk of a county in whose register nothing stands."""
    folder()
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: None)
    county = CountyFactory(name="试验县", number_prefix="试助企")
    clerk = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办", UnitKind.OFFICE, county))
    client.force_login(clerk.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return Clerk(client)


@pytest.fixture
def clerk(newcomer):
    """With the two enterprises of the county, which came in by the page too."""
    newcomer.bring("base", Kind.ASSIGNMENTS)
    return newcomer


def test_each_folder_has_its_clerk():
    here = {path.name[:2] for path in folder().iterdir() if path.is_dir()}

    assert here == set(CLERKS)
    assert all(any(name.startswith(start) for name in globals()) for start in CLERKS.values())


def test_01_the_same_row_of_two_sheets_is_one_ticket_and_one_refused_row(clerk):
    before, after = clerk.bring("01", Kind.ISSUES)

    for page in (before, after):
        assert "读到 2 行：新增 1，更新 0，没有变化 0，未导入 1，略过 0。" in page
        assert "与“城关镇”表第 3 行" in page
    assert Ticket.objects.count() == 1
    assert RefusedRow.objects.get().sheet == "汇总"


def test_02_each_word_for_closed_closes(clerk):
    _, after = clerk.bring("02", Kind.ISSUES)

    assert "读到 5 行：新增 5，更新 0，没有变化 0，未导入 0，略过 0。" in after
    tickets = Ticket.objects.all()
    assert [ticket.state for ticket in tickets] == [State.CLOSED] * 5
    assert {ticket.closed_on for ticket in tickets} == {date(2026, 3, 10)}
    assert State.CLOSED.label in clerk.see(tickets[0])


def test_03_a_full_stop_next_week_is_the_same_ticket_and_closes_it(clerk):
    clerk.bring("03", Kind.ISSUES, "w1")
    assert Ticket.objects.get().state != State.CLOSED

    _, after = clerk.bring("03", Kind.ISSUES, "w2")

    assert "读到 1 行：新增 0，更新 1，没有变化 0，未导入 0，略过 0。" in after
    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.closed_on) == (State.CLOSED, date(2026, 3, 10))


def test_05_a_later_answer_closes_the_message(clerk):
    clerk.bring("05", Kind.HOTLINE, "w1")
    assert Ticket.objects.get().state == State.FILED

    _, after = clerk.bring("05", Kind.HOTLINE, "w2")

    assert "读到 1 行：新增 0，更新 1，没有变化 0，未导入 0，略过 0。" in after
    ticket = Ticket.objects.get()
    assert ticket.state == State.CLOSED
    assert "已修好" in clerk.see(ticket)


def test_07_phones_stay_as_they_were_written(newcomer):
    newcomer.bring("07", Kind.ASSIGNMENTS)

    assert dict(Contact.objects.values_list("name", "phone")) == {
        "张某": "13800138000（微信同号）",
        "李某": "0377-66666666转802",
        "王某": "66666666",
        "赵某": "400-800-1234",
        "孙某": "13800138000",
    }


def test_08_a_month_in_a_heading_is_read_as_usual(clerk):
    batch = clerk.upload("08", Kind.ISSUES)
    columns = clerk.browser.get(reverse("cases:import-columns", args=[batch.pk])).context["form"]

    assert columns.fields["result"].initial == "截至2026年3月办理情况"
    clerk.bring("08", Kind.ISSUES)
    assert Ticket.objects.count() == 1


def test_10_a_province_in_the_title_is_our_county(newcomer):
    newcomer.bring("10", Kind.ASSIGNMENTS)

    assert Enterprise.objects.get().county.name == "试验县"
    assert Region.objects.filter(level=RegionLevel.COUNTY).count() == 1


def test_11_of_two_units_in_a_cell_one_leads_as_is_said_once(clerk):
    batch = clerk.upload("11", Kind.ISSUES)
    answered = answer_all(clerk.browser, batch, several=Several.FIRST_LEADS)
    finish(clerk.browser, batch)

    assert "cases:import-units" in answered
    led = {ticket.unit.name for ticket in Ticket.objects.all()}
    helped = {pk for ticket in Ticket.objects.all() for pk in ticket.co_unit_ids}
    assert (Ticket.objects.count(), led) == (2, {"试验县工信局"})
    assert set(Unit.objects.filter(pk__in=helped).values_list("name", flat=True)) == {
        "试验县发改委",
        "试验县供电公司",
    }
    assert not Unit.objects.filter(name__contains="、").exists()


def test_12_a_code_that_begins_with_n2_is_valid(newcomer):
    newcomer.bring("12", Kind.ASSIGNMENTS)

    assert Enterprise.objects.get().code == "N2411321MF0ABCDE1R"


def test_13_codes_are_read_without_what_a_spreadsheet_added(newcomer):
    newcomer.bring("13", Kind.ASSIGNMENTS)

    assert set(Enterprise.objects.values_list("code", flat=True)) == {
        "91411321MAKJYCTY41", "91411321MAF5BQM6BT", "91411321MABNR04K57", "91411321MAGT34A4L4",
    }  # fmt: skip


def test_15_a_day_of_a_book_from_1904_is_read_by_its_epoch(clerk):
    clerk.bring("15", Kind.ISSUES)

    assert Ticket.objects.get().filed_on == date(2026, 3, 5)


def test_16_a_picture_in_a_cell_is_said_and_is_no_text(clerk):
    before, after = clerk.bring("16", Kind.ISSUES)

    for page in (before, after):
        assert "这一格是图片" in page
        assert "DISPIMG" not in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(("said", "made", "left_out"), [("leave", 1, 1), ("take", 2, 0)])
def test_19_a_hidden_row_is_asked_about(clerk, said, made, left_out):
    batch = clerk.upload("19", Kind.ISSUES)
    columns = clerk.browser.get(reverse("cases:import-columns", args=[batch.pk])).content.decode()

    assert "隐藏或筛选掉的 1 行" in columns
    _, after = clerk.bring("19", Kind.ISSUES, hidden=said)
    assert f"新增 {made}，更新 0，没有变化 0，未导入 0，略过 {left_out}。" in after
    assert Ticket.objects.count() == made


def test_20_paths_with_backslashes_are_read(clerk):
    clerk.bring("20", Kind.ISSUES)

    assert Ticket.objects.count() == 1


def test_21_a_web_archive_is_called_what_it_is(clerk):
    said = clerk.upload("21", Kind.ISSUES)

    assert "网页归档" in said
    assert "另存为 .xlsx" in said
