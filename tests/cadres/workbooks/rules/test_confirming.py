"""The button below a looked-through file says what pressing it does."""

from __future__ import annotations

import pytest

from cadres.workbooks.rules import confirming
from cadres.workbooks.rules.confirming import Confirming


@pytest.mark.parametrize("refused", [0, 3])
def test_where_a_row_is_written_the_import_is_confirmed(refused):
    said = confirming.of_rows(written=1, refused=refused, kept=refused)

    assert said == Confirming(confirming.WRITES, "确认导入")


@pytest.mark.parametrize("kept", [0, None])
def test_where_all_is_there_already_the_import_is_ended(kept):
    assert confirming.of_rows(written=0, refused=0, kept=kept) == Confirming(
        confirming.NOTHING, "结束这次导入"
    )


@pytest.mark.parametrize(
    ("refused", "kept", "button", "said"),
    [
        (3, 3, "留下这 3 行待更正", "不能导入的 3 行可以留下，在网页上更正后再导入。"),
        (3, 2, "留下这 2 行待更正", "不能导入的 2 行可以留下，在网页上更正后再导入；另有 1 行先前"),
        (3, 0, "结束这次导入", "不能导入的 3 行先前已经留下，不再重复。"),
        (3, None, "结束这次导入", "不能导入的 3 行列在下面，请在原文件里改好再上传。"),
    ],
)
def test_refused_rows_are_kept_once(refused, kept, button, said):
    found = confirming.of_rows(written=0, refused=refused, kept=kept)

    assert found.button == button
    assert found.lead.startswith(f"这份文件没有能写入的行。{said}")


def test_units_that_would_be_set_up_without_a_row_are_named():
    found = confirming.of_rows(written=0, refused=1, kept=1, units=["县商务局", "县林业局"])

    assert found.button == "新建 2 个单位，留下这 1 行待更正"
    assert found.lead.endswith("会新建单位：县商务局、县林业局。")


def test_of_many_units_the_first_are_named():
    found = confirming.of_rows(written=0, refused=0, kept=0, units=[f"第{n}局" for n in range(7)])

    assert found.button == "新建 7 个单位"
    assert found.lead.endswith("第3局、第4局等 7 个。")
