"""python manage.py import_ledgers, as the system, on any of the files."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Cadre, Region
from cases.models import Ticket
from enterprises.models import Enterprise
from tests import workbooks
from tests.workbooks import CODES, cover_row, issue_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    contents = {
        "roster": workbooks.roster([1, "吕军", "县林业局", "科员", "15642556189", None]),
        "assignments": workbooks.cover(
            [cover_row(1, "甲公司", CODES[0], "吕军", "县林业局科员", "15642556189")]
        ),
        "issues": workbooks.issues(issue_row(1, "甲公司", "道路破损")),
    }
    for name, content in contents.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    return {name: tmp_path / f"{name}.xlsx" for name in contents}


def test_the_summary_has_the_agreed_keys(files, tmp_path, capsys):
    out = tmp_path / "out.json"

    call_command("import_ledgers", **files, summary=out)

    summary = json.loads(out.read_text())
    assert {part: set(figures) for part, figures in summary.items() if part != "refused"} == {
        "cadres": {"created", "updated", "unchanged", "duplicates", "refused"},
        "enterprises": {
            "created", "updated", "unchanged", "duplicates",
            "refused_bad_check_digit", "refused_missing_code",
        },
        "assignments": {"created", "unchanged", "refused"},
        "tickets": {
            "created", "updated", "unchanged", "closed", "open", "closed_on_time", "closed_late",
            "rated", "satisfied", "refused_unknown_enterprise", "refused_closed_before_reported",
            "refused_other",
        },
    }  # fmt: skip
    assert summary["refused"] == []


def test_a_dry_run_writes_nothing(files, tmp_path, capsys):
    call_command("import_ledgers", **files, dry_run=True, summary=tmp_path / "out.json")

    assert not Enterprise.objects.exists()
    assert "没有写入" in capsys.readouterr().out


def test_it_tells_what_became_of_every_row_and_names_the_sheets_left_out(files, tmp_path, capsys):
    head = ["序号", "姓名", "单位", "职务", "联系电话"]
    line = [1, "吕军", "县林业局", "科员", "15642556189"]
    (tmp_path / "more.xlsx").write_bytes(
        workbooks.xlsx({"一": [["南召县花名册"], head, line], "二": [["其他"], ["甲"], ["乙"]]})
    )

    call_command("import_ledgers", roster=tmp_path / "more.xlsx")

    said = capsys.readouterr().out
    assert "读到 4 行：新增 1，更新 0，没有变化 0，未导入 0，略过 3。" in said
    assert "“二”表第 1—3 行：这张表的表头没有找到“姓名、联系电话”" in said


def test_a_county_that_is_not_there_is_asked_for_and_never_guessed(files, tmp_path):
    call_command("import_ledgers", assignments=files["assignments"])
    other = tmp_path / "other.xlsx"
    other.write_bytes(workbooks.roster(county="西平县"))

    with pytest.raises(CommandError, match="系统中没有这个县"):
        call_command("import_ledgers", roster=other)
    assert not Region.objects.filter(name="西平县").exists()


def test_columns_are_named_by_hand_and_every_row_is_written_down(files, tmp_path, capsys):
    lines = [["南召县花名册"], ["甲", "单位", "乙"], ["吕军", "县林业局", "15642556189"]]
    (tmp_path / "own.xlsx").write_bytes(workbooks.xlsx({"表": lines}))
    own, rows = tmp_path / "own.xlsx", tmp_path / "rows.csv"

    with pytest.raises(CommandError, match="没有“名”这一栏"):
        call_command("import_ledgers", roster=own, column=["名=甲"])
    call_command("import_ledgers", roster=own, column=["姓名=甲", "联系电话=乙"], rows=rows)

    written = rows.read_text(encoding="utf-8-sig").splitlines()
    assert written[1] == "own.xlsx,助企干部花名册,表,3,新增,"


def test_any_of_the_files_alone_will_do(files, capsys):
    call_command("import_ledgers", assignments=files["assignments"])
    call_command("import_ledgers", issues=files["issues"])

    assert Ticket.objects.count() == 1


def test_without_a_file_or_with_a_bad_one_it_says_what_to_do(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.4")

    with pytest.raises(CommandError, match="请至少指定一份台账"):
        call_command("import_ledgers")
    with pytest.raises(CommandError, match="PDF"):
        call_command("import_ledgers", roster=tmp_path / "x.xlsx")
    with pytest.raises(CommandError, match="打不开文件"):
        call_command("import_ledgers", roster=tmp_path / "none.xlsx")


@pytest.fixture
def next_month(files, tmp_path, capsys):
    """The roster came in; the next one has another number for the same name and unit."""
    call_command("import_ledgers", roster=files["roster"])
    path = tmp_path / "next.xlsx"
    path.write_bytes(workbooks.roster([1, "吕军", "县林业局", "科员", "13911112222", None]))

    def bring(**said):
        capsys.readouterr()
        call_command("import_ledgers", roster=path, **said)
        return capsys.readouterr().out

    return bring


def test_a_new_number_of_a_known_name_is_listed_with_the_way_to_say_whose_it_is(next_month):
    told = next_month()

    assert "同一个人换了号码，还是另一个人？" in told
    assert "--same-person" in told
    assert "助企干部花名册”表第 4 行" in told
    assert Cadre.objects.filter(name="吕军").count() == 1


@pytest.mark.parametrize(
    ("option", "numbers"),
    [
        ("same_person", {"13911112222"}),
        ("other_person", {"15642556189", "13911112222"}),
    ],
)
def test_whose_it_is_is_said_by_sheet_and_row(next_month, option, numbers):
    next_month(**{option: ["助企干部花名册：4"]})

    assert {one.phone for one in Cadre.objects.filter(name="吕军")} == numbers


def test_what_was_said_of_a_row_in_no_doubt_is_refused_and_nothing_written(next_month):
    for said in ({"same_person": ["助企干部花名册:9"]}, {"other_person": ["四"]}):
        with pytest.raises(CommandError, match="工作表:行"):
            next_month(**said)
    with pytest.raises(CommandError, match="只写一个"):
        next_month(same_person=["助企干部花名册:4"], other_person=["助企干部花名册:4"])
    assert Cadre.objects.filter(name="吕军").count() == 1
