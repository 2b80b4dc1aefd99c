"""The province's file comes in once, every row accounted for, and unrated is never satisfied."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, Unit
from cadres.people.rules import naming
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.workbooks.exchange.unseen_rows import LEAVE, TAKE
from cases.models import RatingCase, RatingFile, WindowRating
from cases.window_ratings.exchange import rating_imports
from cases.window_ratings.rules.ratings import FileStage, Level
from cases.window_ratings.selectors import ratings
from tests.cases.window_ratings.steps import MONDAY
from tests.messy_ledgers import Made, as_xlsx, notes
from tests.workbooks import xlsx

FATES = ("made", "changed", "same", "refused", "left_out")
HEAD = [
    *("评价流水号", "部门名称", "窗口名称", "评价时间", "评价等级", "评价方式"),
    *("评价详情", "评价人", "手机号"),
]


def row(number, level, unit="县供电公司", how="", words="") -> list[str]:
    return [number, unit, "3号窗口", "2026-03-02", level, how, words, "周小明", "13700001234"]


ROWS = (
    row("PJ1", "不满意", words="没人接电话"),
    row("PJ2", "非常满意"),
    row("PJ3", "满意", how="系统默认"),
    row("PJ4", "未评价"),
    row("PJ5", "五星"),
    row("PJ6", "满意", unit="县火星局"),
    row("PJ2", "非常满意"),
    ["合计", None, None, None, None, None, None, None, None],
)


def given(*rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("评价.xlsx", xlsx({"明细": [HEAD, *rows]}))


@pytest.fixture(autouse=True)
def known_as_files_write_it(handler) -> None:
    """A unit is found by its name without the county's, as whoever enters it keeps it."""
    key = naming.unit_key(handler.unit.name, handler.county.name)
    Unit.objects.filter(pk=handler.unit.pk).update(name_key=key)


@pytest.fixture
def actor(centre):
    return centre.viewer(MONDAY)


def looked_through(centre, *rows) -> RatingFile:
    return rating_imports.upload(given(*rows), centre.county, actor=centre.viewer(MONDAY))


def taken_in(file: RatingFile, actor) -> RatingFile:
    return rating_imports.bring_in(file, actor=actor, read=ratings.read_file(file, seen_by=actor))


def chosen(file: RatingFile, actor, choice: str) -> RatingFile:
    read = ratings.read_file(file, seen_by=actor)
    return rating_imports.choose(file, {"hidden": choice}, actor=actor, read=read)


def filtered(centre, is_hidden_sheet: bool) -> RatingFile:
    """Two ratings and one that a filter hides; or all of them on a sheet that nobody sees."""
    rows = [[None] * len(HEAD), HEAD, row("PJ1", "满意"), row("PJ2", "满意"), row("PJ3", "满意")]
    made = Made("明细", rows, [] if is_hidden_sheet else [5], [], is_hidden=is_hidden_sheet)
    file = SimpleUploadedFile("评价.xlsx", as_xlsx([notes("说明"), made]))
    return rating_imports.upload(file, centre.county, actor=centre.viewer(MONDAY))


def counts(file: RatingFile) -> dict[str, int]:
    return {name: value for name, value in file.account.items() if isinstance(value, int)}


def test_every_row_has_its_fate_and_the_trial_writes_nothing(centre, handler):
    file = looked_through(centre, *ROWS)

    assert counts(file) == {
        "read": 8, "made": 4, "changed": 0, "same": 0, "refused": 3, "left_out": 1,
    }  # fmt: skip
    assert not WindowRating.objects.exists()
    assert [line["row"] for line in file.account["lines"]] == [6, 7, 8, 9]


