"""Public fault reports on rows, headings, titles and files: right by command and by page."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Region, RegionLevel, UnitKind
from cadres.viewers.rules.roles import Role
from cases.ledgers.rules.imports import Kind
from cases.ledgers.web import imports as pages
from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests import cast
from tests.ledger_pages import choose, finish, shown, upload
from tests.public_cases import case

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """试验县 with its two enterprises."""
    path = case("base")
    call_command("import_ledgers", assignments=path)


@pytest.fixture
def office(client, register, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: None)
    county = Region.objects.get(name="试验县")
    clerk = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办", UnitKind.OFFICE, county))
    client.force_login(clerk.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


def by_command(tmp_path, name, file="in", kind=Kind.ISSUES, **more):
    given = {kind.value: case(name, file), "summary": tmp_path / "out.json"}
    call_command("import_ledgers", **given | more)
    return json.loads((tmp_path / "out.json").read_text())


def by_page(office, name, kind=Kind.ISSUES, **said):
    path = case(name)
    batch = upload(office, path.read_bytes(), kind, path.name)
    assert choose(office, batch, **said).status_code == 302
    return finish(office, batch)


def test_01_the_same_row_of_two_sheets_is_one_ticket_by_command(register, tmp_path):
    summary = by_command(tmp_path, "01")

    assert summary["tickets"]["created"] == 1
    assert [row["sheet"] for row in summary["refused"]] == ["汇总"]


def test_01_the_same_row_of_two_sheets_is_one_ticket_by_page(office):
    batch = by_page(office, "01")

    assert Ticket.objects.count() == 1
    assert batch.summary["rows"]["counts"]["refused"] == 1


def test_02_each_word_for_closed_closes_by_command(register, tmp_path):
    tickets = by_command(tmp_path, "02")["tickets"]

    assert (tickets["created"], tickets["closed"], tickets["open"]) == (5, 5, 0)
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.CLOSED}


def test_03_a_full_stop_next_week_is_the_same_ticket_by_command(register, tmp_path):
    by_command(tmp_path, "03", "w1")
    tickets = by_command(tmp_path, "03", "w2")["tickets"]

    assert (tickets["created"], tickets["updated"], tickets["closed"]) == (0, 1, 1)
    assert Ticket.objects.get().state == State.CLOSED


def test_05_a_later_answer_closes_the_message_by_command(register, tmp_path):
    first = by_command(tmp_path, "05", "w1", Kind.HOTLINE, county="试验县")["messages"]
    then = by_command(tmp_path, "05", "w2", Kind.HOTLINE, county="试验县")["messages"]

    assert (first["created"], first["open"]) == (1, 1)
    assert (then["created"], then["updated"], then["closed"]) == (0, 1, 1)
    assert Ticket.objects.get().state == State.CLOSED


def test_08_a_month_in_a_heading_is_read_by_command_and_page(office, tmp_path):
    assert by_command(tmp_path, "08")["tickets"]["created"] == 1
    assert by_page(office, "08").summary["tickets"]["unchanged"] == 1


def test_10_a_province_in_the_title_makes_no_other_county(office, capsys):
    call_command("import_ledgers", assignments=case("10"))

    assert list(Region.objects.filter(level=RegionLevel.COUNTY).values_list("name")) == [
        ("试验县",)
    ]
    batch = by_page(office, "10", Kind.ASSIGNMENTS)
    assert batch.summary["rows"]["counts"]["unchanged"] == 1


def test_19_a_hidden_row_is_said_and_chosen(office, tmp_path, capsys):
    summary = by_command(tmp_path, "19")

    assert summary["tickets"]["created"] == 1
    said = capsys.readouterr().out
    assert "略过 “问题台账”表第 4 行：隐藏或筛选掉的行，没有读入" in said
    assert "请加 --hidden take" in said
    batch = by_page(office, "19", hidden="leave")
    assert "隐藏或筛选掉的行" in shown(office, batch)
    assert by_command(tmp_path, "19", hidden="take")["tickets"]["created"] == 1
    assert Ticket.objects.count() == 2


def test_20_paths_with_backslashes_are_read(office, tmp_path):
    assert by_command(tmp_path, "20")["tickets"]["created"] == 1
    assert by_page(office, "20").summary["tickets"]["unchanged"] == 1


def test_21_a_web_archive_is_called_what_it_is(office):
    with pytest.raises(CommandError, match=r"网页归档.*另存为 .xlsx"):
        call_command("import_ledgers", issues=case("21"))

    assert "网页归档" in upload(office, case("21").read_bytes(), Kind.ISSUES, "in.xls")