def test_what_is_taken_in_is_what_was_looked_at(centre, handler, actor):
    file = looked_through(centre, *ROWS)
    done = taken_in(file, actor)

    assert counts(done) == counts(file)
    levels = dict(WindowRating.objects.values_list("number", "level"))
    assert levels == {
        "PJ1": Level.BAD, "PJ2": Level.VERY_GOOD, "PJ3": Level.UNRATED, "PJ4": Level.UNRATED,
    }  # fmt: skip
    assert RatingCase.objects.get().rating.number == "PJ1"
    assert (done.stage, done.content) == (FileStage.DONE, "")
    assert AuditEntry.objects.get(verb="rating.import").detail["made"] == 4


def test_the_same_file_again_changes_nothing(centre, handler, actor):
    taken_in(looked_through(centre, *ROWS[:4]), actor)
    again = looked_through(centre, *ROWS[:4])

    assert (again.account["same"], again.account["made"]) == (4, 0)


def test_who_rates_later_is_taken_over_and_another_word_is_asked(centre, handler, actor):
    taken_in(looked_through(centre, *ROWS[:4]), actor)
    later = looked_through(centre, row("PJ4", "非常不满意"), row("PJ2", "不满意"))
    done = taken_in(later, actor)

    assert (done.account["changed"], done.account["refused"]) == (1, 1)
    assert "非常满意" in done.account["lines"][0]["reason"]
    assert set(RatingCase.objects.values_list("rating__number", flat=True)) == {"PJ1", "PJ4"}


def test_no_cell_of_a_rater_stands_in_the_account_or_plainly_in_the_database(
    centre, handler, actor
):
    file = looked_through(centre, *ROWS)
    taken_in(file, actor)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rater_name || rater_phone FROM cases_windowrating WHERE number = 'PJ1'"
        )
        (stored,) = cursor.fetchone()

    assert "周小明" not in str(RatingFile.objects.get().account)
    assert [word in stored for word in ("周小明", "13700001234")] == [False, False]
    assert WindowRating.objects.get(number="PJ1").rater_name == "周小明"


def test_a_file_is_taken_in_once(centre, handler, actor):
    file = looked_through(centre, *ROWS[:2])
    taken_in(file, actor)

    with pytest.raises(Conflict):
        taken_in(file, actor)


def test_a_file_of_something_else_is_refused(centre, actor):
    other = SimpleUploadedFile(
        "花名册.xlsx", xlsx({"表": [["姓名", "单位"], ["李娟", "县供电公司"]]})
    )

    with pytest.raises(Invalid, match="评价编号"):
        rating_imports.upload(other, centre.county, actor=actor)


@pytest.mark.parametrize("who", ["dispatcher", "office_head", "leader", "handler", "head"])
def test_nobody_but_the_centre_brings_ratings_in(centre, handler, who, request):
    with pytest.raises(NotPermitted):
        rating_imports.upload(
            given(*ROWS), centre.county, actor=request.getfixturevalue(who).viewer(MONDAY)
        )


@pytest.mark.parametrize(("is_hidden_sheet", "unseen"), [(False, 1), (True, 3)])
def test_what_nobody_sees_comes_in_or_stays_out_as_a_person_says(
    centre, handler, actor, is_hidden_sheet, unseen
):
    file = filtered(centre, is_hidden_sheet)
    with pytest.raises(WrongState):
        taken_in(file, actor)
    left = chosen(file, actor, LEAVE)
    done = taken_in(chosen(left, actor, TAKE), actor)

    assert left.account["made"] == 3 - unseen
    assert left.account["left_out"] > done.account["left_out"]
    assert left.account["read"] == sum(map(left.account.get, FATES))
    assert done.account["read"] == sum(map(done.account.get, FATES))
    assert (done.account["made"], WindowRating.objects.count()) == (3, 3)


def test_a_choice_that_somebody_else_made_meanwhile_is_said(centre, handler, actor):
    file = filtered(centre, is_hidden_sheet=False)
    read = ratings.read_file(file, seen_by=actor)
    chosen(file, actor, LEAVE)

    with pytest.raises(EditedMeanwhile):
        rating_imports.choose(file, {"hidden": TAKE}, actor=actor, read=read)
